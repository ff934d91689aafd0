/** The graph on disk: what was folded, not the result, so that a snapshot of an older fold gives today's graph. */
import { z } from "zod";
import { sha256 } from "../core/digest.js";
import { InquestError } from "../core/errors.js";
import { Correction } from "../core/review.js";
import { Instant } from "../core/time.js";
import { CaseFacts } from "./case-facts.js";
import { GraphFold } from "./graph-fold.js";

const FORMAT = "inquest-graph-snapshot/1";

const Review = z.strictObject({
  investigation: z.string(),
  hypothesis: z.string().nullable(),
  judgement: z.enum(["accept", "reject", "correct"]),
  by: z.string(),
  comment: z.string().nullable(),
  correction: Correction.nullable(),
  at: Instant,
  seq: z.int().nonnegative(),
});

const Content = z.strictObject({ format: z.literal(FORMAT), cases: z.array(CaseFacts), reviews: z.array(Review) });

export interface Snapshot {
  readonly text: string;
  /** SHA-256 of `text`. */
  readonly digest: string;
}

export function writeSnapshot({ cases, reviews }: GraphFold): Snapshot {
  // Parsed, so that keys stand in the order of the schema, whoever made the objects.
  const text = `${JSON.stringify(Content.parse({ format: FORMAT, cases, reviews }))}\n`;
  return { text, digest: sha256(text) };
}

/** @throws InquestError `INTEGRITY` where the text is not the one that the digest names, or no snapshot */
export function readSnapshot({ text, digest }: Snapshot): GraphFold {
  if (sha256(text) !== digest) throw refused("the graph's snapshot is not the one that was written");
  const content = parsed(text);
  const fold = new GraphFold();
  for (const facts of content.cases) fold.addFacts(facts);
  for (const review of content.reviews) fold.addReview(review);
  return fold;
}

function parsed(text: string): z.infer<typeof Content> {
  try {
    return Content.parse(JSON.parse(text));
  } catch (cause) {
    throw refused("the graph's snapshot cannot be read", cause);
  }
}

function refused(what: string, cause?: unknown): InquestError {
  return new InquestError("INTEGRITY", {
    what,
    where: "the graph's snapshot",
    remedy: "delete it: the graph is folded from the journal anew",
    cause,
  });
}
