type Fails = (choices: readonly number[]) => Promise<boolean>;

const MAX_TRIES = 3000;
const MAX_MS = 20_000;

/** The shortest list of the smallest choices that was found which still fails. */
export async function shrink(choices: readonly number[], fails: Fails): Promise<readonly number[]> {
  const end = performance.now() + MAX_MS;
  let best = choices;
  let tries = 0;

  async function isBetter(list: readonly number[]): Promise<boolean> {
    if (tries >= MAX_TRIES || performance.now() > end) return false;
    tries += 1;
    if (!(await fails(list))) return false;
    best = list;
    return true;
  }

  for (let before: readonly number[] | undefined; before !== best; ) {
    before = best;
    for (let size = best.length >> 1; size >= 1; size >>= 1) {
      for (let at = best.length - size; at >= 0; at -= size) {
        await isBetter([...best.slice(0, at), ...best.slice(at + size)]);
      }
    }
    for (let i = 0; i < best.length; i += 1) {
      const choice = best[i] ?? 0;
      for (const smaller of [0, choice >> 1, choice - 1]) {
        if (smaller < choice && smaller >= 0 && (await isBetter(best.with(i, smaller)))) break;
      }
    }
  }
  return best;
}
