import { indexOf } from '../../../base/held.ts';
import { field, isRecord, itemsOf, textField } from './json-field.ts';
import { addText, createTextBuilder, type TextBuilder } from './text-builder.ts';
import type { TextStart } from './types.ts';

/** Of a list of messages the last thing the user said; undefined where there is none. */
export function lastUserText(messages: unknown): TextStart | undefined {
  const list = itemsOf(messages);
  for (let i = list.length - 1; i >= 0; i--) {
    const said = userText(list[i]);
    if (said !== undefined) return said;
  }
  // Gemini's client sends one message without a list, and texts without a message.
  return isRecord(messages) ? userText(messages) : undefined;
}

/** What one message of the user's says; undefined where it is another's, or holds only what tools answered. */
export function userText(message: unknown): TextStart | undefined {
  const role = field(message, 'role');
  const parts = field(message, 'parts');
  if (role !== 'user' && !(role === undefined && parts !== undefined)) return undefined;
  const builder = createTextBuilder();
  addParts(builder, parts ?? field(message, 'content'));
  const images = itemsOf(field(message, 'images'));
  for (let i = 0; i < images.length; i++) addPart(builder, '[image]');
  return textOf(builder);
}

/** What a content says: a string, or the texts of its parts one below the other, with a word for what is no text. */
export function contentText(content: unknown): TextStart | undefined {
  const builder = createTextBuilder();
  addParts(builder, content);
  return textOf(builder);
}

function textOf(builder: TextBuilder): TextStart | undefined {
  return builder.chars > 0 ? builder : undefined;
}

function addParts(builder: TextBuilder, content: unknown): void {
  if (typeof content === 'string' || isRecord(content)) {
    addPart(builder, wordsOf(content));
    return;
  }
  const parts = itemsOf(content);
  for (let i = 0; i < parts.length; i++) addPart(builder, wordsOf(parts[i]));
}

function addPart(builder: TextBuilder, words: string | undefined): void {
  if (words === undefined || words === '') return;
  if (builder.chars > 0) addText(builder, '\n');
  addText(builder, words);
}

/** The kinds of parts that are no text, by a word in their type (OpenAI, Anthropic) or their key (Bedrock). */
const KINDS: readonly string[] = ['image', 'audio', 'video', 'document', 'file'];
const FILE_KEYS: readonly string[] = ['inlineData', 'inline_data', 'fileData', 'file_data'];

function wordsOf(part: unknown): string | undefined {
  if (typeof part === 'string') return part;
  const type = field(part, 'type');
  if (typeof type === 'string' && isToolType(type)) return undefined;
  const text = textField(part, 'text');
  if (text !== undefined) return text;
  for (let i = 0; i < KINDS.length; i++) {
    const kind = KINDS[i] as string;
    if (typeof type === 'string' ? indexOf(type, kind) !== -1 : field(part, kind) !== undefined)
      return `[${kind}]`;
  }
  // Gemini says what a file is in its MIME type.
  for (let i = 0; i < FILE_KEYS.length; i++) {
    const data = field(part, FILE_KEYS[i] as string);
    if (data !== undefined) return `[${kindOfMime(field(data, 'mimeType') ?? field(data, 'mime_type'))}]`;
  }
  return undefined;
}

/** What tools answered stands in the user's messages with some providers, and was not said by the user. */
export function isToolType(type: string): boolean {
  return indexOf(type, 'tool') !== -1 || indexOf(type, 'function') !== -1;
}

function kindOfMime(mime: unknown): string {
  if (typeof mime !== 'string') return 'file';
  for (let i = 0; i < 3; i++) {
    const kind = KINDS[i] as string;
    if (indexOf(mime, kind) === 0) return kind;
  }
  return 'file';
}
