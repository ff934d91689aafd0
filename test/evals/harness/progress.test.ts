import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { progressLine, showProgress } from "../../../evals/harness/progress.js";

class Sink extends Writable {
  readonly isTTY: boolean;
  readonly columns = 60;
  text = "";

  constructor(isTTY: boolean) {
    super();
    this.isTTY = isTTY;
  }

  override _write(bytes: Buffer, _encoding: string, done: () => void): void {
    this.text += bytes.toString("utf8");
    done();
  }
}

describe("the progress of an eval", () => {
  it("says how much is done and failed, how fast, and how long it will take", () => {
    expect(progressLine("recordings", { done: 10, failed: 2, total: 40, elapsedMs: 5_000 })).toBe(
      "recordings: 10/40 done, 2 failed, 2.0/s, 15 s left",
    );
    expect(progressLine("recordings", { done: 1, failed: 0, total: 1_000, elapsedMs: 1_000 })).toContain(
      "16 min 39 s left",
    );
    expect(progressLine("recordings", { done: 40, failed: 2, total: 40, elapsedMs: 5_000 })).toMatch(/, done$/);
  });

  it("writes plain lines now and then where there is no terminal, the last one always", () => {
    const sink = new Sink(false);
    let now = 0;
    const progress = showProgress("s", 100, sink, () => now);
    for (let n = 0; n < 100; n += 1) {
      now += 300;
      progress.step(n === 3);
    }
    progress.end();
    const lines = sink.text.trimEnd().split("\n");
    expect(lines.length).toBeLessThan(10);
    expect(lines.at(-1)).toBe("s: 100/100 done, 1 failed, 3.3/s, done");
    expect(sink.text).not.toContain("\u001b");
  });

  it("draws one line over itself on a terminal, no wider than it", () => {
    const sink = new Sink(true);
    let now = 0;
    const progress = showProgress("suite", 4, sink, () => now);
    for (let n = 0; n < 4; n += 1) {
      now += 1_000;
      progress.step(false);
    }
    progress.end();
    const drawn = sink.text.split("\r\u001b[2K").slice(1);
    expect(drawn).toHaveLength(4);
    for (const line of drawn) expect(line.trimEnd().length).toBeLessThan(60);
    expect(sink.text.match(/\n/g)).toHaveLength(1);
  });
});
