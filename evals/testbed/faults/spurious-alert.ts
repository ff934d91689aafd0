import type { FaultDeclaration, FaultVariant } from "./fault.js";

interface Misset {
  readonly topology: string;
  readonly requestsPerSecond: number;
  /** The new bound, as a multiple of the normal value. */
  readonly ofNormal: number;
  readonly by: string;
  readonly reference: string;
}

function misset({ topology, requestsPerSecond, ofNormal, by, reference }: Misset): FaultVariant {
  const note = { by, reference, summary: "alert rules: bring the latency bound closer to the objective" };
  return {
    topology,
    requestsPerSecond,
    answer: null,
    acceptable: [],
    spared: [],
    parameters: { cause: "a bound below the normal value", ofNormal },
    steps: [{ do: "move-alert-bound", rule: "HighRequestLatency", ofNormal, forMs: 10_000, windowMs: 30_000, note }],
  };
}

/** A bound close to the normal value and no patience: a few seconds of busier visitors ring it. */
function nervous(topology: string, requestsPerSecond: number): FaultVariant {
  return {
    topology,
    requestsPerSecond,
    answer: null,
    acceptable: [],
    spared: [],
    parameters: { cause: "a blip", loadFactor: 2, blipMs: 8_000 },
    steps: [
      { do: "move-alert-bound", rule: "HighRequestLatency", ofNormal: 1.04, forMs: 0, windowMs: 15_000, note: null },
      { do: "load", factor: 2, attempts: 1, forMs: 8_000 },
    ],
  };
}

/** The alert rings, and the service is as it always is. */
export const spuriousAlert: FaultDeclaration = {
  name: "spurious-alert",
  about: "an alert rings although the service is within its normal range",
  variants: [
    misset({ topology: "shop", requestsPerSecond: 30, ofNormal: 0.7, by: "l.haas", reference: "MON-731" }),
    nervous("bookshop", 36),
    misset({ topology: "canteen", requestsPerSecond: 30, ofNormal: 0.7, by: "t.nowak", reference: "MON-748" }),
  ],
};
