// Paired, interleaved measurements. Two contenders are never measured minutes apart: every round runs each of them
// once, in an order that turns from round to round, and only values of the same round are compared. So a machine that is slow
// for a while is slow for all of them, and the median of the ratios stands where the medians themselves wander.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onCore } from './processes.js';

/**
 * One answer.
 * @typedef {object} Row
 * @property {string} question
 * @property {Figure} measured what was measured, and the median of its values
 * @property {Figure} against what it is compared with
 * @property {string} unit of both
 * @property {Spread} ratio of the values of one round
 * @property {Spread} difference of the values of one round
 * @property {string} [aim] absent where nothing was promised
 * @property {boolean} [met]
 * @property {string} [note]
 *
 * @typedef {{ name: string, median: number }} Figure
 * @typedef {{ median: number, low: number, high: number }} Spread the median, and the quartiles around it
 * @typedef {Record<string, number[]>} Values by contender; the same index is the same round
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const LONGEST_RUN_MS = 120_000;

/** The path of a file of the package, of its build, or of the benchmarks. */
export function at(...path) {
  return join(root, ...path);
}

/** An environment without any setting of agentlog's, of an agent's or of Node's, and the given variables in it. */
export function environment(variables = {}) {
  const { PATH, HOME, TMPDIR, SystemRoot } = process.env;
  return { PATH, HOME, TMPDIR, SystemRoot, ...variables };
}

/** Calls `use` with an empty folder, which is removed when it is done. */
export async function withFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), 'agentlog-bench-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Runs a Node program to its end, on a core where one is given; gives the wall time in ms as its parent sees it, and its output.
 * @throws if it fails
 */
export function runNode(args, env, { core } = {}) {
  const [file, ...rest] = core === undefined ? [process.execPath, ...args] : onCore(core, args);
  const began = process.hrtime.bigint();
  const { status, signal, stdout, stderr } = spawnSync(file, rest, {
    env,
    encoding: 'utf8',
    timeout: LONGEST_RUN_MS,
  });
  const wallMs = Number(process.hrtime.bigint() - began) / 1e6;
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${signal ?? status}: ${stderr}`);
  return { wallMs, stdout };
}

/** Runs a program that times itself; gives what it prints as JSON on its last line. */
export function readReport(args, env, options) {
  const { stdout } = runNode(args, env, options);
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

/**
 * Measures every contender once a round. One round more than asked for is run first and thrown away, unless the programs
 * warm themselves up.
 * @template T
 * @param {number} rounds
 * @param {Record<string, () => T | Promise<T>>} contenders
 * @returns {Promise<Record<string, T[]>>}
 */
export async function interleave(rounds, contenders, { isWarm = false } = {}) {
  const names = Object.keys(contenders);
  const values = Object.fromEntries(names.map((name) => [name, []]));
  for (const name of isWarm ? [] : names) await contenders[name]();
  for (let round = 0; round < rounds; round += 1) {
    const turned = [...names.slice(round % names.length), ...names.slice(0, round % names.length)];
    for (const name of turned) values[name].push(await contenders[name]());
  }
  return values;
}

/**
 * Compares two contenders round by round.
 * @param {Values} values
 * @param {{ question: string, measured: string, against: string, unit: string, note?: string, limit?: string }} about `limit`: what holds a figure off its aim
 * @param {{ text: string, isMet: (row: Row) => boolean }} [aim]
 * @returns {Row}
 */
export function compare(values, { question, measured, against, unit, note, limit }, aim) {
  const ours = values[measured];
  const theirs = values[against];
  const row = {
    question,
    measured: { name: measured, median: spreadOf(ours).median },
    against: { name: against, median: spreadOf(theirs).median },
    unit,
    ratio: spreadOf(ours.map((value, round) => value / theirs[round])),
    difference: spreadOf(ours.map((value, round) => value - theirs[round])),
    ...(note !== undefined && { note }),
    ...(limit !== undefined && { limit }),
  };
  return aim === undefined ? row : { ...row, aim: aim.text, met: aim.isMet(row) };
}

/** At most this many times the other. */
export function ratioAtMost(limit, text = `at most ${limit} ×`) {
  return { text, isMet: ({ ratio }) => ratio.median <= limit };
}

/** At least this many times the other. */
export function ratioAtLeast(limit, text = `at least ${limit} ×`) {
  return { text, isMet: ({ ratio }) => ratio.median >= limit };
}

/** Less than so much above the other, in the row's unit. */
export function addsLessThan(limit, unit) {
  return { text: `adds less than ${limit} ${unit}`, isMet: ({ difference }) => difference.median < limit };
}

/** @returns {Spread} */
export function spreadOf(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
}

function quantile(sorted, share) {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  return below + (above - below) * (place - Math.floor(place));
}
