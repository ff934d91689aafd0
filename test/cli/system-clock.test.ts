import { describe, expect, it } from "vitest";
import { systemClock } from "../../src/cli/system-clock.js";

describe("systemClock", () => {
  it("sleeps as long as it is told", async () => {
    const began = systemClock.elapsed();
    await systemClock.sleep(20, new AbortController().signal);
    expect(systemClock.elapsed() - began).toBeGreaterThanOrEqual(19);
  });

  it("wakes with the reason of the abort", async () => {
    const controller = new AbortController();
    const asleep = systemClock.sleep(60_000, controller.signal);
    controller.abort(new Error("enough"));
    await expect(asleep).rejects.toThrow("enough");
  });
});
