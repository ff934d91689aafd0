/** What parent and worker say to each other, as JSON. A worker is ours, but what it sends is read with care: it may be half dead. */
import { z } from "zod";
import type { CaseContext } from "./suite.js";

export interface Assignment {
  readonly id: number;
  readonly suite: string;
  readonly input: unknown;
  readonly context: CaseContext;
}

export const Report = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("ready") }),
  z.strictObject({ kind: z.literal("done"), id: z.int(), result: z.unknown(), peakMb: z.number() }),
  z.strictObject({ kind: z.literal("threw"), id: z.int(), reason: z.string(), peakMb: z.number() }),
]);
export type Report = z.infer<typeof Report>;
