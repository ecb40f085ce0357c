import { createPaper, type Paper } from './paper.ts';

/** A part of the text that writes itself into whatever room it is given. */
export interface Section {
  /** The part of the whole room that it gets before anything is left over, 0 to 1. */
  readonly share: number;
  readonly write: (paper: Paper) => void;
}

/**
 * Writes sections into so many tokens, in the order given, the one that matters most first. Each takes what it needs of its
 * share; what is left over goes to the first one that can use it. Gives each section's lines.
 */
export function shareOut(sections: readonly Section[], maxTokens: number): string[][] {
  let left = maxTokens;
  const papers = sections.map(({ share, write }) => {
    const paper = written(write, Math.min(left, Math.floor(maxTokens * share)));
    left -= paper.tokens();
    return paper;
  });
  for (const [i, { write }] of sections.entries()) {
    const before = papers[i]?.tokens() ?? 0;
    const paper = written(write, before + left);
    left -= paper.tokens() - before;
    papers[i] = paper;
  }
  return papers.map((paper) => paper.lines());
}

function written(write: Section['write'], maxTokens: number): Paper {
  const paper = createPaper(maxTokens);
  write(paper);
  return paper;
}
