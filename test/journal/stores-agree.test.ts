/** The store in memory is the naive model of the one in SQLite: whatever is asked of both, they answer the same. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InquestError } from "../../src/core/errors.js";
import type { Lease, Store } from "../../src/core/ports/store.js";
import { MemoryStore } from "../../src/journal/memory-store.js";
import { openSqliteStore } from "../../src/journal/sqlite-store.js";
import { AT, aBody, collect, remarks, SALT } from "../support/journal-events.js";
import { SeededRandom } from "../support/seeded-random.js";
import { StillClock } from "../support/still-clock.js";

type Command =
  | { readonly kind: "create" | "sign" | "seal" | "read" | "info"; readonly stream: number }
  | { readonly kind: "acquire"; readonly stream: number; readonly holder: number; readonly ttl: number }
  | { readonly kind: "renew" | "release"; readonly lease: number; readonly ttl: number }
  | { readonly kind: "wait"; readonly ms: number }
  | {
      readonly kind: "append";
      readonly stream: number;
      readonly lease: number;
      readonly texts: readonly number[];
      readonly expectedSize: number | null;
      readonly epochBehind: number | null;
      readonly advanceEpoch: boolean;
    };

const stream = fc.nat(2);
const lease = fc.nat(4);
const ttl = fc.nat(100);
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ kind: fc.constantFrom("create", "sign", "seal", "read", "info"), stream }),
  fc.record({ kind: fc.constant("acquire"), stream, holder: fc.nat(1), ttl }),
  fc.record({ kind: fc.constantFrom("renew", "release"), lease, ttl }),
  fc.record({ kind: fc.constant("wait"), ms: fc.nat(60) }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("append"),
      stream,
      lease,
      texts: fc.array(fc.nat(5), { maxLength: 3 }),
      expectedSize: fc.option(fc.nat(4)),
      epochBehind: fc.option(fc.nat(1)),
      advanceEpoch: fc.boolean(),
    }),
  },
);

/** Runs the commands on streams of that name; gives all that was answered. */
async function answers(store: Store, name: string, commands: readonly Command[]): Promise<readonly unknown[]> {
  const firstEpoch = await store.epoch();
  const leases: (Lease | null)[] = [];
  let now = AT;
  const streamOf = (number: number) => `${name}-${number}`;
  const run = async (step: Command): Promise<unknown> => {
    switch (step.kind) {
      case "create":
        return store.create(streamOf(step.stream), SALT, now);
      case "sign":
      case "seal": {
        const { size, root } = await store[step.kind](streamOf(step.stream), now);
        return { size, root };
      }
      case "read":
        return collect(store.read(streamOf(step.stream)));
      case "info":
        return store.info(streamOf(step.stream));
      case "acquire": {
        const given = await store.acquire(streamOf(step.stream), `holder-${step.holder}`, step.ttl, now);
        leases.push(given);
        return given;
      }
      case "renew":
      case "release": {
        const held = leases.at(-1 - step.lease);
        if (!held) return null;
        return step.kind === "renew" ? store.renew(held, step.ttl, now) : store.release(held);
      }
      case "wait":
        now += step.ms;
        return null;
      case "append": {
        const expectedEpoch = step.epochBehind === null ? null : (await store.epoch()) - step.epochBehind;
        const { expectedSize, advanceEpoch } = step;
        const texts = [...new Set(step.texts)].map((text) => `text ${text}`);
        const more = { at: now, expectedSize, expectedEpoch, advanceEpoch };
        const result = await store.append(
          remarks(streamOf(step.stream), leases.at(-1 - step.lease) ?? null, texts, more),
        );
        return "epoch" in result ? { ...result, epoch: result.epoch - firstEpoch } : result;
      }
    }
  };
  const all: unknown[] = [];
  for (const step of commands) {
    all.push(await run(step).catch((error: unknown) => (error instanceof InquestError ? error.code : error)));
  }
  return all;
}

describe("the store in memory and the one in SQLite", { timeout: 120_000 }, () => {
  let folder: string;
  let sqlite: Store;
  let memory: Store;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "inquest-"));
    const clock = new StillClock(AT);
    sqlite = await openSqliteStore({ path: join(folder, "store"), clock, random: new SeededRandom("agree") });
    memory = new MemoryStore({ clock, random: new SeededRandom("agree") });
  }, 60_000);

  afterAll(async () => {
    await sqlite.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("give the same answers to the same commands, refusals and errors too", async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 40 }), async (commands) => {
        run += 1;
        const prepared: readonly Command[] = [
          { kind: "create", stream: 0 },
          { kind: "acquire", stream: 0, holder: 0, ttl: 80 },
          ...commands,
        ];
        const [inSqlite, inMemory] = [
          await answers(sqlite, `run-${run}`, prepared),
          await answers(memory, `run-${run}`, prepared),
        ];
        expect(inSqlite).toEqual(inMemory);
      }),
      { numRuns: 60 },
    );
    expect(await sqlite.body("run-1-0", aBody("nothing").id)).toBeNull();
  });
});
