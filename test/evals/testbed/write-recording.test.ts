import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RecordingContent, writeRecording } from "../../../evals/testbed/recorder/write-recording.js";
import { type RawRecord, RECORDING_FORMAT } from "../../../src/index.js";
import { readRecording } from "./read-recording.js";

const window = { from: 1_000, to: 9_000 };
const event: RawRecord = {
  kind: "event",
  entity: { kind: "service", namespace: "shop", name: "orders" },
  time: 2_000,
  severity: "normal",
  reason: "Started",
  message: "started orders",
  count: 1,
};

function content(lines: readonly unknown[]): RecordingContent {
  return {
    manifest: {
      format: RECORDING_FORMAT,
      name: "shop-0001",
      now: 9_000,
      window,
      references: [{ window: { from: 1_000, to: 4_000 }, declaredBy: "owner" }],
      labels: { owner: "owner", environment: "test", tier: "one", dataClass: "internal" },
      origin: { recorder: "test", version: 1 },
    },
    streams: { events: { lines, about: { window, entities: null } } },
    alert: { version: "4" },
  };
}

describe("writeRecording", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "recording-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it("writes what a reader reads back", async () => {
    await writeRecording(folder, content([event]));
    const { manifest, streams } = readRecording(folder);
    expect(manifest.alert).toBe("alert.json");
    expect(manifest.streams.events).toEqual({ file: "events.ndjson", window, entities: null });
    expect(streams.events).toEqual([event]);
  });

  it("compresses what is large, and says how many bytes it wrote", async () => {
    const many = Array.from({ length: 2_000 }, () => event);
    const bytes = await writeRecording(folder, content(many));
    expect(readRecording(folder).streams.events.length).toBe(2_000);
    expect(await readdir(folder)).toContain("events.ndjson.gz");
    expect(bytes).toBeLessThan(20_000);
  });

  it("writes no manifest for lines that the format refuses", async () => {
    await expect(writeRecording(folder, content([{ ...event, severity: "odd" }]))).rejects.toThrow();
    expect(await readdir(folder)).not.toContain("recording.json");
  });
});
