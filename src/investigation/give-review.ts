import { bodyId } from "../core/digest.js";
import { InquestError } from "../core/errors.js";
import type { Event } from "../core/event.js";
import type { Clock } from "../core/ports/clock.js";
import { type Body, INSTALLATION_STREAM, type Store } from "../core/ports/store.js";
import { type Correction, type Review, readReview } from "../core/review.js";
import { findInvestigation, readCase } from "./find-investigation.js";
import { answeringClaim } from "./summarise.js";

export interface ReviewRequest {
  readonly investigation: string;
  /** Null: of the claim that answers the investigation. */
  readonly hypothesis: string | null;
  readonly judgement: Review["judgement"];
  readonly by: string;
  readonly comment: string | null;
  readonly correction: Correction | null;
}

/**
 * Journals a person's judgement: the only way in which a finding becomes knowledge.
 * @throws InquestError `NOT_FOUND`, or `USAGE` where there is nothing to judge yet
 */
export async function giveReview(store: Store, clock: Clock, request: ReviewRequest): Promise<Review> {
  const investigation = await findInvestigation(store, request.investigation);
  const hypothesis = await reviewedClaim(store, investigation, request.hypothesis);
  const salt = (await store.info(INSTALLATION_STREAM))?.salt ?? missingSalt();
  const bodies: Body[] = [];
  const keep = (text: string) => {
    const bytes = new TextEncoder().encode(text);
    const id = bodyId(salt, bytes);
    bodies.push({ id, dataClass: "confidential", bytes });
    return id;
  };
  const event: Event = {
    type: "review.given",
    data: {
      investigation,
      hypothesis,
      judgement: request.judgement,
      by: keep(request.by),
      comment: request.comment === null ? null : keep(request.comment),
      correction: request.correction === null ? null : keep(JSON.stringify(request.correction)),
    },
  };
  const appended = await store.append({
    stream: INSTALLATION_STREAM,
    events: [{ event, bodies: bodies.map(({ id }) => id) }],
    bodies,
    at: clock.now(),
    lease: null,
    expectedSize: null,
    expectedEpoch: null,
    advanceEpoch: false,
  });
  const entry = appended.kind === "appended" ? appended.entries[0] : undefined;
  if (entry?.type !== "review.given") throw notTaken(appended.kind);
  return readReview(entry, (id) => store.body(INSTALLATION_STREAM, id));
}

async function reviewedClaim(store: Store, investigation: string, named: string | null): Promise<string | null> {
  const file = await readCase(store, investigation);
  if (file.conclusion === null) {
    throw new InquestError("USAGE", {
      what: "the investigation has not concluded: there is no answer to judge yet",
      where: investigation,
      remedy: `resume it with \`inquest investigate --resume ${investigation}\``,
    });
  }
  if (named === null) return answeringClaim(file)?.id ?? null;
  if (file.claims.some((claim) => claim.id === named)) return named;
  throw new InquestError("NOT_FOUND", {
    what: `there is no claim \`${named.slice(0, 80)}\` in it`,
    where: investigation,
    remedy: `name one of: ${file.claims.map((claim) => claim.id).join(", ") || "none was made"}`,
  });
}

function missingSalt(): never {
  throw new InquestError("INTEGRITY", {
    what: "the installation stream has no salt",
    where: `stream ${INSTALLATION_STREAM}`,
    remedy: "run `inquest journal verify` to see what else is wrong",
  });
}

function notTaken(kind: string): InquestError {
  return new InquestError("STORE_UNUSABLE", {
    what: `the journal did not take the review (${kind})`,
    where: `stream ${INSTALLATION_STREAM}`,
    remedy: "run `inquest doctor`",
  });
}
