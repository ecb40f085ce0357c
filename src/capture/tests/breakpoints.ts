import { guarded, tellOnce } from '../../base/notice.ts';
import { PLACES, type Place, type Runner } from './places.ts';

/** Calls a method of the inspector's protocol and gives its answer. @throws when V8 answers with an error */
export type Post = <T = unknown>(method: string, params?: object) => T;

/** A script as V8 tells of it. */
export interface RunnerScript {
  readonly scriptId: string;
  readonly url: string;
}

/** V8's breakpoints at the places of the test runners of this thread. */
export interface Breakpoints {
  /**
   * Sets the script's, while V8 compiles it: none of its code has run. About 1 to 3 ms a script. Told of it again after the debugger
   * was off, it sets them again.
   */
  onScript(script: RunnerScript, post: Post): void;
  /** The place of a breakpoint of ours. */
  place(breakpointId: string): Place | undefined;
  /** Sets the late places of a runner. */
  setLate(runner: Runner): void;
  /** Whether a script of a test runner was met: tests run here, or are started from here. */
  isRunner(): boolean;
  /** Whether any is set: the debugger must stay on. */
  isSet(): boolean;
  /** Whether a runner is here that lays uncaught errors to its tests, and so is about to tell whose one is. */
  takesUncaught(): boolean;
}

/** Those that listen for uncaught errors and fail the running test for one. */
const TAKES_UNCAUGHT: ReadonlySet<Runner> = new Set(['node:test', 'jest', 'mocha']);

/** Breakpoints of a debugger that was attached just now: none yet. */
export function createBreakpoints(): Breakpoints {
  const places = new Map<string, Place>();
  let isRunner = false;
  let doesTakeUncaught = false;
  const late: { readonly place: Place; readonly set: () => void }[] = [];

  return {
    onScript: (script, post) => guarded(undefined, () => onScript(script, post)),
    place: (breakpointId) => places.get(breakpointId),
    setLate,
    isRunner: () => isRunner,
    isSet: () => places.size > 0,
    takesUncaught: () => doesTakeUncaught,
  };

  function onScript({ scriptId, url }: RunnerScript, post: Post): void {
    isRunner = true;
    let source: string | undefined;
    for (let i = 0; i < PLACES.length; i += 1) {
      const place = PLACES[i] as Place;
      if (!place.url.test(url)) continue;
      source ??= post<{ scriptSource: string }>('Debugger.getScriptSource', { scriptId }).scriptSource;
      const match = place.at.exec(source);
      if (match === null) {
        if (place.sign !== undefined && source.includes(place.sign)) {
          tellOnce(
            `this version of ${place.runner} is not known: its failing tests are not recorded as such`,
          );
        }
        continue;
      }
      const location = { scriptId, ...positionOf(source, match.index + match[0].length) };
      const set = (): void => {
        const { breakpointId } = post<{ breakpointId: string }>('Debugger.setBreakpoint', {
          location,
          ...(place.condition !== undefined && { condition: place.condition }),
        });
        places.set(breakpointId, place);
        if (TAKES_UNCAUGHT.has(place.runner)) doesTakeUncaught = true;
      };
      if (place.isLate) late.push({ place, set });
      else guarded(undefined, set);
    }
  }

  function setLate(runner: Runner): void {
    for (let i = late.length - 1; i >= 0; i -= 1) {
      const entry = late[i];
      if (entry?.place.runner !== runner) continue;
      late.splice(i, 1);
      guarded(undefined, entry.set);
    }
  }
}

/** Line and column, from 0, of an offset in a text. */
function positionOf(text: string, offset: number): { lineNumber: number; columnNumber: number } {
  let lineNumber = 0;
  let lineStart = 0;
  for (let end = text.indexOf('\n'); end !== -1 && end < offset; end = text.indexOf('\n', lineStart)) {
    lineNumber += 1;
    lineStart = end + 1;
  }
  return { lineNumber, columnNumber: offset - lineStart };
}
