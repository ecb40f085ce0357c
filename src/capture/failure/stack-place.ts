import { isProgramUrl } from './program-frame.ts';

/** A frame as the text of a stack names it: line and column from 1. */
export interface StackPlace {
  readonly url: string;
  readonly line: number;
  readonly column: number;
  readonly functionName: string;
}

const FRAME =
  /^\s*at (?:async )?(?:(.*?) \()?(?:eval at .*\()?([^()\n]*?):(\d+):(\d+)\)?(?:, <anonymous>:\d+:\d+\))?$/;
/** `node` puts `file:line` and the offending source above the stack of a module that does not parse. */
const HEAD = /^((?:file:\/\/)?\/[^\n]*?):(\d+)\n/;
/** A stack is read no further. */
const MAX_STACK_CHARS = 32_768;

/** The places of a stack's text, innermost first. */
export function readStack(stack: string): StackPlace[] {
  const places: StackPlace[] = [];
  const text = stack.slice(0, MAX_STACK_CHARS);
  const head = HEAD.exec(text);
  if (head !== null) {
    places.push({ url: head[1] as string, line: Number(head[2]), column: 1, functionName: '' });
  }
  for (const row of text.split('\n')) {
    if (!row.trimStart().startsWith('at ')) continue;
    const match = FRAME.exec(row);
    if (match === null) continue;
    const functionName = (match[1] ?? '').replace(/^(?:new |Object\.)+/, '').replace(/ \[as .*$/, '');
    places.push({ url: match[2] as string, line: Number(match[3]), column: Number(match[4]), functionName });
  }
  return places;
}

/** The innermost place in the program's own code, else the innermost of all. */
export function findPlace(stack: string, ownFolder: string | undefined): StackPlace | undefined {
  const places = readStack(stack);
  return places.find((place) => isProgramUrl(place.url, ownFolder)) ?? places[0];
}

/** Whether a frame of the program was on the stack itself, not only waiting for it (`at async …`). */
export function isThrownBelowProgram(stack: string, ownFolder: string | undefined): boolean {
  const end = stack.indexOf('\n    at async ');
  const places = readStack(end === -1 ? stack : stack.slice(0, end));
  return places.some((place) => isProgramUrl(place.url, ownFolder));
}
