import { contextVerb } from './context.ts';
import { decideVerb } from './decide.ts';
import { diffVerb } from './diff.ts';
import { endVerb } from './end.ts';
import { envVerb } from './env.ts';
import { llmVerb } from './llm.ts';
import { pruneVerb } from './prune.ts';
import { pushVerb } from './push.ts';
import { runVerb } from './run.ts';
import { sessionsVerb } from './sessions.ts';
import { showVerb } from './show.ts';
import { startVerb } from './start.ts';
import { tokensVerb } from './tokens.ts';
import type { Verb } from './verb.ts';

/** Every verb of the command line, in the order of the help. */
export const VERBS: readonly Verb[] = [
  runVerb,
  contextVerb,
  showVerb,
  startVerb,
  endVerb,
  sessionsVerb,
  tokensVerb,
  pushVerb,
  pruneVerb,
  llmVerb,
  diffVerb,
  decideVerb,
  envVerb,
];
