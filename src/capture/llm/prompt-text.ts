import { indexOf } from '../../base/held.ts';
import { readData, readOwn } from '../../value/read.ts';
import {
  addEach,
  createJoinedText,
  describedStart,
  isList,
  isSilent,
  type JoinedText,
  lengthOf,
  MAX_ITEMS,
  MAX_LEVELS,
} from './message-parts.ts';
import type { TextStart } from './wire/types.ts';

/** Where a request holds what is asked. */
const REQUEST_KEYS: readonly string[] = ['messages', 'contents', 'input', 'prompt'];
/** Where a message or a part of one holds its text. */
const TEXT_KEYS: readonly string[] = ['text', 'content', 'parts'];
/** What a part's type says where the part is no text. */
const MEDIA: readonly string[] = ['image', 'audio', 'video', 'document', 'file'];

/**
 * What a program asked, from whatever it hands over: a text, a list of messages (the last thing the user said), a request
 * that holds one; any other value in the form that `describe` gives it. Runs none of the program's code and looks at no more than
 * the last 1,000 messages. `undefined` for `undefined` and `null`.
 */
export function readPrompt(value: unknown): TextStart | undefined {
  if (value === undefined || value === null) return undefined;
  const text = createJoinedText('\n');
  addPrompt(value, text, 0);
  return text.start() ?? describedStart(value);
}

function addPrompt(value: unknown, text: JoinedText, level: number): boolean {
  if (isList(value)) return addLastOfUser(value, text, level);
  if (addMessage(value, text, level + 1)) return true;
  for (let i = 0; i < REQUEST_KEYS.length && level < MAX_LEVELS && text.mayLook(); i += 1) {
    const inner = readData(value, REQUEST_KEYS[i] ?? '');
    if (inner !== undefined && inner !== null && addPrompt(inner, text, level + 1)) return true;
  }
  return false;
}

/** The text of the last message that is the user's; of a list that has none, the text of the last that has one. */
function addLastOfUser(list: object, text: JoinedText, level: number): boolean {
  return addLast(list, text, level, 'user') || addLast(list, text, level, undefined);
}

function addLast(list: object, text: JoinedText, level: number, role: string | undefined): boolean {
  const length = lengthOf(list);
  for (let i = length - 1; i >= 0 && i >= length - MAX_ITEMS && text.mayLook(); i -= 1) {
    const message = readOwn(list, `${i}`);
    const isWanted = role === undefined || roleOf(message) === role;
    if (isWanted && addMessage(message, text, level + 1)) return true;
  }
  return false;
}

function roleOf(message: unknown): unknown {
  const role = readData(message, 'role');
  // A list of texts is the user's, as Gemini takes it, and so is what LangChain calls human.
  return role === 'human' || typeof message === 'string' ? 'user' : role;
}

/** Adds a message's text, whole or in parts; gives whether there was some. */
function addMessage(value: unknown, text: JoinedText, level: number): boolean {
  if (typeof value === 'string') {
    text.add(value);
    return value !== '';
  }
  if (typeof value !== 'object' || value === null || level >= MAX_LEVELS) return false;
  if (isList(value)) return addEach(value, text, (part) => addMessage(part, text, level + 1));
  if (isSilent(value)) return false;
  for (let i = 0; i < TEXT_KEYS.length && text.mayLook(); i += 1) {
    const inner = readData(value, TEXT_KEYS[i] ?? '');
    if (inner !== undefined && inner !== null && addMessage(inner, text, level + 1)) return true;
  }
  return addMedium(value, text);
}

/** Of a part that is no text a word that says what it is. */
function addMedium(part: object, text: JoinedText): boolean {
  const type = readData(part, 'type');
  if (typeof type !== 'string') return false;
  for (let i = 0; i < MEDIA.length; i += 1) {
    const medium = MEDIA[i] ?? '';
    if (indexOf(type, medium) === -1) continue;
    text.add(`[${medium}]`);
    return true;
  }
  return false;
}
