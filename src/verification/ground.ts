/** What a challenge may look at: the claim, what it cites, and what the verifier asked itself. Nothing else of the investigator's. */

import type { CapabilityName } from "../core/capability.js";
import type { Citation } from "../core/citation.js";
import type { EvidenceId } from "../core/evidence.js";
import type { Hypothesis } from "../core/hypothesis.js";
import type { Query } from "../core/query.js";
import type { SeatView } from "../core/view.js";
import { Facts } from "../diagnosis/assertions/facts.js";
import type { RecordRef } from "../diagnosis/assertions/record-index.js";

export interface Ground {
  readonly view: SeatView;
  readonly claim: Hypothesis;
  /** Cited and own evidence together. */
  readonly facts: Facts;
  readonly cited: Facts;
  readonly own: Facts;
  readonly sources: ReadonlyMap<EvidenceId, Uint8Array>;
  readonly offered: ReadonlySet<CapabilityName>;
}

export function groundOf(view: SeatView, claim: Hypothesis, sources: ReadonlyMap<EvidenceId, Uint8Array>): Ground {
  const facts = new Facts(view.evidence);
  const own = view.calls.flatMap((call) => call.evidence ?? []);
  const cited = claim.parts.flatMap((part) => part.cites.map((cite) => cite.evidence));
  const offered = new Set(view.offers.map((offer) => offer.capability));
  return { view, claim, facts, cited: facts.withOnly(cited), own: facts.withOnly(own), sources, offered };
}

/**
 * Whether an answer to this very question lies before the verifier: its own, or one that the claim cites. A refusal
 * counts too. Putting the same question again to the same source would show nothing new.
 */
export function wasAsked({ view }: Ground, query: Query): boolean {
  const key = questionKey(query);
  const asked = [...view.calls.flatMap((call) => call.query ?? []), ...view.evidence.map((evidence) => evidence.query)];
  return asked.some((one) => questionKey(one) === key);
}

export function questionKey(query: Query): string {
  return JSON.stringify([query.capability, Object.entries(query.params).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** Records that decided, as citations; records longer than a citation may be are cited by their beginning. */
export function citationsOf(
  { facts, sources }: Pick<Ground, "facts" | "sources">,
  basis: readonly RecordRef[],
): readonly Citation[] {
  return basis.slice(0, MOST_CITATIONS).flatMap(({ evidence, record }) => {
    const at = facts.evidence.find((one) => one.id === evidence)?.answer.records[record]?.at;
    const source = sources.get(evidence);
    if (at === undefined || source === undefined) return [];
    const range = [at[0], Math.min(at[1], at[0] + MOST_BYTES)] as const;
    return [{ evidence, record, range, quote: new TextDecoder().decode(source.subarray(...range)) }];
  });
}

const MOST_CITATIONS = 4;
const MOST_BYTES = 16_384;
