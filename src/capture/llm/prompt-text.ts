import { append, setHas, slice } from '../../base/held.ts';
import { MAX_TEXT_START_CHARS } from '../../base/limits.ts';
import { nodeProbe } from '../../base/probe.ts';
import { encodeJson } from '../../event/line.ts';
import type { Describe } from '../../value/describe.ts';
import { readData, readOwn } from '../../value/read.ts';
import type { TextStart } from './wire/types.ts';

const { isArray } = Array;
const { min } = Math;

/** The text of a model's answer, or else the names of the tools that it calls. */
export interface ResponseText {
  readonly response?: TextStart;
  readonly tools?: readonly string[];
}

/** A list is looked at no further than this from its end, or of parts from their beginning. */
const MAX_ITEMS = 1000;
/** An answer lies at most so deep: `output`, `message`, `content`, a part, its text. */
const MAX_LEVELS = 8;
const MAX_TOOLS = 100;

/** Where a request holds what is asked. */
const REQUEST_KEYS: readonly string[] = ['messages', 'contents', 'input', 'prompt'];
/** Where a message or a part of one holds its text. */
const TEXT_KEYS: readonly string[] = ['text', 'content', 'parts'];
/** Where an answer holds its text or what leads to it; the first that gives something counts. */
const ANSWER_KEYS: readonly string[] = [
  'output_text',
  'text',
  'content',
  'parts',
  'message',
  'choices',
  'candidates',
  'output',
  'response',
  'steps',
];
/** Where an answer holds the tools that it calls, and where each of them has its name. */
const TOOL_KEYS: readonly string[] = ['tool_calls', 'toolCalls', 'functionCall', 'toolUse', 'function'];
const TOOL_TYPES: ReadonlySet<string> = new Set(['tool_use', 'function_call', 'tool-call', 'tool_call']);
/** Parts that are no part of the text: what the model thought, what a tool gave back. */
const SILENT_TYPES: ReadonlySet<string> = new Set([
  'thinking',
  'redacted_thinking',
  'reasoning',
  'tool_result',
  'tool-result',
  'function_call_output',
]);

/**
 * What a program asked, from whatever it hands over: a text, a list of messages (the last thing the user said), a request
 * that holds one; any other value in the form that `describe` gives it. Runs none of the program's code and looks at no more than
 * the last 1,000 messages. `undefined` for `undefined` and `null`.
 */
export function readPrompt(value: unknown, describe: Describe): TextStart | undefined {
  if (value === undefined || value === null) return undefined;
  const text = createText('\n');
  addPrompt(value, text, 0);
  return text.start() ?? describedStart(value, describe);
}

/**
 * What a model answered, from whatever a program hands over: a text, an answer of a provider or its client, a part of one;
 * any other value in the form that `describe` gives it. Runs none of the program's code. Empty for `undefined` and `null`.
 */
export function readResponse(value: unknown, describe: Describe): ResponseText {
  if (value === undefined || value === null) return {};
  const answer: Answer = { text: createText(''), tools: [] };
  addAnswer(value, answer, 0);
  const response = answer.text.start();
  if (answer.tools.length > 0 && (response === undefined || response.chars === 0))
    return { tools: answer.tools };
  return { response: response ?? describedStart(value, describe) };
}

interface Answer {
  readonly text: Text;
  readonly tools: string[];
}

/** Texts put together, of which only the beginning is held. */
interface Text {
  add(text: string): void;
  start(): TextStart | undefined;
}

function createText(between: string): Text {
  let text = '';
  let chars = 0;
  let isEmpty = true;
  return {
    add(more) {
      const joint = chars === 0 ? '' : between;
      const room = MAX_TEXT_START_CHARS - text.length;
      if (room > 0) text += slice(joint + slice(more, 0, room), 0, room);
      chars += joint.length + more.length;
      isEmpty = false;
    },
    start: () => (isEmpty ? undefined : { text, chars }),
  };
}

function addPrompt(value: unknown, text: Text, level: number): boolean {
  if (isList(value)) return addLastOfUser(value, text, level);
  if (addMessage(value, text, level + 1)) return true;
  for (let i = 0; i < REQUEST_KEYS.length && level < MAX_LEVELS; i += 1) {
    const inner = readData(value, REQUEST_KEYS[i] ?? '', nodeProbe);
    if (inner !== undefined && inner !== null && addPrompt(inner, text, level + 1)) return true;
  }
  return false;
}

/** The text of the last message that is the user's; of a list that has none, the text of the last that has one. */
function addLastOfUser(list: object, text: Text, level: number): boolean {
  return addLast(list, text, level, 'user') || addLast(list, text, level, undefined);
}

