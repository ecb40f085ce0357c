import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tiktoken } from 'js-tiktoken/lite';
import o200k from 'js-tiktoken/ranks/o200k_base';
import { at, compare, environment, ratioAtMost, readReport, runNode, withFolder } from './harness.js';

const CLI = at('dist/cli.js');
const CALL = {
  model: 'gpt-4',
  prompt: 'Fix the bug in cartTotal: the discount is read from a coupon that is not there.',
  response: 'The coupon is called SPRING, not Spring. I compare the codes in upper case.',
  tokensIn: 1250,
  tokensOut: 450,
  durationMs: 2340.5,
};
const TOOL = {
  tool: 'run_tests',
  stdout: 'test_process_skill PASSED\ntest_validate FAILED\n',
  stderr: 'AssertionError: Expected [0,1], got 1.5\n',
  exitCode: 1,
  durationMs: 234.5,
};

/** How many tokens of o200k_base the same failure, model call and tool output take in different forms. */
export function run() {
  return withFolder((folder) => {
    cpSync(at('examples/checkout'), folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    const program = join(folder, 'checkout.js');
    const count = createCounter();

    const bare = runFailing([program], folder);
    const stack = bare.stderr.slice(bare.stderr.indexOf('TypeError')).split('\n\n')[0];
    runFailing([CLI, 'run', '--', 'node', 'checkout.js'], folder);
    const context = runNode(
      [CLI, 'context'],
      environment({ AGENTLOG_DIR: join(folder, '.agentlog') }),
    ).stdout;
    const failureLine = lineOf(folder, 'failure');

    const sentryFile = join(folder, 'sentry.json');
    runFailing([at('bench/programs/sentry-event.cjs')], folder, {
      BENCH_FILE: sentryFile,
      BENCH_PROGRAM: program,
    });
    const sentry = readFileSync(sentryFile, 'utf8');

    const events = { BENCH_EVENTS: JSON.stringify({ stack, call: CALL, tool: TOOL }) };
    const [failureSpan, callSpan, toolSpan] = readReport(
      [at('bench/programs/genai-spans.mjs')],
      environment(events),
    ).map((span) => JSON.stringify(span));
    mkdirSync(join(folder, 'three'));
    const three = environment({ ...events, AGENTLOG: 'true', AGENTLOG_DIR: join(folder, 'three/.agentlog') });
    runNode([at('bench/programs/log-three.mjs')], three);
    const [callLine, toolLine] = ['llm_call', 'tool_output'].map((type) =>
      lineOf(join(folder, 'three'), type),
    );
    const threeContext = runNode([CLI, 'context'], three).stdout.split('\n');
    const callContext = threeContext.filter((line) => line.startsWith('model call'));
    const toolContext = threeContext.filter((line) => /^ran |^ {2}/.test(line));

    const failureContext = context.split('\n').filter((line) => /^failure|^ {2}\S/.test(line));
    const values = {
      'a failure in context': [count(failureContext.slice(0, -1).join('\n'))],
      'the whole context': [count(context)],
      "a failure's JSONL line": [count(failureLine)],
      "Sentry's event": [count(sentry)],
      'its OpenTelemetry span': [count(failureSpan)],
      'the bare stack trace': [count(stack)],
      'what Node prints': [count(bare.stderr)],
      'a model call in context': [count(callContext.join('\n'))],
      "a model call's JSONL line": [count(callLine)],
      'its GenAI span': [count(callSpan)],
      'a tool output in context': [count(toolContext.join('\n'))],
      "a tool output's JSONL line": [count(toolLine)],
      'its tool span': [count(toolSpan)],
    };
    const question = 'Tokens of the same event in different forms';
    const row = (measured, against, aim, note) =>
      compare(values, { question, measured, against, unit: 'tokens', ...(note && { note }) }, aim);
    const spans = ratioAtMost(0.6);
    return [
      row('a failure in context', "Sentry's event", ratioAtMost(0.2)),
      row(
        'the whole context',
        "Sentry's event",
        undefined,
        'with the session, the command and the end of its output',
      ),
      row('a failure in context', 'the bare stack trace', undefined, 'which has no variables'),
      row('a failure in context', 'what Node prints'),
      row("a failure's JSONL line", "Sentry's event"),
      row("a failure's JSONL line", 'its OpenTelemetry span', undefined, 'the span has no variables'),
      row('a model call in context', 'its GenAI span'),
      row("a model call's JSONL line", 'its GenAI span', spans),
      row('a tool output in context', 'its tool span'),
      row("a tool output's JSONL line", 'its tool span', spans),
    ];
  });
}

function createCounter() {
  const tokenizer = new Tiktoken(o200k);
  return (text) => tokenizer.encode(text, [], []).length;
}

function runFailing(args, cwd, variables = {}) {
  return spawnSync(process.execPath, args, { cwd, env: environment(variables), encoding: 'utf8' });
}

/** The last line of this kind in a folder's store. */
function lineOf(folder, type) {
  const store = join(folder, '.agentlog');
  return readdirSync(store)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(join(store, name), 'utf8').trim().split('\n'))
    .findLast((line) => line.includes(`"event_type":"${type}"`));
}
