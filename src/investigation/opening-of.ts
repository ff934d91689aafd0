import type { Integration } from "../core/ports/integration.js";
import type { Mind } from "../core/ports/mind.js";
import { offersOf } from "./offers.js";
import type { Opening } from "./open.js";
import type { Makings } from "./replay-and-compare.js";

/** What one investigation may spend, where nobody says otherwise. */
const DEFAULT_CALLS = 40;
const DEFAULT_TIME_MS = 10 * 60_000;
const DEFAULT_THRESHOLD = 0.8;

/** Controls of zero-trust.md that this build does not have: named in each journal and report, never pretended. */
export const CONTROLS_ABSENT: readonly string[] = [
  "Z4-sandbox",
  "Z5-access-tokens",
  "Z7-scope-by-neighbourhood",
  "Z9-behaviour-monitor",
  "Z12-data-governance",
  "Z14-segmentation",
  "Z15-egress-ledger",
  "Z16-quarantined-reader",
  "Z18-memory-hygiene",
  "Z19-approvals",
  "Z20-maturity",
  "Z21-plain-language-policy",
  "Z23-siem",
];

export interface OpeningParts {
  readonly makings: Makings;
  readonly integrations: readonly Integration[];
  /** What each integration declares, in one digest. */
  readonly digestOf: (integration: Integration) => string;
  readonly investigator: Mind;
  /** Null: the built-in challenges alone. */
  readonly verifier: Mind | null;
  readonly calls: number | null;
  readonly timeMs: number | null;
  readonly threshold: number | null;
}

/** Everything but the incident that an investigation of a recording opens with. */
export function openingOf(parts: OpeningParts): Omit<Opening, "incident" | "salt"> {
  const { makings, integrations, digestOf, investigator, verifier } = parts;
  return {
    ...makings,
    mode: "recording",
    offers: offersOf(integrations),
    integrations: integrations.map((one) => ({
      instance: one.instance,
      version: one.manifest.version,
      manifest: digestOf(one),
    })),
    calls: parts.calls ?? DEFAULT_CALLS,
    timeMs: parts.timeMs ?? DEFAULT_TIME_MS,
    threshold: parts.threshold ?? DEFAULT_THRESHOLD,
    accepted: [],
    controlsAbsent: CONTROLS_ABSENT,
    minds: { investigator, verifier },
  };
}
