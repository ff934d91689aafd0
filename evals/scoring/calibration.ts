/** How far stated probabilities are from what came true. */
import { mean } from "./statistics.js";

export interface Forecast {
  /** The stated probability that the answer is right, 0 to 1. */
  readonly confidence: number;
  readonly right: boolean;
}

export const BINS = 10;

/**
 * Expected calibration error over bins of equal mass: forecasts in order of confidence, cut into ten parts whose
 * sizes differ by one at most; the mean distance of each part's confidence from its share of right answers, by size.
 * Forecasts of equal confidence are alike: each counts with the share of right ones among them, so that neither the
 * order of cases nor where a cut falls between equals can be seen in it.
 */
export function expectedCalibrationError(forecasts: readonly Forecast[]): number | null {
  if (forecasts.length === 0) return null;
  const sorted = shownOf(forecasts).toSorted((a, b) => a.stated - b.stated);
  let error = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    const part = sorted.slice(Math.floor((bin * sorted.length) / BINS), Math.floor(((bin + 1) * sorted.length) / BINS));
    const stated = mean(part.map((forecast) => forecast.stated));
    const shown = mean(part.map((forecast) => forecast.shown));
    if (stated !== null && shown !== null) error += (part.length / sorted.length) * Math.abs(stated - shown);
  }
  return error;
}

function shownOf(forecasts: readonly Forecast[]): readonly { readonly stated: number; readonly shown: number }[] {
  const equals = new Map<number, { of: number; right: number }>();
  for (const { confidence, right } of forecasts) {
    const known = equals.get(confidence) ?? { of: 0, right: 0 };
    equals.set(confidence, { of: known.of + 1, right: known.right + Number(right) });
  }
  return forecasts.map(({ confidence }) => {
    const { of, right } = equals.get(confidence) ?? { of: 1, right: 0 };
    return { stated: confidence, shown: right / of };
  });
}

/** Mean squared distance of confidence and outcome (G. W. Brier, 1950). */
export function brierScore(forecasts: readonly Forecast[]): number | null {
  return mean(forecasts.map(({ confidence, right }) => (confidence - Number(right)) ** 2));
}
