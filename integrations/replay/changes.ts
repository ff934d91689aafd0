import { sameEntity } from "../../src/core/entity.js";
import { windowContains } from "../../src/core/time.js";
import { coverageOf, lookAt } from "./look-at.js";
import { sqlEntity, sqlSelect, sqlWindow } from "./question-text.js";
import { type Draft, outside, type StreamQuestion } from "./stream-question.js";

/** Changes of a window, oldest first. */
export const changesList: StreamQuestion<"changes.list", "changes"> = {
  capability: "changes.list",
  stream: "changes",
  provenance: "observed",
  answer({ entity, window }, view): Draft {
    const asked = sqlSelect("*", "changes", [...sqlEntity(entity), ...sqlWindow("time", window)], "ORDER BY time");
    const result = lookAt(view, window, entity);
    if (result.kind === "outside") return outside(result.why, asked);
    const { look } = result;
    const records = view.lines.filter(
      (change) =>
        windowContains(look.window, change.time) && (entity === undefined || sameEntity(change.entity, entity)),
    );
    return {
      records: records.sort((a, b) => a.time - b.time),
      coverage: [coverageOf(look, "change")],
      omitted: look.omitted,
      unavailable: null,
      asked,
      keep: "newest",
      limit: undefined,
    };
  },
};
