import { append, exec, indexOf, mapGet, mapSet, mapSize, setHas } from '../../base/held.ts';
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
const TAKES_UNCAUGHT: ReadonlySet<string> = new Set<Runner>(['node:test', 'jest', 'mocha']);

interface Late {
  readonly place: Place;
  readonly set: () => void;
  isSet: boolean;
}

/** Breakpoints of a debugger that was attached just now: none yet. */
export function createBreakpoints(): Breakpoints {
  const places = new Map<string, Place>();
  let isRunner = false;
  let doesTakeUncaught = false;
  const late: Late[] = [];

  return {
    onScript: (script, post) => guarded(undefined, () => onScript(script, post)),
    place: (breakpointId) => mapGet(places, breakpointId),
    setLate,
    isRunner: () => isRunner,
    isSet: () => mapSize(places) > 0,
    takesUncaught: () => doesTakeUncaught,
  };

  function onScript({ scriptId, url }: RunnerScript, post: Post): void {
    isRunner = true;
    let source: string | undefined;
    for (let i = 0; i < PLACES.length; i += 1) {
      const place = PLACES[i] as Place;
      if (exec(place.url, url) === null) continue;
      source ??= post<{ scriptSource: string }>('Debugger.getScriptSource', { scriptId }).scriptSource;
      const match = exec(place.at, source);
      if (match === null) {
        if (place.sign !== undefined && indexOf(source, place.sign) !== -1) {
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
        mapSet(places, breakpointId, place);
        if (setHas(TAKES_UNCAUGHT, place.runner)) doesTakeUncaught = true;
      };
      if (place.isLate) append(late, { place, set, isSet: false });
      else guarded(undefined, set);
    }
  }

  function setLate(runner: Runner): void {
    for (let i = late.length - 1; i >= 0; i -= 1) {
      const entry = late[i] as Late;
      if (entry.isSet || entry.place.runner !== runner) continue;
      entry.isSet = true;
      guarded(undefined, entry.set);
    }
  }
}

/** Line and column, from 0, of an offset in a text. */
function positionOf(text: string, offset: number): { lineNumber: number; columnNumber: number } {
  let lineNumber = 0;
  let lineStart = 0;
  for (let end = indexOf(text, '\n'); end !== -1 && end < offset; end = indexOf(text, '\n', lineStart)) {
    lineNumber += 1;
    lineStart = end + 1;
  }
  return { lineNumber, columnNumber: offset - lineStart };
}
