import type { ScoredRun } from "../../evals/scoring/scored-run.js";

/** A run that is right in everything, but for what is said. */
export function scoredRun(rest: Partial<ScoredRun> & Pick<ScoredRun, "case">): ScoredRun {
  const right = rest.a1 ?? true;
  return {
    trial: 0,
    system: "shop",
    family: "dependency",
    verdict: "accepted",
    confidence: 0.9,
    a1: right,
    a3: right,
    a5: null,
    object: right,
    fault: right,
    calls: 20,
    ms: 100,
    peakMb: 200,
    changed: 0,
    failed: null,
    ...rest,
  };
}
