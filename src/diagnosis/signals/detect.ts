/**
 * Runs every detector over the facts. What comes out proposes and proves nothing: a claim is checked by assertions,
 * with statistics of their own.
 *
 * 1. Pure and deterministic: the same facts give the same observations in the same order.
 * 2. Every observation cites a record that the facts hold.
 * 3. Bad telemetry is dropped with a reason, never guessed.
 */
import { entityKey } from "../../core/entity.js";
import type { Observation } from "../../core/observation.js";
import type { Facts } from "../assertions/facts.js";
import { alerts } from "./alerts.js";
import { changePoint } from "./change-point.js";
import { changes } from "./changes.js";
import type { Context, Detection, Detector } from "./detector.js";
import { edgeShift } from "./edge-shift.js";
import { errorOrigin } from "./error-origin.js";
import { events } from "./events.js";
import { gaps } from "./gaps.js";
import { lockWaits } from "./lock-waits.js";
import { logTemplates } from "./log-templates.js";
import { robustShift } from "./robust-shift.js";
import { saturation } from "./saturation.js";
import { spanTimes } from "./span-times.js";
import { states } from "./states.js";
import { telemetryQuality } from "./usable-series.js";

export const DETECTORS: readonly Detector[] = [
  robustShift,
  changePoint,
  saturation,
  gaps,
  logTemplates,
  errorOrigin,
  spanTimes,
  edgeShift,
  lockWaits,
  states,
  events,
  changes,
  alerts,
  telemetryQuality,
];

/** All that the detectors see, largest first, and what they would not look at. */
export function detectAll(facts: Facts, context: Context): Detection {
  const detections = DETECTORS.map((detector) => detector.detect(facts, context));
  return {
    observations: detections.flatMap(({ observations }) => observations).sort(bySize),
    dropped: detections.flatMap(({ dropped }) => dropped),
  };
}

export function detect(facts: Facts, context: Context): readonly Observation[] {
  return detectAll(facts, context).observations;
}

function bySize(a: Observation, b: Observation): number {
  return b.size - a.size || compareText(keyOf(a), keyOf(b));
}

function keyOf({ entity, detector, signal, subject }: Observation): string {
  return `${entityKey(entity)} ${detector} ${signal} ${subject}`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
