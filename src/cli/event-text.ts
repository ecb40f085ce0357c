import { MARKER, redact } from '../redact/redact.ts';
import { renderEvent } from '../report/render-event.ts';
import type { EventLine } from '../store/types.ts';
import { redactLine } from './redact-line.ts';

/** An event as `show` prints it, without the last newline. */
export function eventText({ event }: EventLine): string {
  return renderEvent(event)
    .map((text) => redact(text))
    .join('\n');
}

/**
 * Whether an event says this text, in any case of letters: as it is printed, or in its stored line, redacted. What is hidden is
 * not found.
 */
export function createGrep(text: string): (line: EventLine) => boolean {
  const wanted = text.toLowerCase();
  const says = (said: string) => said.toLowerCase().includes(wanted);
  // Redaction takes time, and what it adds is the marker alone.
  const mayBeMarker = wanted.includes('*') || MARKER.toLowerCase().includes(wanted);
  return (line) => {
    const printed = renderEvent(line.event).join('\n');
    if (!mayBeMarker && !says(line.text) && !says(printed)) return false;
    return says(redactLine(line.text)) || says(eventText(line));
  };
}
