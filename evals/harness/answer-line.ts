/** One line of `--answers`: the form that diagnosis.md gives. */
import { z } from "zod";

export const AnswerLine = z.strictObject({
  case: z.string(),
  /** Only where each case is run several times. */
  trial: z.int().nonnegative().optional(),
  verdict: z.enum(["accepted", "unproven", "no-fault"]),
  confidence: z.number().min(0).max(1),
  /** Best first; `label` is in the data set's own words. */
  ranked: z
    .array(
      z.strictObject({
        entity: z.string(),
        fault: z.string(),
        label: z.record(z.string(), z.string()),
        confidence: z.number().min(0).max(1),
      }),
    )
    .max(5),
  calls: z.number().nonnegative(),
  ms: z.number().nonnegative(),
  verifier: z.strictObject({ calls: z.number().nonnegative(), changed: z.int().nonnegative() }),
});
export type AnswerLine = z.infer<typeof AnswerLine>;

/** The line of a case that came to no result. */
export function noAnswer(name: string): AnswerLine {
  return {
    case: name,
    verdict: "unproven",
    confidence: 0,
    ranked: [],
    calls: 0,
    ms: 0,
    verifier: { calls: 0, changed: 0 },
  };
}
