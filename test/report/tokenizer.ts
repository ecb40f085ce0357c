import { Tiktoken } from 'js-tiktoken/lite';
import o200k from 'js-tiktoken/ranks/o200k_base';

const tokenizer = new Tiktoken(o200k);

/** How many tokens of o200k_base a text has, by the tokenizer itself. */
export function countTokens(text: string): number {
  return tokenizer.encode(text, [], []).length;
}
