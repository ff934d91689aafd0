import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brierScore, expectedCalibrationError, type Forecast } from "../../../evals/scoring/calibration.js";

const forecast = fc.record({ confidence: fc.float({ min: 0, max: 1, noNaN: true }), right: fc.boolean() });

/** One forecast at a time into the bin that its place in the order says. */
function naiveError(forecasts: readonly Forecast[]): number {
  const sorted = [...forecasts].sort((a, b) => a.confidence - b.confidence);
  const bins: Forecast[][] = Array.from({ length: 10 }, () => []);
  for (const [place, one] of sorted.entries()) {
    const bin = bins.findIndex((_, index) => place < Math.floor(((index + 1) * sorted.length) / 10));
    bins[bin]?.push(one);
  }
  const shown = (one: Forecast): number => {
    const equals = forecasts.filter((other) => other.confidence === one.confidence);
    return equals.filter((other) => other.right).length / equals.length;
  };
  return bins
    .map((bin) => Math.abs(bin.reduce((sum, one) => sum + one.confidence - shown(one), 0)) / sorted.length)
    .reduce((sum, error) => sum + error, 0);
}

describe("the expected calibration error", () => {
  it("is nothing for certainties that come true, and one for certainties that do not", () => {
    expect(expectedCalibrationError(Array.from({ length: 40 }, () => ({ confidence: 1, right: true })))).toBe(0);
    expect(expectedCalibrationError(Array.from({ length: 40 }, () => ({ confidence: 1, right: false })))).toBeCloseTo(
      1,
      12,
    );
  });

  it("is worked out by hand for ten forecasts, one to a bin", () => {
    const forecasts = [0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95].map((confidence) => ({
      confidence,
      right: confidence > 0.5,
    }));
    expect(expectedCalibrationError(forecasts)).toBeCloseTo(0.25, 10);
  });

  it("is nothing for a constant forecaster that is right as often as it says", () => {
    const forecasts = Array.from({ length: 100 }, (_, n) => ({ confidence: 0.95, right: n % 20 !== 0 }));
    expect(expectedCalibrationError(forecasts)).toBeCloseTo(0, 10);
  });

  it("equals a naive count in bins of equal mass, whatever the order", () => {
    fc.assert(
      fc.property(fc.array(forecast, { minLength: 1, maxLength: 60 }), (forecasts) => {
        expect(expectedCalibrationError(forecasts)).toBeCloseTo(naiveError(forecasts), 8);
        expect(expectedCalibrationError(forecasts.toReversed())).toBeCloseTo(naiveError(forecasts), 8);
      }),
    );
  });

  it("does not exist where nothing was forecast", () => {
    expect(expectedCalibrationError([])).toBeNull();
    expect(brierScore([])).toBeNull();
  });
});

describe("the Brier score", () => {
  it("is the mean squared distance", () => {
    expect(
      brierScore([
        { confidence: 0.9, right: true },
        { confidence: 0.8, right: false },
      ]),
    ).toBeCloseTo((0.01 + 0.64) / 2, 12);
  });
});
