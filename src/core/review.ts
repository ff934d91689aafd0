import { z } from "zod";
import type { BodyReader } from "./case-folder.js";
import { EntityRef } from "./entity.js";
import { InquestError } from "./errors.js";
import type { EntryOf } from "./event.js";
import { FaultId } from "./fault.js";
import type { DeepReadonly } from "./readonly.js";
import type { Instant } from "./time.js";

/** The cause as a person corrects it. */
export const Correction = z.strictObject({ entity: EntityRef, fault: FaultId });
export type Correction = DeepReadonly<z.infer<typeof Correction>>;

/** A person's judgement of a claim, read with its texts: `review.given` at its place in the installation stream. */
export interface Review {
  readonly investigation: string;
  /** Null: of the outcome as a whole. */
  readonly hypothesis: string | null;
  readonly judgement: "accept" | "reject" | "correct";
  readonly by: string;
  readonly comment: string | null;
  readonly correction: Correction | null;
  readonly at: Instant;
  readonly seq: number;
}

/** @throws InquestError `INTEGRITY` where a body is missing or cannot be read */
export async function readReview(entry: EntryOf<"review.given">, body: BodyReader): Promise<Review> {
  const { investigation, hypothesis, judgement, by, comment, correction } = entry.data;
  const text = async (id: string) =>
    new TextDecoder().decode((await body(id)) ?? refuse(entry, `body \`${id.slice(0, 12)}\` is missing`));
  return {
    investigation,
    hypothesis,
    judgement,
    by: await text(by),
    comment: comment === null ? null : await text(comment),
    correction: correction === null ? null : readCorrection(entry, await text(correction)),
    at: entry.at,
    seq: entry.seq,
  };
}

function readCorrection(entry: EntryOf<"review.given">, text: string): Correction {
  try {
    return Correction.parse(JSON.parse(text));
  } catch (cause) {
    return refuse(entry, "a correction cannot be read", cause);
  }
}

function refuse(entry: EntryOf<"review.given">, what: string, cause?: unknown): never {
  throw new InquestError("INTEGRITY", {
    what,
    where: `stream ${entry.stream}, entry ${entry.seq}`,
    remedy: "run `inquest journal verify` to see what else is wrong",
    cause,
  });
}
