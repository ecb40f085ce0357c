import { tokensOf } from '../../event/call-tokens.ts';
import { createScanCall } from '../../event/scan-call.ts';
import type { LlmCallEvent, SessionRecord } from '../../event/types.ts';
import type { TakeLine } from './line-kinds.ts';
import type { Folder } from './types.ts';

type OnCall = (model: string, tokens: number) => void;

/** Calls back for every model call of a session, with its tokens. Reads the file as a stream and parses next to nothing of it. */
export function readCalls(folder: Folder, sessionId: string, onCall: OnCall): void {
  for (const line of folder.read(sessionId, { only: ['llm_call'], take: takeCalls(sessionId, onCall) }))
    if (line.kind === 'event') onCall((line.event as LlmCallEvent).model, tokensOf(line.event));
}

/** As `readCalls`, and gives the session's records on the way. */
export function* readRecords(
  folder: Folder,
  sessionId: string,
  onCall: OnCall,
): Generator<SessionRecord, void, undefined> {
  const take = takeCalls(sessionId, onCall);
  for (const line of folder.read(sessionId, { only: ['session', 'llm_call'], take })) {
    if (line.kind === 'session') yield line.record;
    else onCall((line.event as LlmCallEvent).model, tokensOf(line.event));
  }
}

/** Takes the lines of model calls that can be read without parsing them. */
export function takeCalls(sessionId: string, onCall: OnCall): TakeLine {
  const scan = createScanCall(sessionId);
  return (kind, bytes, start, end) => {
    const call = kind === 'llm_call' ? scan(bytes, start, end) : undefined;
    if (call === undefined) return false;
    onCall(call.model, call.tokensTotal ?? (call.tokensIn ?? 0) + (call.tokensOut ?? 0));
    return true;
  };
}
