import { tellOnce } from '../base/notice.ts';
import { isSessionId } from '../event/ids.ts';
import { clip } from '../redact/redact.ts';

/** `AGENTLOG_SESSION`, if a session can be called so; else says once that none can. */
export function judgeSession(given: string | undefined): string | undefined {
  if (given === undefined || isSessionId(given)) return given;
  const shown = JSON.stringify(clip(given, 80).text);
  tellOnce(`AGENTLOG_SESSION is ${shown}, which is no session id: taken as unset`);
  return undefined;
}
