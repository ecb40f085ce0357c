import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The command lines of all processes that can be seen. */
export function commandLines(): string[] {
  return processes().map(({ commandLine }) => commandLine);
}

/** The processes that follow the folder in `cwd`, by their ids. */
export function helpersOf(cwd: string): number[] {
  return processes()
    .filter(({ pid, commandLine }) => commandLine.includes('push --follow') && folderOf(pid) === cwd)
    .map(({ pid }) => pid);
}

/** Looks until it is so. @throws when it is not within 20 s */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`not within 20 s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function processes(): { pid: number; commandLine: string }[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0)
    .map((pid) => ({ pid, commandLine: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ') }));
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function folderOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}
