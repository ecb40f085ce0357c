import fs from 'node:fs';

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
  | 'writeFileSync'
  | 'writeSync';

/**
 * What agentlog uses of `node:fs`, held from before the program's first line: a program that later patches or mocks
 * `fs` neither sees agentlog's calls nor breaks them.
 */
export const files: Readonly<Pick<typeof fs, Held>> = {
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
  writeFileSync: fs.writeFileSync,
  writeSync: fs.writeSync,
};
