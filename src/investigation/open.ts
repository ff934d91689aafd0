/** The first entries of an investigation: what it is about, who sits where, and everything that may decide its course. */
import { sha256 } from "../core/digest.js";
import type { EventOf } from "../core/event.js";
import type { Incident } from "../core/incident.js";
import type { Mind } from "../core/ports/mind.js";
import type { Offer } from "../core/view.js";
import { verifierCalls } from "./budget.js";
import type { CaseJournal } from "./case-journal.js";

type Opened = EventOf<"investigation.opened">["data"];

export interface Opening {
  readonly incident: Incident;
  readonly mode: Opened["mode"];
  readonly engine: string;
  readonly salt: Uint8Array;
  readonly digests: Opened["digests"];
  readonly offers: readonly Offer[];
  readonly integrations: Opened["integrations"];
  readonly calls: number;
  readonly timeMs: number;
  readonly threshold: number;
  readonly accepted: readonly string[];
  readonly controlsAbsent: readonly string[];
  readonly minds: { readonly investigator: Mind; readonly verifier: Mind | null };
}

/** The mind's name in the journal where the floor sits alone. */
export const FLOOR_ALONE = "floor";

export async function openInvestigation(journal: CaseJournal, opening: Opening): Promise<void> {
  const incident = journal.bodyOf(opening.incident, "confidential");
  const offers = journal.bodyOf(opening.offers, "internal");
  const share = verifierCalls(opening.calls);
  const data: Opened = {
    incident: incident.id,
    offers: offers.id,
    mode: opening.mode,
    engine: opening.engine,
    saltCommitment: sha256(opening.salt),
    digests: opening.digests,
    integrations: opening.integrations,
    budget: {
      calls: opening.calls,
      verifierCalls: share,
      timeMs: opening.timeMs,
      modelTokens: null,
      moneyMicros: null,
    },
    threshold: opening.threshold,
    accepted: opening.accepted,
    controlsAbsent: opening.controlsAbsent,
  };
  await journal.record([
    { event: { type: "investigation.opened", data }, bodies: [incident, offers] },
    { event: seatOpened("investigator", opening.minds.investigator, opening.calls - share), bodies: [] },
    { event: seatOpened("verifier", opening.minds.verifier, share), bodies: [] },
  ]);
}

function seatOpened(seat: "investigator" | "verifier", mind: Mind | null, calls: number): EventOf<"seat.opened"> {
  const data = {
    seat,
    mind: mind?.id ?? FLOOR_ALONE,
    mindDigest: mind?.digest ?? sha256(FLOOR_ALONE),
    binding: "in-process" as const,
    publicKey: null,
    calls,
  };
  return { type: "seat.opened", data };
}
