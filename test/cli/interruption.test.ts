import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { EXIT } from "../../src/cli/exit-code.js";
import { listenForInterruption } from "../../src/cli/interruption.js";

function aProcess() {
  const exits: number[] = [];
  return { source: Object.assign(new EventEmitter(), { exit: (code: number) => void exits.push(code) }), exits };
}

describe("listenForInterruption", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("asks for a clean end at the first %s, and ends at the second", (name) => {
    const { source, exits } = aProcess();
    let told = 0;
    const { signal } = listenForInterruption(source, () => {
      told += 1;
    });
    source.emit(name);
    expect([signal.aborted, told, exits]).toEqual([true, 1, []]);
    expect(signal.reason).toMatchObject({ code: "INTERRUPTED" });
    source.emit(name);
    expect([told, exits]).toEqual([1, [EXIT.interrupted]]);
  });

  it("leaves signals to the process once it stops listening", () => {
    const { source } = aProcess();
    listenForInterruption(source, () => undefined).stopListening();
    expect(source.listenerCount("SIGINT") + source.listenerCount("SIGTERM")).toBe(0);
  });
});
