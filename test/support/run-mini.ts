/** Runs an investigation of a made-up incident over any store: the engine as it is, an open gate, a replay in memory. */

import type { CaseFile } from "../../src/core/case-file.js";
import { sha256 } from "../../src/core/digest.js";
import type { Entry } from "../../src/core/event.js";
import type { CallRequest } from "../../src/core/ports/gate.js";
import type { Mind } from "../../src/core/ports/mind.js";
import type { Store } from "../../src/core/ports/store.js";
import type { Signal } from "../../src/core/signal.js";
import type { Offer } from "../../src/core/view.js";
import { LEASE_MS } from "../../src/investigation/keep-lease.js";
import { runInvestigation } from "../../src/investigation/run.js";
import { MemoryStore } from "../../src/journal/memory-store.js";
import { type MiniIncident, NOW } from "./mini-incident.js";
import { openGate } from "./open-gate.js";
import { SeededRandom } from "./seeded-random.js";
import { VirtualClock } from "./virtual-clock.js";

export interface MiniRun {
  readonly mini: MiniIncident;
  readonly store?: Store;
  readonly clock?: VirtualClock;
  readonly stream?: string;
  readonly holder?: string;
  readonly mind: Mind;
  readonly verifier?: Mind | null;
  readonly calls?: number;
  readonly signal?: Signal | null;
  readonly abort?: AbortSignal;
  readonly turnDeadlineMs?: number;
  readonly observer?: (entry: Entry, file: CaseFile) => void;
  readonly performing?: (request: CallRequest) => Promise<void>;
}

export const SALT = new TextEncoder().encode("a salt for tests, never for real");

export function memoryStore(clock = new VirtualClock(NOW), seed = "mini"): MemoryStore {
  return new MemoryStore({ clock, random: new SeededRandom(seed) });
}

export async function runMini(run: MiniRun): Promise<CaseFile> {
  const clock = run.clock ?? new VirtualClock(NOW);
  const store = run.store ?? memoryStore(clock);
  const stream = run.stream ?? "inv-mini";
  await store.create(stream, SALT, clock.now());
  const lease = await store.acquire(stream, run.holder ?? "test", LEASE_MS, clock.now());
  if (lease === null) throw new Error("the test could not get the lease");
  const integration = run.mini.replay();
  const offers = integration.tools.map(
    (tool): Offer => ({
      capability: tool.capability,
      source: integration.instance,
      cost: tool.cost,
      reach: integration.reach,
    }),
  );
  const digest = sha256("test");
  return runInvestigation({
    store,
    clock,
    lease,
    opening: {
      incident: run.mini.incident(run.signal ?? null),
      mode: "recording",
      engine: "inquest/test",
      salt: SALT,
      digests: { policies: digest, faults: digest, prompts: null, configuration: digest },
      offers,
      integrations: [{ instance: integration.instance, version: integration.manifest.version, manifest: digest }],
      calls: run.calls ?? 40,
      timeMs: 600_000,
      threshold: 0.8,
      accepted: [],
      controlsAbsent: [],
      minds: { investigator: run.mind, verifier: run.verifier ?? null },
    },
    gate: async (observed, _file, held) =>
      openGate({
        store: observed,
        lease: held,
        salt: SALT,
        integration,
        io: run.mini.io(),
        now: () => clock.now(),
        ...(run.performing === undefined ? {} : { performing: run.performing }),
      }),
    keys: { investigator: { seat: "investigator" }, verifier: { seat: "verifier" } },
    present: () => NOW,
    turnDeadlineMs: run.turnDeadlineMs ?? 60_000,
    observer: run.observer ?? (() => undefined),
    signal: run.abort ?? new AbortController().signal,
  });
}
