import { randomBytes } from "node:crypto";
import { symlink, unlink } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { InquestError } from "../../../src/core/errors.js";
import { RecordingBackend } from "../../../src/gate/io/recording-backend.js";
import { validateRecording } from "../../../src/gate/io/validate-recording.js";
import { turnsWhile } from "../../support/gate-effort.js";
import { logLine, MANIFEST, recordingFolder } from "../../support/gate-recording-folder.js";

const CALL = { investigation: "i", seat: "investigator", n: 0, tool: "replay.logs.search" } as const;
const { signal } = new AbortController();
const removals: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const remove of removals.splice(0)) await remove();
});

async function folderWith(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<string> {
  const { folder, remove } = await recordingFolder(files);
  removals.push(remove);
  return folder;
}

async function problemOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof InquestError)) return String(error);
  expect(error.code).toBe("RECORDING_INVALID");
  expect(error.remedy).not.toBe("");
  return `${error.where}: ${error.what}`;
}

async function logProblem(logs: string | Uint8Array): Promise<string> {
  const backend = await RecordingBackend.open(await folderWith({ "logs.ndjson": logs }));
  return problemOf(backend.recording("logs", CALL, signal));
}

const manifestWith = (change: object) => ({ "recording.json": JSON.stringify({ ...MANIFEST, ...change }) });
const streams = (file: string) => ({ streams: { logs: { ...MANIFEST.streams.logs, file } } });

