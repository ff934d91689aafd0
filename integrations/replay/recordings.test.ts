import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/core/answer.js";
import type { Io } from "../../src/core/ports/integration.js";
import type { Query } from "../../src/core/query.js";
import { RecordingBackend } from "../../src/gate/io/recording-backend.js";
import { createReplay } from "./replay.js";

const FOLDER = fileURLToPath(new URL("../../evals/recordings", import.meta.url));
const recordings = (await readdir(FOLDER, { withFileTypes: true })).filter((entry) => entry.isDirectory());
const signal = new AbortController().signal;

async function open(name: string) {
  const backend = await RecordingBackend.open(`${FOLDER}/${name}`);
  const call = { investigation: name, seat: "investigator", n: 0, tool: "replay" } as const;
  const io: Io = { recording: (stream, aborted) => backend.recording(stream, call, aborted) };
  const integration = createReplay({ instance: name, manifest: backend.manifest });
  const ask = async (query: Query): Promise<Answer> => {
    const tool = integration.tools.find(({ capability }) => capability === query.capability);
    if (tool === undefined) throw new Error(`${query.capability} is not offered`);
    return tool.parse(await tool.fetch(query, io, signal), query);
  };
  return { manifest: backend.manifest, ask };
}

describe.each(recordings.map(({ name }) => name))("the bundled recording %s", (name) => {
  it("is answered in every capability that it offers, with all lines readable", { timeout: 120_000 }, async () => {
    const { manifest, ask } = await open(name);
    const { window } = manifest;
    const wide: readonly Query[] = [
      { capability: "alerts.list", params: { window } },
      { capability: "metrics.catalogue", params: {} },
      { capability: "metrics.range", params: { window, role: "latency" } },
      { capability: "metrics.range", params: { window, role: "request-rate", stepMs: 15_000 } },
      { capability: "metrics.range", params: { window, role: "error-rate" } },
      { capability: "logs.search", params: { window, minSeverity: "warn", limit: 200 } },
      { capability: "logs.templates", params: { window } },
      { capability: "traces.search", params: { window, limit: 50 } },
      { capability: "traces.edges", params: { window } },
      { capability: "changes.list", params: { window } },
      { capability: "flags.list", params: {} },
      { capability: "topology.edges", params: {} },
      { capability: "cluster.objects", params: { kind: "process" } },
      { capability: "cluster.events", params: { window } },
      { capability: "reference.windows", params: {} },
    ];
    for (const query of wide) {
      const answer = await ask(query);
      expect(answer.unavailable, query.capability).toBeNull();
      expect(answer.records.length, query.capability).toBeGreaterThan(0);
      expect(answer.omitted.filter(({ what }) => what === "lines of the answer")).toEqual([]);
    }
  });

  it("has, for each service, a rate of requests that agrees with the calls that its counter counted", {
    timeout: 120_000,
  }, async () => {
    const { manifest, ask } = await open(name);
    const { window } = manifest;
    const count = async (stepMs?: number) => {
      const { records } = await ask({
        capability: "metrics.range",
        params: { window, metric: "http_server_requests_total", role: "request-rate", ...(stepMs && { stepMs }) },
      });
      return new Map(
        records.flatMap((record) => {
          if (record.kind !== "series") return [];
          const seconds = record.times.map((time, n) => (time - (record.times[n - 1] ?? time)) / 1_000);
          return [
            [
              record.entity.name,
              record.values.reduce((sum: number, value, n) => sum + (value ?? 0) * (seconds[n] ?? 0), 0),
            ],
          ];
        }),
      );
    };
    const [own, stepped] = [await count(), await count(15_000)];
    expect(own.size).toBeGreaterThan(4);
    for (const [service, requests] of own) {
      // The two count slightly different spans, since steps begin at the window's start.
      expect(Math.abs((stepped.get(service) ?? 0) - requests), service).toBeLessThan(0.12 * requests + 20);
    }
  });
});
