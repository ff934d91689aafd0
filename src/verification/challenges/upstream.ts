/** The claimed cause is itself explained by something further up: what it depends on got worse first, and in its own right. */
import type { AssertionOf } from "../../core/assertion.js";
import type { CapabilityName } from "../../core/capability.js";
import { type EntityRef, entityKey, sameEntity } from "../../core/entity.js";
import type { Hypothesis } from "../../core/hypothesis.js";
import type { MetricRole } from "../../core/metric-role.js";
import type { Query } from "../../core/query.js";
import { evaluate } from "../../diagnosis/assertions/evaluate.js";
import { broken, type FloorChallenge, survived, undecided } from "../challenge.js";
import { causeParts } from "../claim-parts.js";
import type { Ground } from "../ground.js";
import { TOLERANCE_MS } from "./timing.js";

/** What a dependency shows when it harms those who call it. */
const WORSE: readonly (readonly [MetricRole, "up" | "down"])[] = [
  ["latency", "up"],
  ["error-rate", "up"],
  ["availability", "down"],
];
/** A dependency must be this much worse to take the blame. */
const FACTOR = 2;

export const upstream: FloorChallenge = {
  kind: "upstream",
  appliesTo: (claim) => claim.kind === "fault" && claim.reference !== null && !pushesLoad(claim),
  required: () => false,
  questions({ claim, offered }) {
    const edges = claim.kind === "fault" ? edgesOf(claim.cause.entity, claim, offered) : [];
    const signals = WORSE.slice(0, 2).map(([role]) => ({
      query: { capability: "metrics.range" as const, params: { role, window: wholeOf(claim) } },
      why: "is something that it depends on worse",
    }));
    return [...edges.map((query) => ({ query, why: "what does it depend on" })), ...signals];
  },
  judge(ground) {
    const dependencies = dependenciesOf(ground);
    if (dependencies.length === 0) return survived("it depends on nothing that is known");
    const readings = dependencies.flatMap((entity) =>
      checks(entity, ground.claim).map((claim) => ({ entity, ...evaluate(claim, ground.facts) })),
    );
    const since = ground.claim.kind === "fault" ? ground.claim.cause.since : null;
    const worse = readings.find(
      ({ truth, onset }) => truth === "holds" && (since === null || onset === null || onset <= since + TOLERANCE_MS),
    );
    if (worse !== undefined) {
      return broken(`${entityKey(worse.entity)}, which it depends on, is worse itself: ${worse.why}`, {
        basis: worse.basis,
      });
    }
    const looked = readings.filter(({ truth }) => truth === "fails");
    if (looked.length === 0) return undecided("how its dependencies are was not seen");
    return survived(`none of its ${dependencies.length} dependencies got worse before it`);
  },
};

function edgesOf(entity: EntityRef, { window }: Hypothesis, offered: ReadonlySet<CapabilityName>): readonly Query[] {
  if (offered.has("topology.edges")) return [{ capability: "topology.edges", params: { entity } }];
  return offered.has("traces.edges") ? [{ capability: "traces.edges", params: { entity, window } }] : [];
}

function wholeOf({ window, reference }: Hypothesis): Hypothesis["window"] {
  return { from: Math.min(window.from, reference?.from ?? window.from), to: window.to };
}

/** Who sends more than before harms what it calls: that its dependencies suffer is the claim, not an objection. */
function pushesLoad(claim: Hypothesis): boolean {
  return causeParts(claim).some(
    ({ assertion }) =>
      assertion.kind === "shifted" &&
      assertion.direction === "up" &&
      (assertion.series.role ?? "").endsWith("request-rate"),
  );
}

function dependenciesOf({ claim, facts }: Ground): readonly EntityRef[] {
  if (claim.kind !== "fault") return [];
  const { entity } = claim.cause;
  const found = new Map<string, EntityRef>();
  for (const { record } of facts.edges(entity)) {
    if (sameEntity(record.from, entity) && !sameEntity(record.to, entity)) found.set(entityKey(record.to), record.to);
  }
  return [...found.values()];
}

function checks(entity: EntityRef, { window, reference }: Hypothesis): readonly AssertionOf<"shifted">[] {
  if (reference === null) return [];
  return WORSE.map(([role, direction]) => ({
    kind: "shifted" as const,
    entity,
    series: { role },
    window,
    reference,
    direction,
    factor: FACTOR,
  }));
}
