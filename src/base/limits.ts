/**
 * Every limit of what is stored and of what capture may cost, in one place.
 * Sizes of text are UTF-16 code units unless the name says bytes.
 */

/** A string value, a prompt, a response, an error's message: longer ones are cut and carry `truncated`. */
export const MAX_STRING_CHARS = 200;
/** What is kept of a model's prompt or answer until it is redacted and cut: enough for redaction to look beyond the cut. */
export const MAX_TEXT_START_CHARS = 4_400;
/** The tools of one model call that are named. */
export const MAX_TOOL_NAMES = 50;
/** An error's type: the name is an identifier; a longer one is somebody's joke. */
export const MAX_TYPE_CHARS = 80;
/** A model's, a tool's or an error type's name as it comes over the wire. */
export const MAX_NAME_CHARS = 200;
/** An array of up to this many items is stored whole … */
export const MAX_WHOLE_ITEMS = 5;
/** … and of a longer one this many of its first items. */
export const PREVIEW_ITEMS = 3;
/** Keys of one object, entries of one Map. */
export const MAX_KEYS = 20;
/** Nested values are shown down to this depth; the value itself is depth 0. */
export const MAX_DEPTH = 3;
/** Variables of one failure. */
export const MAX_LOCALS = 50;
/** One failure's line, in bytes of UTF-8: beyond it the outermost locals give way first. */
export const MAX_FAILURE_BYTES = 16_384;
/** The chain of `cause`, and the errors of an AggregateError that are kept. */
export const MAX_CAUSES = 5;
/** Each stream of a tool's output, in bytes of UTF-8: a few screens, of which the end is the larger part. */
export const MAX_STREAM_BYTES = 10_240;
/** The name of a tool: a long command line, too, is known by its beginning. */
export const MAX_TOOL_CHARS = 80;
/** Each stream that `captureOutput` gives to the program, in bytes: whole for nearly every tool, and no load for a process. */
export const MAX_CAPTURED_BYTES = 1_048_576;
/** Lines of a turn's diff: enough to tell which edit it was. */
export const MAX_DIFF_LINES = 50;
/** A turn's diff, in UTF-16 code units: 50 lines of source are 2 to 4 thousand, one line of a minified file may be a million. */
export const MAX_DIFF_CHARS = 16_384;
/** A larger file is named in a diff, not shown, and not read: nobody reads its diff, and a copy of it would fill the store. */
export const MAX_SHOWN_FILE_BYTES: number = 32 << 20;

/**
 * The share of wall-clock time that pauses may take once the first allowance is spent. A pause costs 0.4 to 2 ms,
 * most of it V8 writing out the whole stack, so a program that throws and catches all day has to be left alone:
 * 2 % keeps a storm under the aim of 5 % with room for what falls between two measurements.
 */
export const PAUSE_TIME_SHARE = 0.02;
/** What a process may spend on pauses before the share counts, in ms: some 300 throws, enough for a start-up that probes. */
export const PAUSE_ALLOWANCE_MS = 250;
/**
 * The same in a thread where a test runner is at work: its life is short, and a pause below a runner takes V8 three times as long. What
 * a throw took that failed a test is given back.
 */
export const TEST_PAUSE_ALLOWANCE_MS = 120;
/**
 * Below this debt, in ms, the debugger is turned off until time has paid it back. Uncaught errors alone are too many then, or texts
 * that do not parse: V8 makes a script of each text that `JSON.parse` refuses, and a debugger has it hashed, 15 µs and 15 ns a character.
 */
export const PAUSE_DEBT_MS = -100;
/**
 * Throws from one line whose locals are read within a minute. After that the line is held to be one whose errors are
 * caught on purpose: they are passed over, which halves the cost of their pauses.
 */
export const MAX_THROWS_PER_SITE = 200;
/** The same where a test runner is at work; throws that failed a test do not count. */
export const TEST_MAX_THROWS_PER_SITE = 20;
/** What a debug context may take if nobody says otherwise, in tokens of o200k_base. */
export const DEFAULT_CONTEXT_TOKENS = 2_000;
/** The clock of a process may be behind another's, or be set back: so much further back than asked for is looked, in seconds. */
export const CLOCK_SLACK_S = 3600;
/** So many events in a row must be older than that before it is held that all further back are: a clock may be wrong for a while. */
export const MAX_STRAY_EVENTS = 16;
/** Events found from the end are held up to this size, in UTF-16 code units; beyond it, they are read once more from their beginning. */
export const MAX_HELD_CHARS: number = 1 << 22;
