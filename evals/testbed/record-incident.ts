/** Runs a shop, lets one fault happen in it, and writes the recording and, apart from it, the truth. */
import { basename } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { runBackground } from "./background.js";
import { FaultOwner } from "./fault-owner.js";
import type { FaultVariant } from "./faults/fault.js";
import { Recorder } from "./recorder/recorder.js";
import { Watch } from "./recorder/watch.js";
import { SeededRandom } from "./seeded-random.js";
import { Shop } from "./supervisor/shop.js";
import { findTopology } from "./topologies.js";
import { type Truth, writeTruth } from "./truth.js";

export interface IncidentOptions {
  readonly variant: FaultVariant;
  /** Decides visits, background, load within 15 % of the variant's, and when within a few seconds the fault begins. */
  readonly seed: number;
  readonly beforeMs: number;
  readonly duringMs: number;
  /** Folder of the recording. */
  readonly out: string;
  /** File of the truth. */
  readonly truth: string;
  readonly say: (text: string) => void;
}

/** Until connections are open and code is compiled, nothing is normal yet. */
const WARM_UP_MS = 20_000;
const MAX_BYTES = 2_000_000;
const RECORDER_VERSION = 1;

interface Seen {
  readonly injectedAt: number;
  readonly to: number;
}

/** @throws Error where no alert fired or the recording became too large */
export async function recordIncident(options: IncidentOptions, signal: AbortSignal): Promise<void> {
  const { variant, seed, say } = options;
  const random = new SeededRandom(seed);
  const requestsPerSecond = Math.round(variant.requestsPerSecond * (0.85 + 0.3 * random.next()));
  // Where the fault begins is not where the reference ends.
  const beforeMs = options.beforeMs + Math.round(random.next() * Math.min(15_000, options.beforeMs / 8));
  const topology = findTopology(variant.topology);
  const recorder = new Recorder();
  const watch = new Watch(topology);
  const shop = new Shop({ topology, seed, requestsPerSecond, observe: recorder.observe });
  try {
    say(`starting ${topology.namespace} with ${requestsPerSecond} requests/s`);
    await shop.start();
    await wait(WARM_UP_MS, undefined, { signal });
    say(`recording; ${Math.round((beforeMs + options.duringMs) / 1_000)} s to go`);
    recorder.begin(shop, watch);
    const timed = { ...options, beforeMs, variant: { ...variant, requestsPerSecond } };
    const seen = await letItHappen(timed, { shop, recorder, watch }, signal);
    if (watch.notification() === null) throw new Error("no alert fired: this would be a recording of no incident");
    const origin = { recorder: "inquest-testbed", version: RECORDER_VERSION, seed, requestsPerSecond };
    const name = `${topology.namespace}-${String(seed).padStart(4, "0")}-${new Date(seen.to).toISOString().slice(0, 10)}`;
    const bytes = await recorder.write(
      options.out,
      { name, origin, referenceMs: Math.round((2 / 3) * options.beforeMs) },
      seen.to,
    );
    await writeTruth(options.truth, truthOf(timed, seen.injectedAt));
    say(`wrote ${bytes} bytes to ${options.out}`);
    if (bytes > MAX_BYTES) throw new Error(`the recording has ${bytes} bytes, more than ${MAX_BYTES}`);
  } finally {
    await recorder.stop();
    await shop.stop();
  }
}

/** The time before the fault, the fault, and a while with it. */
async function letItHappen(
  options: IncidentOptions,
  parts: { readonly shop: Shop; readonly recorder: Recorder; readonly watch: Watch },
  signal: AbortSignal,
): Promise<Seen> {
  const { seed, beforeMs, duringMs, variant } = options;
  const { shop, recorder, watch } = parts;
  const background = new AbortController();
  const running = runBackground(shop, { seed, beforeMs, duringMs, spared: variant.spared }, background.signal);
  const owner = new FaultOwner(shop, watch);
  try {
    await wait(beforeMs, undefined, { signal });
    const injectedAt = await owner.inject(variant, signal);
    options.say("the second part has begun");
    await wait(Math.max(0, injectedAt + duringMs - Date.now()), undefined, { signal });
    return { injectedAt, to: await recorder.end() };
  } finally {
    background.abort();
    await owner.remove();
    await running;
  }
}

function truthOf({ variant, seed, out }: IncidentOptions, injectedAt: number): Truth {
  const { answer, acceptable, parameters, requestsPerSecond, topology } = variant;
  return {
    recording: basename(out),
    outcome: answer === null ? "no-fault" : "finding",
    entity: answer?.entity ?? null,
    fault: answer?.fault ?? null,
    acceptable: [...acceptable],
    injectedAt,
    parameters: { ...parameters, seed, requestsPerSecond, topology },
  };
}
