import type { EntityRef } from "../../../core/entity.js";
import { type Candidate, type FaultFamily, predicts, seen } from "../family.js";
import { changed, changedJustBefore, logged, shifted, state } from "../signs.js";

/** A flag says nothing of itself: who runs the path behind it is, as far as is known, where it hurts. */
function behind({ entity, symptom }: Candidate): EntityRef {
  return entity.kind === "flag" ? symptom.entity : entity;
}

/** A feature flag was switched, and the path behind it does not work. */
export const badFlag: FaultFamily = {
  id: "change/bad-flag",
  title: "a feature flag opened a path of it that fails",
  on: ["service", "workload", "flag"],
  prior: "uncommon",
  reach: "callers",
  breaks: "a flag opens paths that work",
  suggestedBy: [{ signal: "change", directions: ["appeared"], suspect: "entity" }],
  expect: [
    seen("flag.changed", (c) => changed(c, ["flag"]), { ifTrue: "nearly-always", otherwise: "now-and-then" }),
    seen("change.just-before", (c) => changedJustBefore(c, ["flag"]), { ifTrue: "mostly", otherwise: "now-and-then" }),
    seen("errors.up", (c) => shifted(c, "error-rate", "up", 2, behind(c)), {
      ifTrue: "mostly",
      otherwise: "seldom",
      group: "worse",
    }),
    seen("latency.up", (c) => shifted(c, "latency", "up", 1.5, behind(c)), {
      ifTrue: "now-and-then",
      otherwise: "seldom",
      group: "worse",
    }),
    seen("errors.logged", (c) => logged(c, behind(c), ["Error", "Exception", "fail", "timeout"], "warn"), {
      ifTrue: "now-and-then",
      otherwise: "seldom",
    }),
    predicts("flag.stands", (c) => (c.entity.kind === "flag" ? state(c, "flag", []) : []), {
      ifTrue: "nearly-always",
      otherwise: "mostly",
    }),
  ],
  forbids: [],
  lookalikes: [{ fault: "change/bad-deploy", toldApartBy: "release.new" }],
  mitigate: ({ entity }) => [
    {
      kind: "disable-flag",
      target: entity,
      risk: "low",
      what: "switch the flag back",
      rollback: "switch it on again",
      success: "error rate and latency at their reference within a minute",
    },
  ],
};
