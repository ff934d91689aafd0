import { type FaultFamily, never, predicts, seen } from "../family.js";
import { anyShifted, changed, changedJustBefore, logged, shifted } from "../signs.js";

/** A new release does what the old one did not: it throws, or it is slow. */
export const badDeploy: FaultFamily = {
  id: "change/bad-deploy",
  title: "a new release of it fails",
  on: ["service", "workload", "function"],
  prior: "common",
  reach: "callers",
  breaks: "a release behaves like the one before it",
  suggestedBy: [{ signal: "change", directions: ["appeared"], suspect: "entity" }],
  expect: [
    seen("release.new", (c) => changed(c, ["deploy"]), { ifTrue: "nearly-always", otherwise: "seldom" }),
    seen("change.just-before", (c) => changedJustBefore(c, ["deploy"]), {
      ifTrue: "mostly",
      otherwise: "now-and-then",
    }),
    seen("errors.up", (c) => shifted(c, "error-rate", "up", 2), {
      ifTrue: "mostly",
      otherwise: "seldom",
      group: "worse",
    }),
    seen("latency.up", (c) => shifted(c, "latency", "up", 1.5), {
      ifTrue: "now-and-then",
      otherwise: "seldom",
      group: "worse",
    }),
    seen("errors.logged", (c) => logged(c, c.entity, ["Error", "Exception", "panic", "undefined", "null"], "error"), {
      ifTrue: "mostly",
      otherwise: "seldom",
    }),
    predicts(
      "spans.fail",
      ({ entity, window }) => ({
        kind: "happened",
        entity,
        reasons: [],
        text: [],
        sources: ["span"],
        minSeverity: "error",
        window,
      }),
      {
        ifTrue: "mostly",
        otherwise: "seldom",
      },
    ),
  ],
  forbids: [
    never("callees.errors-up", (c) => anyShifted(c, c.callees, "error-rate", "up", 2), "callees.worse"),
    never("callees.latency-up", (c) => anyShifted(c, c.callees, "latency", "up", 2), "callees.worse"),
    never("calls.slower", (c) => shifted(c, "outgoing-latency", "up", 2), "callees.worse"),
  ],
  lookalikes: [
    { fault: "change/wrong-address", toldApartBy: "configuration.changed" },
    { fault: "change/bad-flag", toldApartBy: "flag.changed" },
  ],
  mitigate: ({ entity }) => [
    {
      kind: "roll-back",
      target: entity,
      risk: "medium",
      what: "go back to the release before",
      rollback: "deploy the present release again",
      success: "error rate and latency at their reference within five minutes",
    },
  ],
};
