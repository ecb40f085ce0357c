import inspector from 'node:inspector';
import { exec, uncurry } from '../../base/held.ts';
import { inMicrotask } from '../../base/microtask.ts';
import { guarded, reportFault } from '../../base/notice.ts';
import { runtime } from '../../base/runtime.ts';
import { type HandOver, PAUSE_GROUP, type Post } from './hand-over.ts';
import { createPauseClock } from './pause-cost.ts';
import type { PauseEvent, PauseState, Script } from './protocol.ts';
import { createQuietFunctions } from './quiet-functions.ts';
import { createRealms, type Realms } from './realms.ts';
import { createScripts } from './scripts.ts';
import { createSources } from './sources.ts';
import { installStackGuard, type StackGuard } from './stack-guard.ts';
import { createUnparsedCost } from './unparsed-cost.ts';

/** V8's debugger of this thread, attached in process: no port, no second thread, answers come synchronously. */
export interface Inspector {
  /** What V8 said of the script, or `undefined` for a nameless one (`eval`). */
  script(scriptId: string): Script | undefined;
  /** The newest script of this name. */
  scriptNamed(url: string): Script | undefined;
  /**
   * Leaving `off` costs milliseconds: V8 then lists every script again. `all` begins with the first script of the program: until there is
   * one, a throw that is caught can have no frame of it, and starting Node's loader or a test runner throws by the hundred.
   */
  setState(state: PauseState): void;
  /**
   * The script's text, as it was compiled; of a file that V8 does not give just now, what the file holds. `''` where there is none.
   * About 35 µs for a script other than the last one asked for.
   */
  source(scriptId: string): string;
  /** Calls a method of the protocol. @throws when V8 answers with an error */
  post<T = unknown>(method: string, params?: object): T;
  /** What the program has set as `Error.prepareStackTrace`. */
  programsPrepareStackTrace(): unknown;
  /** Hands live objects of a pause over. */
  readonly hand: HandOver;
  /** Detaches: V8 runs at full speed again. */
  close(): void;
}

/** Why V8's debugger could not be had. */
export interface NoInspector {
  readonly missing: 'debugger attached' | 'no inspector' | 'capture off' | 'heap full';
}

/** V8's debugger, or why it could not be had. */
export type Attachment = Inspector | NoInspector;

/** V8's words, the same on Node 20 to 26. */
const NOT_PAUSED = /while paused/;
/**
 * How much of the source of scripts that are garbage by now V8 may keep for us, in bytes. Not told, it keeps all of it for good, and
 * every text that `JSON.parse` refuses is a script to it: a server that is sent bad bodies all day would fill its memory.
 */
const MAX_COLLECTED_SOURCE_BYTES = 4_000_000;

const { Session, url } = inspector;
type Answered = (error: Error | null, result?: object) => void;
const send: (session: inspector.Session, method: string, params: object, answered: Answered) => void =
  uncurry(Session.prototype.post) as never;

/** Whether somebody debugs this process: capture stands aside then, for a pause would wait for them. */
export function isDebuggerAttached(): boolean {
  return url() !== undefined;
}

/** Who is told what V8's debugger does. */
export interface PauseHandlers {
  /** V8 pauses: the program stands still until this returns. It has done so for `announcedMs` before this call. */
  onPause(event: PauseEvent, announcedMs: number): void;
  /** The debugger has cost the program so many ms outside of any pause. */
  onCost(costMs: number): void;
  /** The caller has to close it. */
  onLost(why: 'heap full'): void;
  /**
   * A script with a name is there; told while V8 compiles it, before any of its code runs, and again whenever V8 lists its scripts.
   * `post` is the inspector's, which may not have been given out yet.
   */
  onScript(script: Script, post: Post): void;
  /** Whether a script of this name is a file of the program. */
  isProgramFile(url: string): boolean;
}

