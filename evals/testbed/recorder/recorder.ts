/** Watches a shop and makes a recording of what it saw. */
import { entityKey, metricRole, type RawRecord, RECORDING_FORMAT, type RecordedSeries } from "../../../src/index.js";
import { declaredEdges } from "../supervisor/declared.js";
import type { Observe } from "../supervisor/observe.js";
import type { Shop } from "../supervisor/shop.js";
import { alertmanagerPayload } from "./alertmanager-payload.js";
import { Repeat } from "./repeat.js";
import { type SpanRecord, sampleSpans } from "./span-sampler.js";
import type { Watch } from "./watch.js";
import { type RecordingContent, type StreamContent, writeRecording } from "./write-recording.js";

export const SCRAPE_EVERY_MS = 5_000;
export const SNAPSHOT_EVERY_MS = 10_000;
const SPAN_SHARE = 0.08;
const SLOW_MS = 750;
const OWNER = "shop-operations";
const WATCHED_ASPECTS = [
  "process",
  "object",
  "endpoints",
  "connectivity",
  "session",
  "lock",
  "setting",
  "flag",
] as const;

export interface RecordingNames {
  readonly name: string;
  readonly origin: Readonly<Record<string, string | number>>;
  /** Length of the window at the beginning that the owner declares healthy. */
  readonly referenceMs: number;
}

interface Running {
  readonly shop: Shop;
  readonly watch: Watch;
  readonly from: number;
  readonly rounds: readonly Repeat[];
}

export class Recorder {
  readonly #records = new Map<RawRecord["kind"], RawRecord[]>();
  #running: Running | null = null;

  /** Given to the shop. Takes nothing in before `begin`. */
  readonly observe: Observe = (record) => {
    if (this.#running !== null) this.#keep(record);
  };

  begin(shop: Shop, watch: Watch): void {
    for (const edge of declaredEdges(shop.topology)) this.#keep(edge);
    const rounds = [
      new Repeat(SCRAPE_EVERY_MS, () => watch.scrape(shop)),
      new Repeat(SNAPSHOT_EVERY_MS, () => this.#snapshot(shop)),
    ];
    this.#running = { shop, watch, from: Date.now(), rounds };
  }

  /** Takes a last look and stops looking. @returns the end of the recording */
  async end(): Promise<number> {
    const { rounds, shop } = this.#begun();
    await this.stop();
    await Promise.all(rounds.map((round) => round.stop()));
    await this.#snapshot(shop);
    return Date.now();
  }

  /** Stops looking, also in the middle. */
  async stop(): Promise<void> {
    await Promise.all((this.#running?.rounds ?? []).map((round) => round.stop()));
  }

  /** @returns bytes written */
  write(folder: string, names: RecordingNames, to: number): Promise<number> {
    return writeRecording(folder, this.#content(names, to));
  }

  #begun(): Running {
    if (this.#running === null) throw new Error("the recorder has not begun");
    return this.#running;
  }

  #keep(record: RawRecord): void {
    const records = this.#records.get(record.kind) ?? [];
    this.#records.set(record.kind, records);
    records.push(record);
  }

  async #snapshot(shop: Shop): Promise<void> {
    for (const state of await shop.states()) this.#keep(state);
  }

  #content(names: RecordingNames, to: number): RecordingContent {
    const { from, watch } = this.#begun();
    const window = { from, to };
    const notification = watch.notification();
    return {
      manifest: {
        format: RECORDING_FORMAT,
        name: names.name,
        now: to,
        window,
        references: [{ window: { from, to: from + names.referenceMs }, declaredBy: OWNER }],
        labels: { owner: OWNER, environment: "testbed", tier: "user-facing", dataClass: "internal" },
        origin: names.origin,
      },
      streams: this.#streams({ window, entities: null }, watch),
      alert: notification === null ? null : alertmanagerPayload(notification),
    };
  }

  #streams(everything: StreamContent["about"], watch: Watch): Readonly<Record<string, StreamContent>> {
    const of = (kind: RawRecord["kind"]): readonly RawRecord[] =>
      recordsInside(this.#records.get(kind) ?? [], everything.window);
    const plain = (kind: RawRecord["kind"]): StreamContent => ({ lines: of(kind), about: everything });
    const series = watch.series.all();
    return {
      metrics: { lines: series, about: everything },
      catalogue: { lines: catalogueOf(series), about: everything },
      logs: { lines: of("line"), about: { ...everything, minSeverity: "info" } },
      spans: spanStream(of("span") as readonly SpanRecord[], everything),
      changes: plain("change"),
      events: plain("event"),
      states: { lines: of("state"), about: { ...everything, aspects: [...WATCHED_ASPECTS] } },
      topology: plain("edge"),
      alerts: { lines: watch.alerts.all(), about: everything },
    };
  }
}

function spanStream(spans: readonly SpanRecord[], everything: StreamContent["about"]): StreamContent {
  const sampled = sampleSpans(spans, { share: SPAN_SHARE, slowMs: SLOW_MS });
  const omitted = {
    what: `traces without an error and without a span of ${SLOW_MS} ms or more`,
    why: `a share of ${SPAN_SHARE} of these is kept, and every other trace`,
    count: sampled.droppedTraces,
  };
  return { lines: sampled.spans, about: { ...everything, sampled: SPAN_SHARE, slowMs: SLOW_MS, omitted: [omitted] } };
}

function timeOf(record: RawRecord): number | null {
  if (record.kind === "span") return record.start;
  return "time" in record ? record.time : null;
}

/** In the order of their times; what has none comes first. */
function recordsInside(
  records: readonly RawRecord[],
  window: { readonly from: number; readonly to: number },
): readonly RawRecord[] {
  const inside = records.filter((record) => {
    const time = timeOf(record);
    return time === null || (time >= window.from && time < window.to);
  });
  return inside.sort((a, b) => (timeOf(a) ?? 0) - (timeOf(b) ?? 0));
}

/** Which metrics there are; a histogram's three parts are one metric. */
function catalogueOf(series: readonly RecordedSeries[]): readonly RawRecord[] {
  const found = new Map<string, RawRecord>();
  for (const { entity, metric: part, type, unit } of series) {
    const metric = type === "histogram" ? part.replace(/_(?:bucket|sum|count)$/, "") : part;
    const record: RawRecord = {
      kind: "metric",
      entity,
      metric,
      role: metricRole(metric),
      unit: type === "histogram" ? "s" : unit,
      type,
    };
    found.set(`${entityKey(entity)} ${metric}`, record);
  }
  return [...found.values()];
}
