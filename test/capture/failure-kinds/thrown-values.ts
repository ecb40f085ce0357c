import { type About, error, int, list, MARKER, nil, none, noSuch, object, type Row, str } from './row.ts';

/** Failures told apart by the value that is thrown: no error, an odd error, an odd text. */
export const thrownValues: readonly Row[] = [
  {
    title: 'throw undefined is a failure',
    program: 'throw-undefined.cjs',
    failures: [
      {
        error: { type: 'undefined', msg: '' },
        in: 'stop',
        locals: { reasons: list('a', 'b'), reason: none },
      },
    ],
  },
  {
    title: 'throw null is a failure',
    program: 'throw-null.cjs',
    failures: [{ error: { type: 'null', msg: '' }, in: 'find', locals: { list: list(1, 2), match: nil } }],
  },
  {
    title: 'a thrown string is its own message',
    program: 'throw-string.cjs',
    failures: [
      {
        error: { type: 'str', msg: 'level too high' },
        in: 'check',
        locals: { level: int(4), highest: int(3) },
      },
    ],
  },
  {
    title: 'a thrown number is its own message',
    program: 'throw-number.cjs',
    failures: [
      {
        error: { type: 'float', msg: '-1.5' },
        in: 'run',
        locals: { command: str('abc'), status: { t: 'float', v: -1.5 } },
      },
    ],
  },
  {
    title: 'a thrown object is its own message',
    program: 'throw-object.cjs',
    failures: [
      {
        error: { type: 'Object', msg: '{"status":503,"path":"/health"}' },
        in: 'request',
        locals: { path: str('/health'), response: object({ status: 503, path: '/health' }) },
      },
    ],
  },
  {
    title: 'a frozen error is recorded',
    program: 'frozen-error.cjs',
    failures: [
      {
        error: { type: 'Error', msg: 'signature is wrong' },
        in: 'verify',
        locals: { text: str('abc'), error: error('signature is wrong'), length: int(3) },
      },
    ],
  },
  {
    title: 'a frozen error that rejects is recorded, and its excerpt on stderr stays',
    program: 'frozen-rejection.mjs',
    failures: [
      {
        error: { type: 'Error', msg: 'signature is wrong' },
        in: 'verify',
        locals: { text: str('abc'), length: int(3) },
      },
    ],
  },
  {
    title: 'an error whose stack is a getter that throws is recorded',
    program: 'throwing-stack-getter.cjs',
    failures: [
      {
        error: { type: 'Error', msg: 'hostile' },
        in: 'fail',
        locals: { reason: str('hostile'), error: error('hostile') },
      },
    ],
  },
  {
    title:
      'an error whose message is a getter that throws is recorded without a message; stderr gains its stack',
    program: 'throwing-message-getter.cjs',
    stderr: withStack,
    failures: [
      { error: { type: 'Strict', msg: '' }, in: 'fail', locals: { reason: str('hostile'), code: int(7) } },
    ],
  },
  {
    title: 'a thrown Proxy is recorded and none of its traps runs',
    program: 'proxy-thrown.cjs',
    failures: [
      {
        error: { type: 'Proxy', msg: '' },
        in: 'fail',
        locals: {
          reason: str('behind a proxy'),
          handler: object({ get: { t: 'fn', v: 'get' } }),
          wrapped: { t: 'Proxy' },
        },
      },
    ],
  },
  {
    title: 'a long message is cut, and says how long it was',
    program: 'long-message.cjs',
    failures: [
      {
        error: { type: 'Error', msg: 'lorem '.repeat(34).slice(0, 200), truncated: 360 },
        in: 'fail',
        locals: { part: str('lorem '), times: int(60) },
      },
    ],
  },
  {
    title: 'a secret in a message is hidden, the words around it are not',
    program: 'secret-message.cjs',
    failures: [
      {
        error: { type: 'Error', msg: `bad key ${MARKER} for ada` },
        in: 'authorize',
        locals: { key: str(MARKER), user: str('ada') },
      },
    ],
  },
  {
    title: 'a prepareStackTrace of the program leaves the failure as it is',
    program: 'prepare-stack-trace.cjs',
    failures: [{ error: noSuch('width'), in: 'measure', locals: { box: object({}) } }],
  },
];

/** V8 cannot write out the stack when Node prints it, because the getter throws; at the pause it has done so already. */
function withStack(bare: string, recorded: string, { folder, node }: About): string {
  const file = `${folder}/throwing-message-getter.cjs`;
  const frames = recorded.split('\n').filter((line) => line.startsWith('    at '));
  const head = node < 24 ? '<error: Error: no message for you>' : 'Strict [Error]';
  const stack = [head, ...frames].join('\n');
  const excerpt = `${file}:9\n  if (code > 0) throw new Strict(); // fails here\n                ^\n`;
  return bare.replace(/^\n\(Use `node --trace-uncaught .*\n/, `${excerpt}\n${stack}\n`);
}
