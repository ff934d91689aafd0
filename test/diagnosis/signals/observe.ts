import type { Evidence } from "../../../src/core/evidence.js";
import type { Observation } from "../../../src/core/observation.js";
import { Facts } from "../../../src/diagnosis/assertions/facts.js";
import type { Context, Detection, Detector } from "../../../src/diagnosis/signals/detector.js";

/** Five minutes of health, then five of trouble. */
export const REFERENCE = { from: 0, to: 300_000 };
export const WINDOW = { from: 300_000, to: 600_000 };
export const ALL = { from: 0, to: 600_000 };
export const CONTEXT: Context = { window: WINDOW, reference: REFERENCE, now: 600_000 };

export function run(detector: Detector, evidence: readonly Evidence[], context: Context = CONTEXT): Detection {
  return detector.detect(new Facts(evidence), context);
}

export function observe(
  detector: Detector,
  evidence: readonly Evidence[],
  context: Context = CONTEXT,
): readonly Observation[] {
  return run(detector, evidence, context).observations;
}

/** The same pseudo-random numbers every time, in [0, 1). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
}

/** 60 samples in the reference, 60 in the window, one every five seconds. */
export function samples(
  before: (index: number) => number | null,
  after: (index: number) => number | null,
): (number | null)[] {
  return Array.from({ length: 120 }, (_, index) => (index < 60 ? before(index) : after(index - 60)));
}

/** Milliseconds of processor time: what a busy neighbour does to the clock does not count. */
export function processorMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
