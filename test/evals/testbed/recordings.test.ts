import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { FAULTS } from "../../../evals/testbed/faults.js";
import { Truth } from "../../../evals/testbed/truth.js";
import { parseEntity } from "../../../src/index.js";
import { readRecording } from "./read-recording.js";

const recordings = fileURLToPath(new URL("../../../evals/recordings/", import.meta.url));
const truths = fileURLToPath(new URL("../../../evals/truth/", import.meta.url));
const MAX_BYTES = 2_000_000;

const names = readdirSync(recordings, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

/** Every byte of a recording as text. */
function allText(folder: string): string {
  const textOf = (file: string): string => {
    const bytes = readFileSync(join(folder, file));
    return (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  };
  return readdirSync(folder).map(textOf).join("\n");
}

it("a lock, a wrong address and a healthy system with an alert are among the committed recordings", () => {
  expect(names).toEqual(expect.arrayContaining(["lock-contention", "wrong-address", "spurious-alert"]));
});

describe.each(names)("the recording %s", (name) => {
  const folder = join(recordings, name);
  const { manifest, streams } = readRecording(folder);
  const truth = Truth.parse(JSON.parse(readFileSync(join(truths, `${name}.json`), "utf8")));

  it("has at most 2 MB", () => {
    const bytes = readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
    expect(bytes).toBeLessThanOrEqual(MAX_BYTES);
  });

  it("shows at least three minutes before and two during", () => {
    expect(truth.injectedAt - manifest.window.from).toBeGreaterThanOrEqual(180_000);
    expect(manifest.window.to - truth.injectedAt).toBeGreaterThanOrEqual(120_000);
    expect(manifest.now).toBe(manifest.window.to);
  });

  it("declares healthy only what lies before the trouble", () => {
    expect(manifest.references.length).toBeGreaterThan(0);
    for (const { window } of manifest.references) expect(window.to).toBeLessThan(truth.injectedAt);
  });

  it("has every stream with something in it, and no line outside its window", () => {
    for (const [stream, lines] of Object.entries(streams)) {
      expect(lines.length, stream).toBeGreaterThan(0);
      for (const line of lines as readonly { time?: number | null; start?: number }[]) {
        const time = line.time ?? line.start;
        if (typeof time !== "number") continue;
        expect(time).toBeGreaterThanOrEqual(manifest.window.from);
        expect(time).toBeLessThan(manifest.window.to);
      }
    }
  });

  it("begins with an alert on the entrance that fired after the trouble began", () => {
    const alert = JSON.parse(readFileSync(join(folder, manifest.alert ?? ""), "utf8"));
    expect(alert).toMatchObject({ version: "4", status: "firing" });
    expect(Date.parse(alert.alerts[0].startsAt)).toBeGreaterThan(truth.injectedAt);
  });

  it("knows the entity that is to be found, where something is to be found", () => {
    expect(truth.outcome === "no-fault").toBe(truth.entity === null);
    if (truth.entity === null) return;
    const { kind, name: wanted } = parseEntity(truth.entity);
    expect(JSON.stringify(streams.topology)).toContain(
      `"kind":"${kind}","namespace":"${manifest.name.split("-")[0]}","name":"${wanted}"`,
    );
  });

  it("says nowhere what the trouble is", () => {
    const telling = [
      ...FAULTS.map((fault) => fault.name),
      "fault",
      "inject",
      "chaos",
      "evals/testbed",
      "node_modules",
      truth.fault ?? "no-fault",
    ];
    const text = allText(folder).toLowerCase();
    for (const word of telling) expect(text.includes(word), word).toBe(false);
  });

  it("has background changes, so that the first change seen need not be the cause", () => {
    expect(streams.changes.length).toBeGreaterThanOrEqual(4);
  });
});
