/** Milliseconds of processor time that the work takes: what others do on the machine hardly shows in it. */
export function effort(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** The least of several tries. */
export function leastEffort(tries: number, work: () => void): number {
  return Math.min(...Array.from({ length: tries }, () => effort(work)));
}

/** Counts how often the event loop comes round while something is awaited. */
export async function turnsWhile(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  let done = false;
  const turn = (): void => {
    turns += 1;
    if (!done) setImmediate(turn);
  };
  setImmediate(turn);
  await work;
  done = true;
  return turns;
}
