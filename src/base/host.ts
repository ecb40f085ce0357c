import { channel } from 'node:diagnostics_channel';

/**
 * Two copies of agentlog may meet in one thread: the one that `agentlog run` preloads and the one that the program
 * imports. The first to record offers its recorder here and the other hands its calls over. A named diagnostics channel
 * is a registry of the thread that needs no property on any global object; the version is that of the recorder's interface.
 */
const CHANNEL = 'agentlog:recorder:1';

interface Request {
  recorder?: unknown;
}

/** The recorder that another copy of agentlog offers in this thread, if there is one. */
export function findOffered(): unknown {
  const place = channel(CHANNEL);
  if (!place.hasSubscribers) return undefined;
  const request: Request = {};
  place.publish(request);
  return request.recorder;
}

/** Offers this copy's recorder to every copy that comes later. */
export function offer(recorder: unknown): void {
  channel(CHANNEL).subscribe((request) => {
    (request as Request).recorder = recorder;
  });
}
