import { z } from "zod";
import { Query } from "./query.js";
import type { DeepReadonly } from "./readonly.js";

export const VERDICTS = ["accepted", "refuted", "unproven"] as const;
export const OUTCOMES = ["finding", "no-fault", "unproven"] as const;
export const Outcome = z.enum(OUTCOMES);
export type Outcome = z.infer<typeof Outcome>;

/** The probability that the finding is right, and where the figure comes from. */
export const Confidence = z.strictObject({
  /** 0 to 1. */
  value: z.number().min(0).max(1),
  /** `uncalibrated` until a table fitted out of fold exists. */
  basis: z.union([
    z.strictObject({ kind: z.literal("uncalibrated"), formula: z.string() }),
    z.strictObject({
      kind: z.literal("table"),
      version: z.string(),
      right: z.int(),
      of: z.int(),
      low: z.number(),
      high: z.number(),
    }),
  ]),
});
export type Confidence = DeepReadonly<z.infer<typeof Confidence>>;

export const Verdict = z.strictObject({
  verdict: z.enum(VERDICTS),
  confidence: Confidence,
  /** What decided it, one sentence made by code. */
  because: z.string().max(1024),
  /** The question that would settle it, for `unproven`. */
  settledBy: Query.nullable(),
});
export type Verdict = DeepReadonly<z.infer<typeof Verdict>>;
