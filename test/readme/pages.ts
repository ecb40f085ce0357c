import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { root } from '../root.ts';

/** A snippet of a page. */
export interface Block {
  readonly page: string;
  /** `sh`, `js`, `json` or none. */
  readonly language: string;
  readonly text: string;
}

/** What is done with a page's snippets, each found by its first line. */
export type Runs = readonly (readonly [
  firstLine: string | RegExp,
  run: (text: string, t: TestContext) => Promise<void> | void,
])[];

/** The pages whose snippets are run. */
export const pages: readonly string[] = [
  'README.md',
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'examples/worker/README.md',
  ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`),
];

/** All their snippets. */
export const blocks: readonly Block[] = pages.flatMap((page) =>
  [...readPage(page).matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({
    page,
    language,
    text,
  })),
);

/** A file of the project, as text. */
export function readPage(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}

/** Whether a snippet's first line is the one that is meant. */
export function isLine(firstLine: string, meant: string | RegExp): boolean {
  return typeof meant === 'string' ? firstLine === meant : meant.test(firstLine);
}
