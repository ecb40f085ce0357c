import { SHAPES } from '../../src/redact/shapes/table.ts';
import { generate, seeded } from './generate.ts';

/** Pieces whose repetition makes a naive search start again and again: beginnings without an end, and what almost matches. */
export function hostilePieces(): string[] {
  const random = seeded(11);
  const signs = [
    ...[
      'a',
      ' ',
      '\n',
      '-',
      '=',
      ':',
      ',',
      '"',
      "'",
      '`',
      '\\',
      '\\"',
      '/',
      '+',
      '.',
      '<',
      '>',
      '[',
      '{',
      '(',
      '@',
      '%',
      '\x1b[0m',
    ],
    ...[
      'a:',
      'a=',
      'aa: ',
      'token=',
      'token: ',
      'token="',
      "token='",
      'token=`',
      'token="""',
      'token=&quot;',
      'token:\n',
      'token: |\n ',
    ],
    ...[
      'token=${',
      'token=f(',
      'token=[',
      'token=["',
      '"token":["a",',
      'token=a,',
      'token=a,b=',
      'password=12 ',
      'token: string = ',
    ],
    ...[
      '"token",',
      "'token', ",
      '--token ',
      '--token a ',
      '</token>',
      '<token>',
      '<token>a</token>',
      'name="token" value=',
      'value=',
      'token"value=',
    ],
    ...[
      '://',
      '://a:',
      '://a:b',
      '://a:b@',
      'https://a/',
      'Bearer ',
      'Basic ',
      'Cookie: a=',
      'Authorization: ',
      'Authorization: Digest ',
    ],
    ...[
      '-----BEGIN PRIVATE KEY-----',
      '-----END PRIVATE KEY-----',
      `${'A'.repeat(64)}\n`,
      'aB3'.repeat(11),
      `${'aB3'.repeat(11)}/`,
      'eyJ-',
      'eyJa.',
    ],
    ...[
      'password: Forgot the password of ',
      'token=process.env.',
      'key ',
      'api key: ',
      'token\x1b[0m=\x1b[31m',
      'token\\u001b[0m=',
      `${'x'.repeat(15)} `,
    ],
  ];
  const literals = SHAPES.flatMap(({ literals: all, example }) => {
    const { text } = generate(example, random);
    return [
      ...all,
      ...all.map((literal) => `-${literal}`),
      text.slice(0, -1),
      `${text.slice(0, 24)} `,
      `${text}\n`,
    ];
  });
  return [...signs, ...literals];
}
