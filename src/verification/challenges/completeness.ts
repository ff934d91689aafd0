/**
 * *Nothing is wrong*, says the claim, and something is: the verifier looks itself at all that users of the reported
 * entity feel, in the window that the report names, whatever signals and windows the claim speaks of.
 */
import type { AssertionOf } from "../../core/assertion.js";
import { type EntityRef, entityKey } from "../../core/entity.js";
import { GOLDEN_SIGNALS } from "../../core/golden-signals.js";
import type { Window } from "../../core/time.js";
import { evaluate } from "../../diagnosis/assertions/evaluate.js";
import { broken, type FloorChallenge, survived, undecided } from "../challenge.js";
import type { Ground } from "../ground.js";

/** An alert fires after its condition has held for a while. */
const ALERT_LAG_MS = 60_000;
/** What has recovered must have been well for this long. */
const CALM_MS = 30_000;
const FACTOR = 1.5;

export const completeness: FloorChallenge = {
  kind: "completeness",
  appliesTo: (claim) => claim.kind === "no-fault",
  required: () => true,
  questions(ground) {
    return checks(ground).map(({ entity, series, window, reference }) => ({
      query: {
        capability: "metrics.range" as const,
        params: { entity, ...roleOf(series), window: hull(window, reference) },
      },
      why: "is something wrong after all",
    }));
  },
  judge(ground) {
    const readings = checks(ground).map((claim) => ({ claim, ...evaluate(claim, ground.facts) }));
    const wrong = readings.find(({ truth }) => truth === "holds");
    if (wrong !== undefined)
      return broken(`something is wrong: ${wrong.why}`, { basis: wrong.basis, counter: wrong.claim });
    const well = readings.filter(({ truth }) => truth === "fails");
    if (well.length === 0) return undecided("nothing that users of it would feel was seen");
    const names = well.map(({ claim }) => claim.series.role).join(", ");
    return survived(`what users feel is as it was: ${names}`, {
      basis: well.flatMap(({ basis }) => basis.slice(0, 1)),
    });
  },
};

function checks(ground: Ground): readonly AssertionOf<"shifted">[] {
  const { claim } = ground;
  const reference = claim.reference;
  const window = reported(ground);
  if (reference === null || window === null || reference.to > window.from) return [];
  return entities(ground).flatMap((entity) =>
    GOLDEN_SIGNALS.map(([role, direction]) => ({
      kind: "shifted" as const,
      entity,
      series: { role },
      window,
      reference,
      direction,
      factor: FACTOR,
    })),
  );
}

/** From when it was reported to the present, or for what is said to have recovered its last moments. */
function reported({ view, claim }: Ground): Window | null {
  const since = view.incident.since ?? claim.window.from;
  const from = claim.kind === "no-fault" && claim.why === "recovered" ? view.now - CALM_MS : since - ALERT_LAG_MS;
  const floor = Math.max(from, claim.reference?.to ?? from);
  return floor < view.now ? { from: floor, to: view.now } : null;
}

/** Whom the report names, as the facts know them; else whom the claim speaks of. */
function entities({ view, claim, facts }: Ground): readonly EntityRef[] {
  const named =
    view.incident.scope.length > 0 ? view.incident.scope : view.incident.alerts.flatMap(({ entity }) => entity ?? []);
  const known = new Map<string, EntityRef>();
  for (const { record } of facts.all("series")) {
    const { entity } = record;
    if (named.some((one) => one.name === entity.name && (one.namespace === "" || one.namespace === entity.namespace)))
      known.set(entityKey(entity), entity);
  }
  return known.size > 0 ? [...known.values()] : [claim.symptom.entity];
}

function roleOf({ role }: AssertionOf<"shifted">["series"]) {
  return role === undefined ? {} : { role };
}

function hull(a: Window, b: Window): Window {
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}
