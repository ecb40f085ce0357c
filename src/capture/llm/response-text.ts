import { append, setHas } from '../../base/held.ts';
import { MAX_TOOL_NAMES } from '../../base/limits.ts';
import { readData, readOwn } from '../../value/read.ts';
import {
  addEach,
  createJoinedText,
  describedStart,
  isList,
  isSilent,
  type JoinedText,
  lengthOf,
  MAX_LEVELS,
} from './message-parts.ts';
import type { TextStart } from './wire/types.ts';

/** The text of a model's answer, or else the names of the tools that it calls. */
export interface ResponseText {
  readonly response?: TextStart;
  readonly tools?: readonly string[];
}

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
/**
 * What a model answered, from whatever a program hands over: a text, an answer of a provider or its client, a part of one;
 * any other value in the form that `describe` gives it. Runs none of the program's code. Empty for `undefined` and `null`.
 */
export function readResponse(value: unknown): ResponseText {
  if (value === undefined || value === null) return {};
  const answer: Answer = { text: createJoinedText(''), tools: [] };
  addAnswer(value, answer, 0);
  const response = answer.text.start();
  if (answer.tools.length > 0 && (response === undefined || response.chars === 0))
    return { tools: answer.tools };
  return { response: response ?? describedStart(value) };
}

interface Answer {
  readonly text: JoinedText;
  readonly tools: string[];
}

/** Adds an answer's text and tools; gives whether there was one or the other. */
function addAnswer(value: unknown, answer: Answer, level: number): boolean {
  if (typeof value === 'string') {
    answer.text.add(value);
    return value !== '';
  }
  if (typeof value !== 'object' || value === null || level >= MAX_LEVELS) return false;
  if (isList(value)) return addEach(value, answer.text, (part) => addAnswer(part, answer, level + 1));
  if (isSilent(value)) return false;
  const found = addTool(value, answer) || addFirst(ANSWER_KEYS, value, answer, level);
  return addAllOf(TOOL_KEYS, value, answer, level) || found;
}

function addFirst(keys: readonly string[], value: object, answer: Answer, level: number): boolean {
  for (let i = 0; i < keys.length && answer.text.mayLook(); i += 1) {
    const key = keys[i] ?? '';
    const inner = readData(value, key);
    if (inner === undefined || inner === null) continue;
    if (addAnswer(oneOf(key, inner), answer, level + 1)) return true;
  }
  return false;
}

function addAllOf(keys: readonly string[], value: object, answer: Answer, level: number): boolean {
  let found = false;
  for (let i = 0; i < keys.length && answer.text.mayLook(); i += 1) {
    const key = keys[i] ?? '';
    const inner = readData(value, key);
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
  const type = readData(value, 'type');
  return typeof type === 'string' && setHas(TOOL_TYPES, type) && addNamed(value, answer);
}

function addNamed(value: object, { tools }: Answer): boolean {
  const name = readData(value, 'name') ?? readData(value, 'toolName');
  if (typeof name !== 'string' || name === '') return false;
  if (tools.length < MAX_TOOL_NAMES) append(tools, name);
  return true;
}
