import { windowContains } from "../../../core/time.js";
import type { Facts } from "../../assertions/facts.js";
import { type Candidate, type FaultFamily, never, predicts, seen } from "../family.js";
import { changed, changedJustBefore, leadWindow, logged, shifted, state, UNREACHABLE } from "../signs.js";

/** Which setting, from what to what, as the change tells it. */
function changeBack(candidate: Candidate, facts: Facts): string {
  const lead = leadWindow(candidate);
  const change = facts
    .changes(candidate.entity)
    .map(({ record }) => record)
    .findLast((record) => record.change === "configuration" && windowContains(lead, record.time));
  const field = change?.fields[0];
  if (change === undefined || field === undefined) return "set the address back to what it was before the change";
  const value = JSON.stringify(field.before)?.slice(0, 160) ?? "";
  return `set ${field.path.slice(0, 120)} back to ${value}${change.reference === "" ? "" : ` (changed by ${change.reference.slice(0, 60)})`}`;
}

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
  mitigate: (c, facts) => [
    {
      kind: "revert-configuration",
      target: c.entity,
      risk: "low",
      what: changeBack(c, facts),
      rollback: "apply the change again",
      success: "no call of the service is refused, and its error rate is back at its reference within a minute",
    },
  ],
};
