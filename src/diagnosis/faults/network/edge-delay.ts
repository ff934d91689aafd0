import type { Assertion } from "../../../core/assertion.js";
import type { EntityRef } from "../../../core/entity.js";
import { type Candidate, type FaultFamily, never, predicts, seen } from "../family.js";
import { anyShifted, shifted } from "../signs.js";

/** Labels under which clients name whom they call. */
const PEER_LABELS = ["peer", "db", "peer_service", "server_address", "destination"] as const;

/** What a caller measures of its calls to the candidate. */
function towards({ entity, window, reference }: Candidate, caller: EntityRef): readonly Assertion[] {
  if (reference === null) return [];
  return PEER_LABELS.map((label) => ({
    kind: "shifted",
    entity: caller,
    series: { role: "outgoing-latency", labels: { [label]: entity.name } },
    window,
    reference,
    direction: "up",
    factor: 2,
  }));
}

/** Callers wait for it, and it does not know: the time goes between the two. */
export const edgeDelay: FaultFamily = {
  id: "network/edge-delay",
  title: "calls to it take long on the way, not in it",
  on: ["service", "workload", "pod", "database", "cache"],
  prior: "uncommon",
  reach: "callers",
  breaks: "a call takes as long as its callee says, and little more",
  suggestedBy: [
    { signal: "latency", directions: ["up"], suspect: "callees" },
    { signal: "outgoing-latency", directions: ["up"], suspect: "other" },
    { signal: "outgoing-latency", directions: ["up"], suspect: "callees" },
    { signal: "edge", directions: ["up"], suspect: "other" },
    { signal: "spans", directions: ["up"], suspect: "other" },
  ],
  expect: [
    seen("outgoing-latency.up", (c) => c.callers.flatMap((caller) => towards(c, caller)), {
      ifTrue: "nearly-always",
      otherwise: "seldom",
    }),
    seen("callers.latency-up", (c) => anyShifted(c, c.callers, "latency", "up", 1.5), {
      ifTrue: "nearly-always",
      otherwise: "now-and-then",
    }),
    predicts(
      "spans.slow",
      (c) =>
        c.callers.map((entity) => ({
          kind: "share" as const,
          entity,
          of: { over: "edge" as const, to: c.entity },
          window: c.window,
          op: "below" as const,
          bound: 0.2,
          minExposure: 20,
        })),
      { ifTrue: "nearly-always", otherwise: "mostly" },
    ),
  ],
  forbids: [never("latency.up", (c) => shifted(c, "latency", "up", 1.5))],
  lookalikes: [
    { fault: "runtime/cpu-saturation", toldApartBy: "cpu.up" },
    { fault: "dependency/slow-query", toldApartBy: "statements.run-long" },
  ],
  mitigate: ({ entity }) => [
    {
      kind: "call-owner",
      target: entity,
      risk: "low",
      what: "ask who owns the network between the callers and it: proxies, policies, congested links",
      rollback: "none needed",
      success: "callers see the latency that it reports itself",
    },
  ],
};