function addLast(list: object, text: Text, level: number, role: string | undefined): boolean {
  const length = lengthOf(list);
  for (let i = length - 1; i >= 0 && i >= length - MAX_ITEMS; i -= 1) {
    const message = readOwn(list, `${i}`);
    const isWanted = role === undefined || roleOf(message) === role;
    if (isWanted && addMessage(message, text, level + 1)) return true;
  }
  return false;
}

function roleOf(message: unknown): unknown {
  const role = readData(message, 'role', nodeProbe);
  // A list of texts is the user's, as Gemini takes it, and so is what LangChain calls human.
  return role === 'human' || typeof message === 'string' ? 'user' : role;
}

/** Adds a message's text, whole or in parts; gives whether there was some. */
function addMessage(value: unknown, text: Text, level: number): boolean {
  if (typeof value === 'string') {
    text.add(value);
    return value !== '';
  }
  if (typeof value !== 'object' || value === null || level >= MAX_LEVELS) return false;
  if (isList(value)) return addEach(value, (part) => addMessage(part, text, level + 1));
  if (isSilent(value)) return false;
  for (let i = 0; i < TEXT_KEYS.length; i += 1) {
    const inner = readData(value, TEXT_KEYS[i] ?? '', nodeProbe);
    if (inner !== undefined && inner !== null && addMessage(inner, text, level + 1)) return true;
  }
  return false;
}

function addEach(list: object, add: (part: unknown) => boolean): boolean {
  let found = false;
  const length = min(lengthOf(list), MAX_ITEMS);
  for (let i = 0; i < length; i += 1) if (add(readOwn(list, `${i}`))) found = true;
  return found;
}

/** Adds an answer's text and tools; gives whether there was one or the other. */
function addAnswer(value: unknown, answer: Answer, level: number): boolean {
  if (typeof value === 'string') {
    answer.text.add(value);
    return value !== '';
  }
  if (typeof value !== 'object' || value === null || level >= MAX_LEVELS) return false;
  if (isList(value)) return addEach(value, (part) => addAnswer(part, answer, level + 1));
  if (isSilent(value)) return false;
  const found = addTool(value, answer) || addFirst(ANSWER_KEYS, value, answer, level);
  return addAllOf(TOOL_KEYS, value, answer, level) || found;
}

function addFirst(keys: readonly string[], value: object, answer: Answer, level: number): boolean {
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i] ?? '';
    const inner = readData(value, key, nodeProbe);
    if (inner === undefined || inner === null) continue;
    if (addAnswer(oneOf(key, inner), answer, level + 1)) return true;
  }
  return false;
}

function addAllOf(keys: readonly string[], value: object, answer: Answer, level: number): boolean {
  let found = false;
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i] ?? '';
    const inner = readData(value, key, nodeProbe);
    if (typeof inner !== 'object' || inner === null) continue;
    const isOne = !isList(inner);
    if (isOne ? addNamed(inner, answer) : addAnswer(inner, answer, level + 1)) found = true;
  }
  return found;
}

/** Of several choices the first is the answer; of several steps the last. */
function oneOf(key: string, inner: unknown): unknown {
  if (!isList(inner)) return inner;
  if (key === 'choices' || key === 'candidates') return readOwn(inner, '0');
  return key === 'steps' ? readOwn(inner, `${lengthOf(inner) - 1}`) : inner;
}

function addTool(value: object, answer: Answer): boolean {
  const type = readData(value, 'type', nodeProbe);
  return typeof type === 'string' && setHas(TOOL_TYPES, type) && addNamed(value, answer);
}

function addNamed(value: object, { tools }: Answer): boolean {
  const name = readData(value, 'name', nodeProbe) ?? readData(value, 'toolName', nodeProbe);
  if (typeof name !== 'string' || name === '') return false;
  if (tools.length < MAX_TOOLS) append(tools, name);
  return true;
}

function isSilent(value: unknown): boolean {
  const type = readData(value, 'type', nodeProbe);
  return (
    (typeof type === 'string' && setHas(SILENT_TYPES, type)) || readData(value, 'thought', nodeProbe) === true
  );
}

function isList(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !nodeProbe.isProxy(value) && isArray(value);
}

function lengthOf(list: object): number {
  const length = readOwn(list, 'length');
  return typeof length === 'number' ? length : 0;
}

/** What `describe` gives, as a text: it is redacted already, and once more as any other. */
function describedStart(value: unknown, describe: Describe): TextStart {
  const { t, v, preview, k } = describe(value);
  const shown = v ?? preview ?? k;
  const text = typeof shown === 'string' ? shown : shown === undefined ? t : encodeJson(shown);
  return { text: slice(text, 0, MAX_TEXT_START_CHARS), chars: text.length };
}
