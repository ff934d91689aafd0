/** The process gets its turn after so many milliseconds of work. */
const SLICE_MS = 8;

/** Returns at once, but for once in a while, when everything else may run first. Rejects once the call is aborted. */
export type Rest = () => Promise<void>;

/** A clock decides when to rest and nothing else: no answer depends on it. */
export function restBetween(signal: AbortSignal): Rest {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < SLICE_MS) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    began = performance.now();
  };
}

const BATCH = 500;

/** Works through the items, resting now and then. */
export async function eachResting<T>(items: readonly T[], rest: Rest, work: (item: T) => void): Promise<void> {
  for (const [index, item] of items.entries()) {
    work(item);
    if (index % BATCH === BATCH - 1) await rest();
  }
}

/** `filter`, resting now and then. */
export async function filterResting<T>(items: readonly T[], rest: Rest, keep: (item: T) => boolean): Promise<T[]> {
  const kept: T[] = [];
  await eachResting(items, rest, (item) => {
    if (keep(item)) kept.push(item);
  });
  return kept;
}
