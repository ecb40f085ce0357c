import { setHas } from '../../base/held.ts';
import { isProxy } from '../../base/probe.ts';
import { encodeJson } from '../../event/line.ts';
import { describe } from '../../value/describe.ts';
import { readData, readOwn } from '../../value/read.ts';
import { addText, createTextBuilder, textStart } from './wire/text-builder.ts';
import type { TextStart } from './wire/types.ts';

const { isArray } = Array;
const { min } = Math;

/** A list is looked at no further than this: of messages from its end, of parts from their beginning. */
export const MAX_ITEMS = 1000;
/** Values looked into for one text, a millisecond or two: 1,000 messages of some parts each. */
const MAX_LOOKS = 10_000;
/** What a program hands over lies at most so deep: `output`, `message`, `content`, a part, its text. */
export const MAX_LEVELS = 8;

/** Parts that are no part of the text: what the model thought, what a tool gave back. */
const SILENT_TYPES: ReadonlySet<string> = new Set([
  'thinking',
  'redacted_thinking',
  'reasoning',
  'tool_result',
  'tool-result',
  'function_call_output',
]);

/** Texts put together, of which only the beginning is held. */
export interface JoinedText {
  /** Whether one value more may be looked into: what refers to itself in many ways would take for ever. */
  mayLook(): boolean;
  add(text: string): void;
  /** `undefined` where nothing was added, not even an empty text. */
  start(): TextStart | undefined;
}

/** No text yet; `between` stands between two. */
export function createJoinedText(between: string): JoinedText {
  const builder = createTextBuilder();
  let isEmpty = true;
  let looksLeft = MAX_LOOKS;
  return {
    mayLook() {
      looksLeft -= 1;
      return looksLeft >= 0;
    },
    add(text) {
      if (builder.chars > 0) addText(builder, between);
      addText(builder, text);
      isEmpty = false;
    },
    start: () => (isEmpty ? undefined : builder),
  };
}

/** Hands over the first items of a list, running no getter of it; gives whether one was taken. */
export function addEach(list: object, text: JoinedText, add: (part: unknown) => boolean): boolean {
  let found = false;
  const length = min(lengthOf(list), MAX_ITEMS);
  for (let i = 0; i < length && text.mayLook(); i += 1) if (add(readOwn(list, `${i}`))) found = true;
  return found;
}

/** Whether a part is no part of the text. */
export function isSilent(value: unknown): boolean {
  const type = readData(value, 'type');
  return (typeof type === 'string' && setHas(SILENT_TYPES, type)) || readData(value, 'thought') === true;
}

/** Whether a value is an array that may be looked into. */
export function isList(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isProxy(value) && isArray(value);
}

/** How many items a list has. */
export function lengthOf(list: object): number {
  const length = readOwn(list, 'length');
  return typeof length === 'number' ? length : 0;
}

/** What `describe` gives, as a text: it is redacted already, and once more as any other. */
export function describedStart(value: unknown): TextStart {
  const { t, v, preview, k } = describe(value);
  const shown = v ?? preview ?? k;
  const text = typeof shown === 'string' ? shown : shown === undefined ? t : encodeJson(shown);
  return textStart(text);
}
