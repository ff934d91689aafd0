/** A small shop in which one service computes all the time, and the true claim about it. */
import { type EntityRef, entityKey, parseEntity } from "../../src/core/entity.js";
import type { ProposedHypothesis } from "../../src/core/hypothesis.js";
import type { MetricRole } from "../../src/core/metric-role.js";
import type { Move } from "../../src/core/move.js";
import type { SeatView } from "../../src/core/view.js";
import { BEGIN, MiniIncident, NOW, ONSET } from "./mini-incident.js";

export const WHOLE = { from: BEGIN, to: NOW };
export const WINDOW = { from: ONSET, to: NOW };
export const REFERENCE = { from: BEGIN, to: ONSET - 30_000 };
export const ORDERS = parseEntity("service:shop/orders");
export const GATEWAY = parseEntity("service:shop/gateway");

export function shop(): MiniIncident {
  return new MiniIncident()
    .calls("service:shop/gateway", "service:shop/orders")
    .service("service:shop/gateway", { latency: { before: 0.05, during: 0.9 } })
    .service("service:shop/orders", { latency: { before: 0.03, during: 0.8 }, cpu: { before: 0.2, during: 0.95 } })
    .service("service:shop/stock")
    .service("service:shop/mail")
    .alert("service:shop/gateway", "HighLatency");
}

export function ask(role: MetricRole): Move {
  return { kind: "query", query: { capability: "metrics.range", params: { role, window: WHOLE } }, reason: "look" };
}

export const look = (): readonly Move[] => [ask("latency"), ask("cpu")];

export function shifted(entity: EntityRef, role: MetricRole) {
  return {
    kind: "shifted" as const,
    entity,
    series: { role },
    window: WINDOW,
    reference: REFERENCE,
    direction: "up" as const,
    factor: 2,
  };
}

/** The record of an entity in the evidence that was asked for by role. */
export function citeSeries(view: SeatView, role: MetricRole, entity: EntityRef) {
  const found = view.evidence.find(({ query }) => query.capability === "metrics.range" && query.params.role === role);
  const record = found?.answer.records.findIndex(
    (one) => one.kind === "series" && entityKey(one.entity) === entityKey(entity),
  );
  return [{ evidence: found?.id ?? "0".repeat(64), record: Math.max(0, record ?? 0) }];
}

export type FaultClaim = Extract<ProposedHypothesis, { kind: "fault" }>;

export function trueClaim(view: SeatView): FaultClaim {
  return {
    kind: "fault",
    cause: { entity: ORDERS, fault: "runtime/cpu-saturation", since: ONSET },
    path: [ORDERS, GATEWAY],
    symptom: { entity: GATEWAY, signal: "latency", direction: "up", since: ONSET, from: "alert" },
    window: WINDOW,
    reference: REFERENCE,
    parts: [
      { part: "cause", assertion: shifted(ORDERS, "cpu"), cites: citeSeries(view, "cpu", ORDERS) },
      { part: "symptom", assertion: shifted(GATEWAY, "latency"), cites: citeSeries(view, "latency", GATEWAY) },
    ],
    prediction: { kind: "none-available", why: "a script predicts nothing" },
    mitigations: [],
  };
}

export function propose(claim: ProposedHypothesis): Move {
  return { kind: "propose", hypothesis: claim, rank: 1, standing: 2, remark: "orders computes" };
}

export const conclude = (): readonly Move[] => [{ kind: "conclude", why: "done", settledBy: null }];
