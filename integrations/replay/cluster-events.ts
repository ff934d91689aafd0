import type { Params } from "../../src/core/capability.js";
import { sameEntity } from "../../src/core/entity.js";
import { windowContains } from "../../src/core/time.js";
import { coverageOf, lookAt } from "./look-at.js";
import { shellWord } from "./question-text.js";
import { type Draft, outside, type StreamQuestion } from "./stream-question.js";

/** Events of a window, oldest first. Events without a time are given only where no window was asked for. */
export const clusterEvents: StreamQuestion<"cluster.events", "events"> = {
  capability: "cluster.events",
  stream: "events",
  provenance: "observed",
  answer(params, view): Draft {
    const { entity, namespace, window } = params;
    const asked = kubectl(params);
    const result = lookAt(view, window, entity);
    if (result.kind === "outside") return outside(result.why, asked);
    const { look } = result;
    const about = view.lines.filter(
      (event) =>
        (entity === undefined || sameEntity(event.entity, entity)) &&
        (namespace === undefined || event.entity.namespace === namespace),
    );
    const undated = window === undefined ? 0 : about.filter(({ time }) => time === null).length;
    const records = about.filter(({ time }) =>
      time === null ? window === undefined : windowContains(look.window, time),
    );
    return {
      records: records.sort((a, b) => (a.time ?? -1) - (b.time ?? -1)),
      coverage: [coverageOf(look, "event")],
      omitted:
        undated === 0 ? look.omitted : [...look.omitted, { what: "events", why: "they tell no time", count: undated }],
      unavailable: null,
      asked,
      keep: "newest",
      limit: undefined,
    };
  },
};

function kubectl({ entity, namespace }: Params<"cluster.events">): string {
  const space = namespace ?? entity?.namespace ?? "";
  const where = space === "" ? "--all-namespaces" : `--namespace=${shellWord(space)}`;
  const about = entity === undefined ? "" : ` --field-selector=${shellWord(`involvedObject.name=${entity.name}`)}`;
  return `kubectl get events ${where}${about} --sort-by=.lastTimestamp`;
}
