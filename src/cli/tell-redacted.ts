import { tell } from '../base/notice.ts';
import { redact } from '../redact/redact.ts';
import { oneLine } from '../report/escape-control.ts';

const MAX_MESSAGE_CHARS = 300;

/** Says on stderr what may hold a secret or more than a line: redacted, in one line, cut. @defaultValue 300 characters */
export function tellRedacted(message: string, maxChars: number = MAX_MESSAGE_CHARS): void {
  tell(oneLine(redact(message), maxChars));
}
