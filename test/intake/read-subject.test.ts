import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { readSubject } from "../../src/intake/read-subject.js";

const NOW = Date.parse("2026-03-01T04:00:00Z");
const LOOKING = { now: NOW, earliest: NOW - 600_000 };
const ALERT = JSON.stringify({
  labels: { alertname: "HighLatency", service: "checkout" },
  startsAt: "2026-03-01T03:58:00Z",
});
const NO_INPUT = Readable.from([]);

describe("readSubject", () => {
  it("reads an alert from stdin", async () => {
    const incident = await readSubject({ kind: "alert-on-stdin" }, Readable.from([ALERT]), null, LOOKING);
    expect(incident).toMatchObject({
      source: "alertmanager",
      signal: "latency",
      since: Date.parse("2026-03-01T03:58:00Z"),
    });
  });

  it("reads the recording's own alert, and looks no further back than the recording goes", async () => {
    const incident = await readSubject(
      { kind: "recorded-alert" },
      NO_INPUT,
      { text: ALERT, file: "alert.json" },
      LOOKING,
    );
    expect(incident.window).toEqual({ from: NOW - 600_000, to: NOW });
  });

  it("takes everything for the scope where a recording has no alert", async () => {
    expect(await readSubject({ kind: "recorded-alert" }, NO_INPUT, null, LOOKING)).toMatchObject({
      source: "scope",
      scope: [],
    });
  });

  it("names the file in which an alert is wrong", async () => {
    const recorded = { text: '{"labels": 7}', file: "alert.json" };
    await expect(readSubject({ kind: "recorded-alert" }, NO_INPUT, recorded, LOOKING)).rejects.toMatchObject({
      code: "ALERT_INVALID",
      where: "alert.json, labels",
    });
    await expect(readSubject({ kind: "alert-on-stdin" }, Readable.from(["{"]), null, LOOKING)).rejects.toMatchObject({
      code: "ALERT_INVALID",
      where: "stdin, line 1, column 2",
    });
  });
});
