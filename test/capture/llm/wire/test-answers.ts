import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnswerReading, TokenCounts } from '../../../../src/capture/llm/wire/types.ts';
import { readAnswer, type Wire } from './read.ts';

/** What is expected of an answer; `tokens` are input, output and total. */
export interface Expected extends Omit<AnswerReading, 'response' | 'tools' | 'tokens'> {
  readonly response?: string;
  readonly tools?: readonly string[];
  readonly tokens?: readonly (number | null)[];
  readonly cached?: number;
  readonly reasoning?: number;
}

/** A title, an answer, and what is understood of it. */
export type AnswerRow = readonly [string, Wire, Expected];

/** A test of each answer, in pieces of one byte, of a few, and whole. */
export function testAnswers(table: readonly AnswerRow[]): void {
  for (const [title, wire, expected] of table) {
    const { response, tools = [], tokens = [null, null, null], cached, reasoning, ...rest } = expected;
    const [input = null, output = null, total = null] = tokens;
    const counts: TokenCounts = {
      input,
      output,
      total,
      ...(cached === undefined ? {} : { cached }),
      ...(reasoning === undefined ? {} : { reasoning }),
    };
    const said = response === undefined ? {} : { response: { text: response, chars: response.length } };
    for (const piece of [1, 7, 1 << 20]) {
      test(`the answer of ${title} is understood in pieces of ${piece}`, () => {
        assert.deepEqual(readAnswer(wire, piece), { ...rest, ...said, tools, tokens: counts });
      });
    }
  }
}
