import { type FaultFamily, never, predicts, seen } from "../family.js";
import { changed, changedJustBefore, logged, shifted, state, UNREACHABLE } from "../signs.js";

/** After a change of configuration a service calls an address at which nobody, or somebody else, listens. */
export const wrongAddress: FaultFamily = {
  id: "change/wrong-address",
  title: "its configuration names an address at which its peer is not",
  on: ["service", "workload"],
  prior: "uncommon",
  reach: "callers",
  breaks: "an address in a configuration names something that listens",
  suggestedBy: [
    { signal: "error-rate", directions: ["up"], suspect: "entity" },
    { signal: "change", directions: ["appeared"], suspect: "entity" },
    { signal: "logs", directions: ["appeared", "up", "is"], suspect: "entity" },
    { signal: "outgoing-error-rate", directions: ["up"], suspect: "entity" },
    { signal: "spans", directions: ["appeared", "up"], suspect: "entity" },
  ],
  expect: [
    seen("configuration.changed", (c) => changed(c, ["configuration"]), {
      ifTrue: "nearly-always",
      otherwise: "seldom",
    }),
    seen("change.just-before", (c) => changedJustBefore(c, ["configuration"]), {
      ifTrue: "mostly",
      otherwise: "now-and-then",
    }),
    seen("peer.unreachable", (c) => logged(c, c.entity, UNREACHABLE), { ifTrue: "nearly-always", otherwise: "seldom" }),
    seen("outgoing-errors.up", (c) => shifted(c, "outgoing-error-rate", "up", 2), {
      ifTrue: "mostly",
      otherwise: "seldom",
      group: "errors",
    }),
    seen("errors.up", (c) => shifted(c, "error-rate", "up", 2), {
      ifTrue: "mostly",
      otherwise: "now-and-then",
      group: "errors",
    }),
    predicts(
      "spans.unreachable",
      ({ entity, window }) => ({ kind: "happened", entity, reasons: [], text: UNREACHABLE, sources: ["span"], window }),
      { ifTrue: "nearly-always", otherwise: "seldom" },
    ),
  ],
  // A peer that is gone is unreachable whatever the configuration says.
  forbids: [
    never("callee.not-running", (c) =>
      c.callees.map((entity) => state({ ...c, entity }, "process", [{ path: "running", op: "equals", value: false }])),
    ),
    never("callee.down", (c) =>
      c.callees.map((entity) => ({
        kind: "level",
        entity,
        series: { role: "availability" },
        window: c.window,
        aggregate: "median",
        op: "below",
        bound: 0.5,
      })),
    ),
  ],
  lookalikes: [
    { fault: "runtime/service-down", toldApartBy: "process.not-running" },
    { fault: "change/bad-deploy", toldApartBy: "configuration.changed" },
  ],
  mitigate: ({ entity }) => [
    {
      kind: "revert-configuration",
      target: entity,
      risk: "low",
      what: "set the address back to what it was before the change",
      rollback: "apply the change again",
      success: "no call of the service is refused, and its error rate is back at its reference within a minute",
    },
  ],
};