describe("a recording as a backend", () => {
  it("gives lines as text and value, plain and gzipped, and reads each stream once", async () => {
    const change = {
      kind: "change",
      entity: { kind: "service", namespace: "shop", name: "checkout" },
      time: 1_400,
      change: "deploy",
      summary: "v2",
      reference: "",
      by: "ci",
      fields: [],
    };
    const backend = await RecordingBackend.open(
      await folderWith({ "changes.ndjson.gz": gzipSync(`${JSON.stringify(change)}\r\n`) }),
    );
    const lines = await backend.recording("logs", CALL, signal);
    expect(lines.map(({ text }) => text)).toEqual([logLine("one"), logLine("two")]);
    expect(lines[0]?.value).toMatchObject({ kind: "line", text: "one" });
    expect(await backend.recording("logs", CALL, signal)).toBe(lines);
    expect((await backend.recording("changes", CALL, signal))[0]?.value).toEqual(change);
    expect(await backend.recording("spans", CALL, signal)).toEqual([]);
    expect(await problemOf(backend.recording("\u001b[31msecrets", CALL, signal))).toContain("\\u{1b}[31msecrets");
  });

  it("keeps control characters and 64-bit numbers as data", async () => {
    const backend = await RecordingBackend.open(
      await folderWith({
        "logs.ndjson": `${logLine("a\u0000\u001b[31m", { fields: { id: 1 } }).replace('"id":1', '"id":9223372036854775807')}\n`,
      }),
    );
    expect((await backend.recording("logs", CALL, signal))[0]?.value).toMatchObject({
      text: "a\u0000\u001b[31m",
      fields: { id: "9223372036854775807" },
    });
  });

  it.each([
    ["a path out of the folder", manifestWith(streams("../logs.ndjson"))],
    ["an absolute path", manifestWith(streams("/etc/passwd"))],
    ["a path that is encoded", manifestWith(streams("..%2flogs"))],
    ["another format", manifestWith({ format: "inquest-recording/2" })],
    ["an unknown field", manifestWith({ more: 1 })],
    ["an unknown stream", manifestWith({ streams: { secrets: MANIFEST.streams.logs } })],
    ["a window that ends before it begins", manifestWith({ window: { from: 2, to: 1 } })],
    ["a name that stands twice", { "recording.json": JSON.stringify(MANIFEST).replace("{", '{"name":"a",') }],
    [
      "a member that pollutes prototypes",
      { "recording.json": JSON.stringify(MANIFEST).replace("{", '{"__proto__":{"a":1},') },
    ],
    ["a depth of 100,000", { "recording.json": `{"origin":${"[".repeat(100_000)}` }],
    ["bytes that are no text", { "recording.json": Buffer.from([0x7b, 0xff, 0xfe]) }],
    ["more than its cap", { "recording.json": " ".repeat(1_048_577) }],
    ["nothing in it", { "recording.json": "" }],
  ])("refuses a manifest with %s", async (_, files) => {
    expect(await problemOf(RecordingBackend.open(await folderWith(files)))).toMatch(/^recording\.json/);
    expect(({} as Record<string, unknown>)["a"]).toBeUndefined();
  });

  it("names line and column of what is wrong in a manifest", async () => {
    expect(await problemOf(RecordingBackend.open(await folderWith({ "recording.json": '{\n "format": nope }' })))).toBe(
      "recording.json, line 2, column 12: `n` stands where a value should",
    );
  });

  it.each([
    ["no JSON", `${logLine("one")}\nnot json\n`, "logs.ndjson, line 2: column 1: `n` stands where a value should"],
    ["the wrong type", `${logLine("one", { time: "noon" })}\n`, /^logs\.ndjson, line 1: `time`:/],
    ["another kind of record", `\n${logLine("one", { kind: "span" })}\n`, /^logs\.ndjson, line 2: `kind`:/],
    ["a name twice", `${logLine("one").replace("{", '{"kind":"line",')}\n`, /stands twice/],
    ["a polluting member", `${logLine("one").replace("{", '{"__proto__":{"a":1},')}\n`, /__proto__/],
    [
      "a depth of 100,000",
      `${logLine("one", { fields: { a: 0 } }).replace('"a":0', `"a":${"[".repeat(100_000)}`)}\n`,
      /nested deeper/,
    ],
    ["a line of 10 MB", `${logLine("one")}\n${"x".repeat(10_000_000)}\n`, /^logs\.ndjson, line 2: the line is longer/],
    ["a line of 10 MB that does not end", "x".repeat(10_000_000), /^logs\.ndjson, line 1: the line is longer/],
    ["bytes that are no text", Buffer.from([0xff, 0x0a]), /not UTF-8/],
    [
      "text of a terminal in a name of a field",
      `${logLine("one").replace('"severity":"info"', '"severity":"\\u001b[2J"')}\n`,
      /^[\x20-\x7e`´“”‘’…]*$/,
    ],
  ])("refuses a stream with %s", async (_, logs, expected) => {
    const problem = await logProblem(logs);
    if (typeof expected === "string") expect(problem).toBe(expected);
    else expect(problem).toMatch(expected);
    expect(({} as Record<string, unknown>)["a"]).toBeUndefined();
  });

  it("refuses a small file that unfolds into a large one, before it has done so", async () => {
    for (const [unfolded, expected] of [
      ["\n".repeat(2_100_000), "line 2000001: the stream has more than 2000000 lines"],
      [" ".repeat(3_000_000), "line 1: the line is longer than 1048576 bytes"],
      [
        `${logLine("x", { fields: { pad: "x".repeat(1_000_000) } })}\n`.repeat(70),
        "line 67: the stream is larger than 67108864 bytes once unpacked",
      ],
    ] as const) {
      const backend = await RecordingBackend.open(
        await folderWith({ "changes.ndjson.gz": gzipSync(unfolded), ...manifestWith(streams("changes.ndjson.gz")) }),
      );
      const problem = await problemOf(backend.recording("logs", CALL, signal));
      expect(problem.replace(/line 6\d:/, "line 67:")).toBe(`changes.ndjson.gz, ${expected}`);
    }
  });

  it.each([
    ["no gzip", randomBytes(500)],
    [
      "gzip that was cut off",
      gzipSync(Array.from({ length: 99 }, () => `${logLine(randomBytes(50).toString("hex"))}\n`).join("")).subarray(
        0,
        2_000,
      ),
    ],
  ])("refuses %s", async (_, bytes) => {
    const backend = await RecordingBackend.open(
      await folderWith({ "changes.ndjson.gz": bytes, ...manifestWith(streams("changes.ndjson.gz")) }),
    );
    expect(await problemOf(backend.recording("logs", CALL, signal))).toBe(
      "changes.ndjson.gz: the file is not whole gzip",
    );
  });

  it("refuses links, folders and what is not there", async () => {
    const folder = await folderWith();
    await unlink(join(folder, "logs.ndjson"));
    await symlink("/etc/passwd", join(folder, "logs.ndjson"));
    const linked = await RecordingBackend.open(folder);
    expect(await problemOf(linked.recording("logs", CALL, signal))).toBe("logs.ndjson: it is not a plain file");
    await unlink(join(folder, "changes.ndjson.gz"));
    expect(await problemOf(linked.recording("changes", CALL, signal))).toBe(
      "changes.ndjson.gz: it can't be opened (ENOENT)",
    );
    expect(await problemOf(RecordingBackend.open(join(folder, "nowhere")))).toMatch(/ENOENT/);
  });

  it("ends waiting when its signal aborts, and reading when it is closed", async () => {
    const backend = await RecordingBackend.open(
      await folderWith({ "logs.ndjson": `${logLine("x".repeat(1_000))}\n`.repeat(5_000) }),
    );
    const abort = new AbortController();
    const waiting = backend.recording("logs", CALL, abort.signal);
    abort.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
    const others = backend.recording("logs", CALL, signal);
    backend.close();
    await expect(others).rejects.toThrow("closed");
  });

  it("lets the main thread go on while it reads", async () => {
    const text = `${logLine("x".repeat(500))}\n`.repeat(5_000);
    const backend = await RecordingBackend.open(
      await folderWith({ "changes.ndjson.gz": gzipSync(text), ...manifestWith(streams("changes.ndjson.gz")) }),
    );
    const reading = backend.recording("logs", CALL, signal);
    // Nothing here is read in less than ten slices of eight milliseconds.
    expect(await turnsWhile(reading)).toBeGreaterThan(10);
    expect(await reading).toHaveLength(5_000);
  });
});

describe("validating a recording", () => {
  it("finds nothing wrong with a good one", async () => {
    expect(await validateRecording(await folderWith())).toEqual([]);
  });

  it("tells what is wrong with each file", async () => {
    const folder = await folderWith({
      ...manifestWith({ alert: "alert.json" }),
      "logs.ndjson": "nope\n",
      "alert.json": "{",
    });
    expect((await validateRecording(folder)).map(({ where }) => where)).toEqual([
      "logs.ndjson, line 1",
      "alert.json, line 1, column 2",
    ]);
    expect(await validateRecording(await folderWith({ "recording.json": "[]" }))).toHaveLength(1);
  });
});
