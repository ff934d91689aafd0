import { z } from "zod";
import { Coverage, Omission } from "../../src/core/answer.js";
import type { DeepReadonly } from "../../src/core/readonly.js";

/**
 * The first line of an answer's bytes; each further line is one record. `records` is how many lines follow, so that
 * a body that lost its end is not read as one that saw nothing.
 */
export const AnswerHeader = z.object({
  coverage: z.array(Coverage),
  omitted: z.array(Omission),
  asked: z.string().max(4096).nullable(),
  unavailable: z.string().max(512).nullable().optional(),
  records: z.int().nonnegative(),
});
export type AnswerHeader = DeepReadonly<z.infer<typeof AnswerHeader>>;
