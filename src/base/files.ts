import fs, { type Mode } from 'node:fs';

type Held =
  | 'closeSync'
  | 'constants'
  | 'existsSync'
  | 'fstatSync'
  | 'linkSync'
  | 'lstatSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readdirSync'
  | 'readFileSync'
  | 'readSync'
  | 'realpathSync'
  | 'renameSync'
  | 'rmSync'
  | 'statSync'
  | 'unlinkSync'
  | 'utimesSync'
  | 'writeSync';

/**
 * What agentlog uses of `node:fs`, held from before the program's first line: a program that later patches or mocks
 * `fs` neither sees agentlog's calls nor breaks them.
 */
export const files: Readonly<Pick<typeof fs, Held> & { writeFileSync: typeof writeFileSync }> = {
  closeSync: fs.closeSync,
  constants: fs.constants,
  existsSync: fs.existsSync,
  fstatSync: fs.fstatSync,
  linkSync: fs.linkSync,
  lstatSync: fs.lstatSync,
  mkdirSync: fs.mkdirSync,
  openSync: fs.openSync,
  readdirSync: fs.readdirSync,
  readFileSync: fs.readFileSync,
  readSync: fs.readSync,
  realpathSync: fs.realpathSync,
  renameSync: fs.renameSync,
  rmSync: fs.rmSync,
  statSync: fs.statSync,
  unlinkSync: fs.unlinkSync,
  utimesSync: fs.utimesSync,
  writeFileSync,
  writeSync: fs.writeSync,
};

const { Buffer } = globalThis;
const { closeSync, openSync, writeSync } = fs;

/** As Node's own, which looks its parts up in `fs` anew: a program that has replaced one of them would see the call. */
function writeFileSync(
  file: string | number,
  data: string | Uint8Array,
  { flag = 'w', mode = 0o666 }: { readonly flag?: string; readonly mode?: Mode } = {},
): void {
  const bytes = typeof data === 'string' ? Buffer.from(data, 'utf8') : data;
  const fd = typeof file === 'number' ? file : openSync(file, flag, mode);
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done, bytes.length - done);
  } finally {
    if (fd !== file) closeSync(fd);
  }
}
