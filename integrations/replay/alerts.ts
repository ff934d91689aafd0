import { sameEntity } from "../../src/core/entity.js";
import { type Instant, windowOverlap } from "../../src/core/time.js";
import { coverageOf, lookAt } from "./look-at.js";
import { labelMatchers } from "./question-text.js";
import { type Draft, outside, type StreamLine, type StreamQuestion } from "./stream-question.js";

type Alert = StreamLine<"alerts">;

/** Alerts that fired at some time of the window, as they stood at the recording's present, latest start first. */
export const alertsList: StreamQuestion<"alerts.list", "alerts"> = {
  capability: "alerts.list",
  stream: "alerts",
  provenance: "observed",
  answer({ entity, window }, view): Draft {
    const asked = `amtool alert query --inhibited --silenced '${labelMatchers(entity).replaceAll("'", `'\\''`)}'`;
    const result = lookAt(view, window, entity);
    if (result.kind === "outside") return outside(result.why, asked);
    const { look } = result;
    const records = view.lines
      .filter(({ startsAt }) => startsAt <= view.now)
      .map((alert) => asOf(alert, view.now))
      .filter(
        (alert) =>
          windowOverlap(
            { from: alert.startsAt, to: Math.max(alert.endsAt ?? view.now, alert.startsAt) + 1 },
            look.window,
          ) !== null &&
          (entity === undefined || (alert.entity !== null && sameEntity(alert.entity, entity))),
      );
    return {
      records: records.sort((a, b) => b.startsAt - a.startsAt),
      coverage: [coverageOf(look, "alert")],
      omitted: look.omitted,
      unavailable: null,
      asked,
      keep: "first",
      limit: undefined,
    };
  },
};

/** An end that lies ahead is not known yet: the alert still fires. */
function asOf(alert: Alert, now: Instant): Alert {
  if (alert.endsAt === null || alert.endsAt <= now) return alert;
  return { ...alert, endsAt: null, state: alert.state === "resolved" ? "firing" : alert.state };
}
