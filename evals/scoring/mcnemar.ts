/** Whether two runs over the same cases differ by more than chance: the exact test of Q. McNemar (1947). */

export interface Paired {
  /** Right in the first alone, and in the second alone: only these tell the two apart. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly both: number;
  readonly neither: number;
}

export function pairUp(pairs: readonly (readonly [first: boolean, second: boolean])[]): Paired {
  const count = (first: boolean, second: boolean): number =>
    pairs.filter((pair) => pair[0] === first && pair[1] === second).length;
  return {
    onlyFirst: count(true, false),
    onlySecond: count(false, true),
    both: count(true, true),
    neither: count(false, false),
  };
}

/** Two-sided: the chance of a split at least this uneven if either way were as likely. 1 where nothing differs. */
export function exactMcNemar({ onlyFirst, onlySecond }: Pick<Paired, "onlyFirst" | "onlySecond">): number {
  const all = onlyFirst + onlySecond;
  if (all === 0) return 1;
  let logChance = -all * Math.LN2;
  let tail = 0;
  for (let k = 0; k <= Math.min(onlyFirst, onlySecond); k += 1) {
    if (k > 0) logChance += Math.log(all - k + 1) - Math.log(k);
    tail += Math.exp(logChance);
  }
  return Math.min(1, 2 * tail);
}
