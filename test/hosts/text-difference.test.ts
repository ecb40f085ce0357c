import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findTextDifference } from './text-difference.ts';

const PID = ['(node:12) went on\nport 4001, 1.5s\n', '(node:345) went on\nport 4020, 980ms\n'];
const TEMP = ['in /tmp/a-Xy12Zq/log\n', 'in /tmp/a-9dKl3p/log\n'];

const CASES: readonly (readonly [title: string, samples: readonly string[], text: string, line?: number])[] =
  [
    ['the same text is no difference', ['a b\n', 'a b\n'], 'a b\n'],
    ['an empty text is none either', ['', ''], ''],
    [
      'numbers, ports and durations that differ between the samples may differ',
      PID,
      '(node:6) went on\nport 4555, 2s\n',
    ],
    ['names of one length that differ between the samples may differ', TEMP, 'in /tmp/a-zzzzzz/log\n'],
    ['an added space is found', ['a b\n', 'a b\n'], 'a  b\n', 1],
    ['an added space beside a number that may differ is found', PID, '(node: 6) went on\nport 4555, 2s\n', 1],
    ['a space at the end of a line is found', ['a\nb\n', 'a\nb\n'], 'a\nb \n', 2],
    ['a missing newline at the end is found', PID, '(node:6) went on\nport 4555, 2s', 2],
    ['an added newline is found', ['a\n', 'a\n'], 'a\n\n', 2],
    ['a changed line end is found', ['a\n', 'a\n'], 'a\r\n', 1],
    ['a line more is found', PID, '(node:6) went on\nport 4555, 2s\nagentlog: x\n', 3],
    ['a line less is found', PID, '(node:6) went on\n', 2],
    ['two lines in another order are found', ['a\nb\n', 'a\nb\n'], 'b\na\n', 1],
    ['a changed word beside one that may differ is found', PID, '(node:6) went off\nport 4555, 2s\n', 1],
    ['a word where numbers may differ is found', PID, '(node:main) went on\nport 4555, 2s\n', 1],
    ['a name of another length is found', TEMP, 'in /tmp/a-longer1/log\n', 1],
    ['two words where one may differ are found', TEMP, 'in /tmp/a-ab cde/log\n', 1],
    ['a number that the samples share must be shared', ['line 7\n', 'line 7\n'], 'line 8\n', 1],
    ['a colour is found', ['ok\n', 'ok\n'], '\u001b[32mok\u001b[39m\n', 1],
    ['a line of names alone may not differ as a whole', ['ab-cd\n', 'xy-zw\n'], 'st-uv\n', 1],
    ['a line that only holds numbers may', ['12:04\n', '12:05\n'], '12:01\n'],
    ['samples of two shapes compare with nothing', ['a b\n', 'a\nb\n'], 'a b\n', 1],
    ['samples of two lengths compare with nothing', ['a\n', 'a\nb\n'], 'a\n', 2],
    ['text in latin1 is compared to the byte', ['\u00c3\u00a4\n', '\u00c3\u00a4\n'], '\u00c3\u00b6\n', 1],
  ];

for (const [title, samples, text, line] of CASES) {
  test(title, () => {
    assert.equal(findTextDifference(samples, text)?.line, line);
  });
}
