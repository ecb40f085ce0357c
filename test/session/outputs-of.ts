import type { Journal } from '../../src/session/types.ts';

/** What each session of the journal's folder holds: the outputs written. */
export function outputsOf(journal: Journal): Record<string, string[]> {
  const folder = journal.folder();
  const all = folder.list().map((id) => {
    const outputs: string[] = [];
    for (const line of folder.read(id)) {
      if (line.kind === 'event' && line.event.event_type === 'tool_output') outputs.push(line.event.stdout);
    }
    return [id, outputs] as const;
  });
  return Object.fromEntries(all);
}
