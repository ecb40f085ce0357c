// Logs one turn of a session in the repository given, and prints the answer.
import { createGitDiff } from '../../../src/capture/git/git-diff.ts';

const [, , cwd = '', storePath = ''] = process.argv;
const diffs = createGitDiff({ storePath, env: process.env });
const session = () => ({ id: 'sess_turnturn', startTs: Date.now() / 1000 });
console.log(JSON.stringify(diffs.diff({ session, cwd })));
