/** A variable of a failure as it is shown. */
export interface LocalNote {
  readonly name: string;
  /** Its value on one safe line of at most 160 characters. */
  readonly text: string;
}

/** What is kept of one failure. All texts are safe to print. */
export interface FailureNote {
  /** `TypeError: msg`. */
  readonly headline: string;
  /** `at src/cart.js:42 total`. */
  readonly place: string;
  /** As the event names it; empty where it does not. */
  readonly file: string;
  readonly line: number;
  /** The ones that matter most first. */
  readonly locals: readonly LocalNote[];
  /** Where a cause was thrown. */
  readonly origin?: { readonly place: string; readonly locals: readonly LocalNote[] };
  /** What caused the error, what it holds, and why something was not taken. */
  readonly remarks: readonly string[];
  /** Unix seconds. */
  readonly ts: number;
  /** Where its line stands in its session, as `StoredLine.start` has it. Clocks can go back, that order cannot. */
  readonly at: number;
}

/** All failures of one fingerprint. */
export interface FailureKind {
  readonly latest: FailureNote;
  /** The last one of an earlier run, else the one before; of an earlier session if this one has none. */
  readonly previous?: FailureNote;
  /** In this session, as far as it was looked at. */
  readonly count: number;
  readonly earlier?: EarlierSessions;
  /** The command that failed with it. */
  readonly run?: RunNote;
  readonly fate?: Fate;
}

/** How often a failure was seen in sessions before this one. */
export interface EarlierSessions {
  readonly count: number;
  readonly sessions: number;
  /** Unix seconds. */
  readonly lastTs: number;
}

/** What later runs say of a failure. */
export type Fate =
  /** The same command succeeded after it; the turns lie between the two. */
  | { readonly kind: 'gone'; readonly run: RunNote; readonly turns: readonly TurnNote[] }
  /** The same command had succeeded before it, but after the failure before; the turns lie between success and failure. */
  | { readonly kind: 'back'; readonly run: RunNote; readonly turns: readonly TurnNote[] };

/** A command or tool that ran. */
export interface RunNote {
  /** What it is called, unescaped, to compare with. */
  readonly tool: string;
  /** `npm test: exit 1, 1.2 s`. */
  readonly headline: string;
  readonly exitCode: number;
  /** The end of what it printed, each stream's lines, safe to print; empty where it was not kept. */
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  readonly startTs: number;
  readonly ts: number;
  readonly at: number;
}

/** What changed in one turn. */
export interface TurnNote {
  /** `turn 4 (src/cart.js +2 -1)`. */
  readonly headline: string;
  /** The diff's lines, safe to print; empty where they were not kept. */
  readonly lines: readonly string[];
  readonly truncated: boolean;
  readonly at: number;
}

/** A decision or a model call on one line. */
export interface LineNote {
  readonly text: string;
  /** Something went wrong with it. */
  readonly failed: boolean;
  readonly at: number;
}

export interface SessionNote {
  /** All texts may come from a log and are not safe yet. */
  readonly agent: string | null;
  readonly task: string | null;
  /** From its first record to its last event, in seconds; clocks that go back make it 0. */
  readonly seconds: number;
  /** Of its last event, in Unix seconds: times of that day stand without their date. */
  readonly endTs: number;
  readonly isOpen: boolean;
  readonly tokens: number;
  /** Whether older calls were not counted. */
  readonly isTokensPartial: boolean;
  /** `main 3f2a91c`. */
  readonly gitHead: string | undefined;
}

/** How many events of a type were seen. */
export interface Counts {
  failure: number;
  tool_output: number;
  git_diff: number;
  decision: number;
  llm_call: number;
}

/** What can be told of a session. Every list has the newest first and is bounded. */
export interface ContextModel {
  readonly session: SessionNote;
  readonly kinds: readonly FailureKind[];
  /** Kinds of failure besides. */
  readonly moreKinds: number;
  readonly runs: readonly RunNote[];
  readonly turns: readonly TurnNote[];
  readonly decisions: readonly LineNote[];
  readonly calls: readonly LineNote[];
  readonly counts: Readonly<Counts>;
  /** The time of the oldest event that was looked at, where there are older ones. */
  readonly lookedBackTo: number | undefined;
}
