import { z } from "zod";
import type { Json } from "./json.js";
import type { Query } from "./query.js";
import type { DeepReadonly } from "./readonly.js";

/**
 * A price for questions that reach more, or less, of a source than others of the same capability do. Data, not a
 * function: whoever plans, and the gate that reserves, read the same list.
 */
export const CostRule = z.strictObject({
  /** Parameters that must be equal; `null`: not given. */
  when: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  cost: z.int().nonnegative(),
});
export type CostRule = DeepReadonly<z.infer<typeof CostRule>>;

/** What has a cost, and other costs for some questions. */
export interface Priced {
  readonly cost: number;
  readonly costs?: readonly CostRule[] | undefined;
}

/** Calls that the question costs: the first rule that fits, otherwise the cost that all others have. */
export function costOf({ cost, costs = [] }: Priced, { params }: Query): number {
  const given: Readonly<Record<string, Json | undefined>> = params as Record<string, Json | undefined>;
  const rule = costs.find(({ when }) => Object.entries(when).every(([name, value]) => (given[name] ?? null) === value));
  return rule?.cost ?? cost;
}
