import { describe, expect, it } from "vitest";
import { systemRandom } from "../../src/cli/system-random.js";

describe("systemRandom", () => {
  it("makes ids of a prefix, a time and 80 random bits, in lower-case base 32", () => {
    const id = systemRandom({ now: () => 1_700_000_000_000 }).id("inv");
    expect(id).toMatch(/^inv-[0-9a-hjkmnp-tv-z]{26}$/);
    expect(id.slice(4, 14)).toBe("01hf7yat00");
  });

  it("makes ids that sort by the time of their making, and no two alike", () => {
    let now = 0;
    const random = systemRandom({ now: () => now });
    const ids = [0, 1, 31, 32, 1_023, 1_024, 10_000_000, 1_700_000_000_000].map((at) => {
      now = at;
      return random.id("inv");
    });
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(Array.from({ length: 1_000 }, () => random.id("inv"))).size).toBe(1_000);
  });

  it("gives as many bytes as it is asked for", () => {
    const random = systemRandom({ now: () => 0 });
    expect(random.bytes(32)).toHaveLength(32);
    expect(random.bytes(32)).not.toEqual(random.bytes(32));
  });
});
