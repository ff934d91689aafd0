import { z } from "zod";
import { EntityRef } from "./entity.js";
import type { DeepReadonly } from "./readonly.js";
import { ByteRange, RawRecord, type TelemetryRecord } from "./record.js";
import { Window } from "./time.js";

/** What was looked at. Absence counts only inside of it. */
export const Coverage = z.strictObject({
  /** The kinds of records for which the answer would have shown what was there. */
  kinds: z.array(z.string()),
  /** The entities looked at; `null`: all that the source knows. */
  entities: z.array(EntityRef).nullable(),
  /** `null` for a source without a clock: a snapshot. */
  window: Window.nullable(),
});
export type Coverage = DeepReadonly<z.infer<typeof Coverage>>;

export const Omission = z.strictObject({
  what: z.string().max(512),
  why: z.string().max(512),
  count: z.int().nonnegative(),
});
export type Omission = DeepReadonly<z.infer<typeof Omission>>;

export const Answer = z.strictObject({
  records: z.array(RawRecord.and(z.object({ at: ByteRange }))),
  coverage: z.array(Coverage),
  omitted: z.array(Omission),
  /** The source cannot say: why. Then `records` is empty and nothing is covered. */
  unavailable: z.string().max(512).nullable(),
  /** The same question in the source's own language (PromQL, kubectl, SQL), to check it oneself. */
  asked: z.string().max(4096).nullable(),
});

/** A typed answer: what was seen, where was looked, what was left out. */
export interface Answer {
  readonly records: readonly TelemetryRecord[];
  readonly coverage: readonly Coverage[];
  readonly omitted: readonly Omission[];
  readonly unavailable: string | null;
  readonly asked: string | null;
}

export function unavailable(why: string, asked: string | null = null): Answer {
  return { records: [], coverage: [], omitted: [], unavailable: why, asked };
}