/** Attaches to V8's debugger. Enabling it costs 10 to 16 ms, most of it V8 hashing the source of Node's own modules. */
export function attachInspector(handlers: PauseHandlers): Attachment {
  // Theirs answers late, or not at all.
  if (runtime !== 'Node') return { missing: 'no inspector' };
  if (isDebuggerAttached()) return { missing: 'debugger attached' };
  const session = new Session();
  const scripts = createScripts();
  const quiet = createQuietFunctions(post, scripts.byId);
  const source = createSources(post, scripts.byId);
  const clock = createPauseClock();
  const countUnparsed = createUnparsedCost(handlers.onCost);
  // Node's Session emits each message twice through EventEmitter; only two kinds of message matter here.
  session.emit = (method: string | symbol, message?: { params: unknown }): boolean => {
    const asked = asking;
    asking = 0;
    if (method === 'Debugger.scriptParsed') remember(message?.params as Script);
    else if (method === 'Debugger.scriptFailedToParse') unparsed(message?.params as Script);
    else if (method === 'Debugger.paused') paused(message?.params as PauseEvent);
    asking = asked;
    return true;
  };
  let realms: Realms | undefined;
  let guard: StackGuard | undefined;
  let isReading = false;
  /** How many questions V8 is answering right now. */
  let asking = 0;
  let isEnabled = false;
  let hasProgram = false;
  let wanted: PauseState = 'off';

  try {
    session.connect();
    enableDebugger();
    realms = createRealms({ post, guard: () => guard, source });
    // Where V8 answers otherwise than it did so far, nothing could be told by its answer.
    if (!isPaused()) guard = installStackGuard(() => asking > 0 || (!isReading && isDescribing()));
  } catch (fault) {
    // The parent of `node --test` has no inspector at all; a permission model may deny it.
    reportFault(fault);
    return { missing: 'no inspector' };
  }

  return {
    script: scripts.byId,
    scriptNamed: scripts.named,
    source,
    programsPrepareStackTrace: () => guard?.programsOwn(),
    setState,
    post,
    hand: realms.hand,
    close,
  };

  function post<T>(method: string, params: object = {}): T {
    let answer: unknown;
    let failure: Error | null = null;
    asking += 1;
    try {
      send(session, method, params, (error, result) => {
        failure = error;
        answer = result;
      });
    } finally {
      asking -= 1;
    }
    if (failure !== null) throw failure;
    return answer as T;
  }

  function remember(script: Script): void {
    scripts.add(script);
    realms?.meet(script);
    if (script.url === '') return;
    if (!hasProgram && handlers.isProgramFile(script.url)) {
      hasProgram = true;
      if (isEnabled) applyState();
    }
    handlers.onScript(script, post);
  }

  /** A text that does not parse is a script too, that of a refused `JSON.parse` without a name. */
  function unparsed(script: Script): void {
    remember(script);
    countUnparsed(script.length ?? 0);
  }

  function paused(event: PauseEvent): void {
    if (event.reason === 'OOM') {
      // V8 has raised the heap's limit fourfold so that somebody can look; nobody will, and the program is to die in time.
      handlers.onLost('heap full');
      return;
    }
    isReading = true;
    try {
      handlers.onPause(event, clock.end(event.callFrames.length));
      quiet.learn(event);
      guard?.renew();
    } catch (fault) {
      reportFault(fault);
    } finally {
      isReading = false;
      // Without it each pause keeps its whole stack alive.
      post('Runtime.releaseObjectGroup', { objectGroup: PAUSE_GROUP });
    }
  }

  function enableDebugger(): void {
    if (isEnabled) return;
    post('Debugger.enable', { maxScriptsCacheSize: MAX_COLLECTED_SOURCE_BYTES });
    isEnabled = true;
  }

  /** Whether V8 stands still right now, by the error that a question gets which it answers only then. */
  function isPaused(): boolean {
    if (!isEnabled) return false;
    let said = '';
    send(session, 'Debugger.evaluateOnCallFrame', { callFrameId: '', expression: '' }, (error) => {
      said = error?.message ?? '';
    });
    return said !== '' && exec(NOT_PAUSED, said) === null;
  }

  /** Whether V8 stands still to describe the error that it is about to tell of. */
  function isDescribing(): boolean {
    if (!isPaused()) return false;
    clock.begin();
    return true;
  }

  function setState(state: PauseState): void {
    wanted = state;
    if (state === 'off') {
      post('Debugger.disable');
      isEnabled = false;
      return;
    }
    enableDebugger();
    applyState();
  }

  function applyState(): void {
    post('Debugger.setPauseOnExceptions', { state: wanted === 'all' && !hasProgram ? 'uncaught' : wanted });
  }

  function close(): void {
    guarded(undefined, () => guard?.remove());
    guard = undefined;
    guarded(undefined, () => post('Debugger.disable'));
    // Not now: we may be inside a pause, which is V8 walking through the very session.
    inMicrotask(() => {
      try {
        session.disconnect();
      } catch (fault) {
        reportFault(fault);
      }
    });
  }
}
