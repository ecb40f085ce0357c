import { systemClock } from '../base/clock.ts';
import { decisionPayload } from '../capture/decision/decision-payload.ts';
import { readDiffText } from '../capture/git/diff-text.ts';
import { readFields } from '../capture/llm/call-fields.ts';
import { createCallPayload } from '../capture/llm/call-payload.ts';
import type { StreamText } from '../capture/output/bounded-stream.ts';
import { clipText } from '../capture/output/clip-text.ts';
import { readToolRun } from '../capture/output/tool-payload.ts';
import { callIdOf, createEventId, type FillRandom } from '../event/ids.ts';
import { encodeEvent } from '../event/line.ts';
import type { Event, EventType } from '../event/types.ts';
import type { Held } from './event-buffer.ts';
import type { D1Store } from './types.ts';
import { warnOnce } from './warn.ts';
import { workerFailure } from './worker-failure.ts';
import type { WorkerSessions } from './worker-sessions.ts';

/** The five functions that log. */
export type WorkerLog = Pick<
  D1Store,
  'logFailure' | 'logLlmCall' | 'logToolOutput' | 'logGitDiff' | 'logDecision'
>;

export interface WorkerLogOptions {
  readonly sessions: WorkerSessions;
  readonly fillRandom: FillRandom;
  readonly add: (held: Held) => void;
}

/** The numbers that tools on Linux are ended by. */
const SIGNALS: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGBUS: 7,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
};
const TOOLS = {
  keep: keepStream,
  signalNumber: (name: string) => (Object.hasOwn(SIGNALS, name) ? SIGNALS[name] : undefined),
};

/** The functions that log, of one store. None of them throws, or runs code of what it is handed. */
export function createWorkerLog({ sessions, fillRandom, add }: WorkerLogOptions): WorkerLog {
  const failures = new WeakMap<object, string>();

  function log(type: EventType, given: string | undefined, payloadOf: (sessionId: string) => object): string {
    try {
      const sessionId = sessions.id(given);
      const target = sessionId ?? sessions.target();
      const payload = payloadOf(target);
      const id = createEventId(type, fillRandom);
      const head = { event_type: type, id, session_id: target, ts: systemClock() };
      const callId = callIdOf(type, id);
      const event = {
        ...head,
        ...(callId !== undefined && { call_id: callId }),
        ...payload,
      } as unknown as Event;
      add({ event, text: encodeEvent(head, payload, callId).slice(0, -1) });
      return id;
    } catch (error) {
      warnOnce(`an event could not be logged: ${messageOf(error)}`);
      return '';
    }
  }

  return {
    logFailure(error, sessionId) {
      const key = keyOf(error);
      const known = key === undefined ? undefined : failures.get(key);
      if (known !== undefined) return known;
      const id = log('failure', sessionId, () => workerFailure(error));
      if (key !== undefined && id !== '') failures.set(key, id);
      return id;
    },
    logLlmCall: (fields, sessionId) =>
      log('llm_call', sessionId, () => createCallPayload(readFields(fields))),
    logToolOutput: (run, sessionId) => log('tool_output', sessionId, () => readToolRun(run, TOOLS)),
    logGitDiff: (diff, turnNumber, sessionId) =>
      log('git_diff', sessionId, (target) => ({
        turn_number: sessions.turn(target, turnNumber),
        ...readDiffText(typeof diff === 'string' ? diff : ''),
      })),
    logDecision: (question, answer, reason, context, sessionId) =>
      log('decision', sessionId, () => decisionPayload({ question, answer, reason, context })),
  };
}

/** What agentlog, or the platform, says of its own error. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What an error is known by when it is logged again; of what is no object every one is another. */
function keyOf(error: unknown): object | undefined {
  return (typeof error === 'object' && error !== null) || typeof error === 'function' ? error : undefined;
}

function keepStream(printed: unknown): StreamText {
  if (typeof printed === 'string') return clipText(printed);
  if (!ArrayBuffer.isView(printed)) return clipText('');
  const bytes = new Uint8Array(printed.buffer, printed.byteOffset, printed.byteLength);
  return clipText(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
}
