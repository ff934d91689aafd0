/** *Nothing is wrong* as a claim: the signals that the alert is about, within what they were before. */
import type { AssertionOf } from "../../core/assertion.js";
import { GOLDEN_SIGNALS } from "../../core/golden-signals.js";
import type { ProposedHypothesis } from "../../core/hypothesis.js";
import type { Window } from "../../core/time.js";
import type { SeatView } from "../../core/view.js";
import type { Facts } from "../../diagnosis/assertions/facts.js";
import { median } from "../../diagnosis/assertions/plain-statistics.js";
import { type Samples, valuesIn } from "../../diagnosis/assertions/samples.js";
import { CALM_MS, type ReadScene } from "./scene.js";
import { part } from "./state-claim.js";

/** Within normal range: under this many times the highest of what was usual. */
const HEADROOM = 1.5;
const MOST_SERIES = 8;

/** Null where no signal of the symptom's entity can be shown to be as it was. */
export function stateNoFault(view: SeatView, facts: Facts, scene: ReadScene): ProposedHypothesis | null {
  const { reference } = scene;
  if (reference === null || (scene.quiet.length === 0 && !scene.recovered)) return null;
  const window = scene.recovered ? { from: view.now - CALM_MS, to: view.now } : latestPart(scene.window, view.now);
  const levels = GOLDEN_SIGNALS.filter(([, direction]) => direction === "up").flatMap(([role]) =>
    facts.series(scene.symptom.entity, { role }).flatMap((series) => calm(series, window, reference)),
  );
  if (levels.length === 0) return null;
  return {
    kind: "no-fault",
    why: scene.recovered || scene.onset !== null ? "recovered" : "within-normal-range",
    symptom: scene.symptom,
    window,
    reference,
    parts: levels
      .slice(0, MOST_SERIES)
      .map((level) => part("symptom", level, facts))
      .filter(({ cites }) => cites.length > 0),
    prediction: { kind: "none-available", why: "what is as ever predicts nothing new" },
    mitigations: [],
  };
}

/** From the claimed beginning to the present: an alert that has ended says nothing about the time after it. */
function latestPart(window: Window, now: number): Window {
  return { from: window.from, to: Math.max(window.to, now) };
}

function calm(series: Samples, window: Window, reference: Window): readonly AssertionOf<"level">[] {
  const [usual, now] = [valuesIn(series, reference), valuesIn(series, window)];
  if (usual.length < 5 || now.length < 3) return [];
  const bound = Math.max(HEADROOM * median(usual), Math.max(...usual));
  if (bound <= 0 || median(now) > bound) return [];
  return [
    {
      kind: "level",
      entity: series.entity,
      series: { metric: series.metric, role: series.role, labels: series.labels },
      window,
      aggregate: "median",
      op: "below",
      bound: bound * 1.000001,
    },
  ];
}
