import { tell } from '../base/notice.ts';

/** Says on stderr how many lines were left out because they are no events; nothing where none was. */
export function tellSkipped(count: number): void {
  if (count > 0) tell(`${count} ${count === 1 ? 'line was' : 'lines were'} skipped: torn, or not agentlog's`);
}
