import { z } from "zod";
import { ProposedChallenge } from "./challenge.js";
import { ProposedHypothesis } from "./hypothesis.js";
import { Json } from "./json.js";
import { Query } from "./query.js";
import type { DeepReadonly } from "./readonly.js";

/** What a mind may do: nothing else reaches the engine. */
export const Move = z.discriminatedUnion("kind", [
  /** `reason` is shown in the trace; it decides nothing. */
  z.strictObject({ kind: z.literal("query"), query: Query, reason: z.string().max(1024) }),
  /** `rank` orders several proposals, 1 first; `standing` is the mind's own weight (log-odds), shown, never trusted. */
  z.strictObject({
    kind: z.literal("propose"),
    hypothesis: ProposedHypothesis,
    rank: z.int().min(1).max(16),
    standing: z.number(),
    remark: z.string().max(2048),
  }),
  z.strictObject({ kind: z.literal("challenge"), challenge: ProposedChallenge }),
  /** Ask the language model: segments by digest, so that the journal can name what was shown. */
  z.strictObject({ kind: z.literal("consult"), purpose: z.string().max(128), request: Json }),
  z.strictObject({ kind: z.literal("remark"), text: z.string().max(8192) }),
  /** `settledBy`: the question that would settle what is left open. */
  z.strictObject({ kind: z.literal("conclude"), why: z.string().max(2048), settledBy: Query.nullable() }),
]);
export type Move = DeepReadonly<z.infer<typeof Move>>;
export type MoveOf<K extends Move["kind"]> = Extract<Move, { kind: K }>;
