import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const WINDOW = { from: 1_000, to: 2_000 };

export const MANIFEST = {
  format: "inquest-recording/1",
  name: "small-shop",
  now: 2_000,
  window: WINDOW,
  references: [],
  labels: { owner: "shop", environment: "test", tier: "gold", dataClass: "internal" },
  streams: {
    logs: { file: "logs.ndjson", window: WINDOW, entities: null },
    changes: { file: "changes.ndjson.gz", window: WINDOW, entities: null },
  },
  origin: { recorder: "test" },
};

export function logLine(text: string, more: object = {}): string {
  const entity = { kind: "service", namespace: "shop", name: "checkout" };
  return JSON.stringify({ kind: "line", entity, time: 1_500, severity: "info", text, ...more });
}

/** A recording in a temporary folder: two log lines and an empty list of changes, unless files say otherwise. */
export async function recordingFolder(
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "inquest-recording-"));
  const all = {
    "recording.json": JSON.stringify(MANIFEST),
    "logs.ndjson": `${logLine("one")}\n\n${logLine("two")}`,
    "changes.ndjson.gz": gzipSync(""),
    ...files,
  };
  for (const [name, content] of Object.entries(all)) await writeFile(join(folder, name), content);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
