import type { RecordedSeries } from "../../src/core/recording.js";
import type { Instant, Window } from "../../src/core/time.js";
import { type SampleGrid, sampleGrid } from "./sample-grid.js";
import type { Samples } from "./samples.js";
import type { ScrapeTimes } from "./scrape-times.js";

/** What of a series is told. */
export interface Range {
  readonly window: Window;
  readonly stepMs: number | undefined;
  /** The recording's present. */
  readonly now: Instant;
  /** When the entity was looked at. */
  readonly scrapes: ScrapeTimes;
}

/** A raw series with its samples in order. */
export interface Sampled {
  readonly metric: string;
  readonly labels: RecordedSeries["labels"];
  readonly samples: Samples;
}

/** The values of one told series; null where there is none though somebody looked. */
export type Points = readonly { readonly at: Instant; readonly value: number | null }[];

/** The times at which series that are told as one are told. */
export function gridOf(sampled: readonly Sampled[], { window, stepMs }: Range): SampleGrid {
  return sampleGrid(
    sampled.map(({ samples }) => samples),
    window,
    stepMs,
  );
}
