import { PAUSE_GROUP } from './hand-over.ts';
import type { Inspector } from './inspector.ts';
import type { CallFrame, RemoteObject } from './protocol.ts';

/**
 * The object that an expression gives on a frame, with the program standing still at it; `undefined` for any other value, and where the
 * expression throws. The object must be a plain one: V8 describes it, and would write out the stack of an error.
 */
export function readFrame(inspector: Inspector, frame: CallFrame, expression: string): unknown {
  const { result, exceptionDetails } = inspector.post<{ result: RemoteObject; exceptionDetails?: object }>(
    'Debugger.evaluateOnCallFrame',
    { callFrameId: frame.callFrameId, expression, objectGroup: PAUSE_GROUP, silent: true },
  );
  if (exceptionDetails !== undefined || result.objectId === undefined) return undefined;
  let value: unknown;
  inspector.hand([result.objectId], (objects) => {
    value = objects[0];
  });
  return value;
}
