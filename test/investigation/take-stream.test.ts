import { describe, expect, it } from "vitest";
import { LEASE_MS } from "../../src/investigation/keep-lease.js";
import { newStream, resumedStream } from "../../src/investigation/take-stream.js";
import { FIRST, pastCase } from "../support/past-case.js";
import { SeededRandom } from "../support/seeded-random.js";

describe("taking a stream", () => {
  it("makes a new one with a salt of its own, leased", async () => {
    const { store, clock } = await pastCase();
    const world = { store, clock, random: new SeededRandom("take") };
    const [one, other] = [await newStream(world), await newStream(world)];
    expect(one.lease.stream).toMatch(/^inv-/);
    expect(one.lease.stream).not.toBe(other.lease.stream);
    expect(one.salt).toHaveLength(32);
    expect(one.salt).not.toEqual(other.salt);
    expect((await store.info(one.lease.stream))?.salt).toEqual(one.salt);
  });

  it("refuses one that another process works on, until its lease has ended", async () => {
    const { store, clock } = await pastCase();
    const world = { store, clock, random: new SeededRandom("take") };
    const { lease, salt } = await newStream(world);
    await expect(resumedStream(world, lease.stream)).rejects.toMatchObject({ code: "LEASE_LOST" });
    clock.advance(LEASE_MS + 1);
    const resumed = await resumedStream(world, lease.stream);
    expect(resumed.salt).toEqual(salt);
    expect(resumed.lease.fence).toBeGreaterThan(lease.fence);
  });

  it("refuses one that has concluded", async () => {
    const { store, clock } = await pastCase();
    await expect(resumedStream({ store, clock, random: new SeededRandom("take") }, FIRST)).rejects.toMatchObject({
      code: "USAGE",
      what: "the investigation has concluded",
    });
  });
});
