/** A small made-up incident, stated in a few lines: a shop, what was measured, what happened, what alerted. */

import { createReplay } from "../../integrations/replay/replay.js";
import { parseEntity } from "../../src/core/entity.js";
import type { Incident } from "../../src/core/incident.js";
import type { Integration, Io, RecordedLine } from "../../src/core/ports/integration.js";
import { RECORDING_FORMAT, type RecordingManifest, type RecordingStream } from "../../src/core/recording.js";
import type { Signal } from "../../src/core/signal.js";

export const STEP_MS = 5_000;
export const BEGIN = 1_800_000_000_000;
export const ONSET = BEGIN + 240_000;
export const NOW = ONSET + 120_000;

interface Level {
  readonly before: number;
  /** From the onset on; as before, where it is left out. */
  readonly during?: number;
  readonly labels?: Readonly<Record<string, string>>;
  /** When the new level begins and ends, in milliseconds after the onset. */
  readonly lagMs?: number;
  readonly endMs?: number;
}

export class MiniIncident {
  readonly #streams = new Map<RecordingStream, unknown[]>();
  #alert: Incident["alerts"][number] | null = null;

  add(stream: RecordingStream, record: unknown): this {
    this.#streams.set(stream, [...(this.#streams.get(stream) ?? []), record]);
    return this;
  }

  /** Takes one metric of an entity away and lets another be added in its place. */
  replace(stream: RecordingStream, entity: string, metric: string, add: (mini: this) => this): this {
    const { namespace, name } = parseEntity(entity);
    const others = (this.#streams.get(stream) ?? []).filter((record) => {
      const found = record as {
        readonly metric?: string;
        readonly entity?: { readonly namespace: string; readonly name: string };
      };
      return found.metric !== metric || found.entity?.name !== name || found.entity.namespace !== namespace;
    });
    this.#streams.set(stream, others);
    return add(this);
  }

  calls(from: string, to: string): this {
    return this.add("topology", {
      kind: "edge",
      from: parseEntity(from),
      to: parseEntity(to),
      relation: "calls",
      window: null,
    });
  }

  /** A gauge with a little deterministic unrest. */
  gauge(
    entity: string,
    metric: string,
    { before, during = before, labels = {}, lagMs = 0, endMs = Number.POSITIVE_INFINITY }: Level,
  ): this {
    const times: number[] = [];
    const values: number[] = [];
    for (let time = BEGIN; time < NOW; time += STEP_MS) {
      const level = time >= ONSET + lagMs && time < ONSET + endMs ? during : before;
      const unrest = 1 + 0.04 * Math.sin(time / 7_000 + metric.length);
      times.push(time);
      values.push(level * unrest);
    }
    return this.add("metrics", {
      kind: "samples",
      entity: parseEntity(entity),
      metric,
      type: "gauge",
      unit: "",
      labels,
      times,
      values,
    });
  }

  /** Latency, errors, requests, cpu and availability of a service, as they are in health. */
  service(
    entity: string,
    changes: Partial<Record<"latency" | "errors" | "requests" | "cpu" | "up", Level>> = {},
  ): this {
    return this.gauge(entity, "http_request_duration_p95_seconds", changes.latency ?? { before: 0.05 })
      .gauge(entity, "http_request_errors_rate", changes.errors ?? { before: 0.1 })
      .gauge(entity, "http_requests_rate", changes.requests ?? { before: 20 })
      .gauge(entity, "process_cpu_usage", changes.cpu ?? { before: 0.2 })
      .gauge(entity, "up", changes.up ?? { before: 1 });
  }

  line(entity: string, afterOnsetMs: number, text: string, severity: "info" | "warn" | "error" = "error"): this {
    return this.add("logs", { kind: "line", entity: parseEntity(entity), time: ONSET + afterOnsetMs, severity, text });
  }

  change(entity: string, afterOnsetMs: number, change: string, summary: string, path = "setting"): this {
    const fields = [{ path, before: "before", after: "after" }];
    const record = {
      kind: "change",
      entity: parseEntity(entity),
      time: ONSET + afterOnsetMs,
      change,
      summary,
      reference: "r1",
      by: "somebody",
      fields,
    };
    return this.add("changes", record);
  }

  event(entity: string, afterOnsetMs: number, reason: string, message: string): this {
    return this.add("events", {
      kind: "event",
      entity: parseEntity(entity),
      time: ONSET + afterOnsetMs,
      severity: "warning",
      reason,
      message,
      count: 1,
    });
  }

  state(entity: string, aspect: string, afterOnsetMs: number, fields: object): this {
    return this.add("states", {
      kind: "state",
      entity: parseEntity(entity),
      aspect,
      time: ONSET + afterOnsetMs,
      fields,
    });
  }

  alert(entity: string, name: string, options: { readonly endsAfterMs?: number } = {}): this {
    const endsAt = options.endsAfterMs === undefined ? null : ONSET + options.endsAfterMs;
    this.#alert = {
      kind: "alert",
      entity: parseEntity(entity),
      name,
      state: endsAt === null ? "firing" : "resolved",
      severity: "page",
      startsAt: ONSET + 30_000,
      endsAt,
      labels: { alertname: name },
      annotations: {},
    };
    return this.add("alerts", this.#alert);
  }

  incident(signal: Signal | null = null): Incident {
    const alerts = this.#alert === null ? [] : [this.#alert];
    const since = this.#alert?.startsAt ?? ONSET;
    return {
      id: "mini",
      title: this.#alert?.name ?? "something is slow",
      source: this.#alert === null ? "scope" : "alertmanager",
      alerts,
      scope: [],
      signal,
      since,
      window: { from: BEGIN, to: NOW },
    };
  }

  manifest(): RecordingManifest {
    const window = { from: BEGIN, to: NOW };
    const streams = ["metrics", "logs", "spans", "changes", "events", "states", "topology", "alerts"] as const;
    return {
      format: RECORDING_FORMAT,
      name: "mini",
      now: NOW,
      window,
      references: [{ window: { from: BEGIN, to: ONSET - 30_000 }, declaredBy: "the test" }],
      labels: { owner: "test", environment: "test", tier: "3", dataClass: "internal" },
      streams: Object.fromEntries(
        streams.map((stream) => [stream, { file: `${stream}.ndjson`, window, entities: null }]),
      ),
      origin: {},
    };
  }

  replay(): Integration {
    return createReplay({ instance: "mini", manifest: this.manifest() });
  }

  lines(stream: string): readonly RecordedLine[] {
    return (this.#streams.get(stream as RecordingStream) ?? []).map((value) => ({
      text: JSON.stringify(value),
      value,
    }));
  }

  io(): Io {
    return { recording: async (stream) => this.lines(stream) };
  }
}
