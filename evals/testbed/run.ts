/**
 * Keeps a shop running until Ctrl-C, with its addresses printed: `tsx evals/testbed/run.ts [--topology NAME]
 * [--fault NAME [--variant N] [--after S]] [--rate N] [--seed N]`. Every address answers /metrics as Prometheus text.
 */
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { RawRecord } from "../../src/index.js";
import { runBackground } from "./background.js";
import { FaultOwner } from "./fault-owner.js";
import type { FaultVariant } from "./faults/fault.js";
import { findVariant } from "./faults.js";
import { SCRAPE_EVERY_MS } from "./recorder/recorder.js";
import { Repeat } from "./recorder/repeat.js";
import { Watch } from "./recorder/watch.js";
import { stopOnSignal } from "./stop-on-signal.js";
import { Shop } from "./supervisor/shop.js";
import { findTopology } from "./topologies.js";
import { wholeNumber } from "./whole-number.js";

interface RunOptions {
  readonly topology: string;
  readonly variant: FaultVariant | null;
  readonly afterMs: number;
  readonly requestsPerSecond: number;
  readonly seed: number;
}

const DAY_MS = 86_400_000;
const KEPT_MS = 300_000;

function readOptions(): RunOptions {
  const { values } = parseArgs({
    options: {
      topology: { type: "string" },
      fault: { type: "string" },
      variant: { type: "string", default: "1" },
      after: { type: "string", default: "60" },
      rate: { type: "string" },
      seed: { type: "string", default: "1" },
    },
  });
  const variant =
    values.fault === undefined ? null : findVariant(values.fault, wholeNumber("--variant", values.variant));
  return {
    topology: variant?.topology ?? values.topology ?? "shop",
    variant,
    afterMs: 1_000 * wholeNumber("--after", values.after),
    requestsPerSecond:
      values.rate === undefined ? (variant?.requestsPerSecond ?? 40) : wholeNumber("--rate", values.rate),
    seed: wholeNumber("--seed", values.seed),
  };
}

function printAddresses(shop: Shop): void {
  for (const { entity, url } of shop.scrapeTargets()) console.log(`${entity.name.padEnd(20)} ${url()}`);
  for (const { name, address } of shop.databases)
    console.log(`${name.padEnd(20)} postgres://postgres@${address}:5432/${name}`);
}

/** Changes and events, a line each; telemetry is for those who scrape. */
function printWhatHappens(record: RawRecord): void {
  if (record.kind === "change") console.log(`${iso(record.time)} changed ${record.entity.name}: ${record.summary}`);
  if (record.kind === "event") console.log(`${iso(record.time ?? 0)} ${record.reason}: ${record.message}`);
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

async function run(options: RunOptions, signal: AbortSignal): Promise<void> {
  const { variant, seed, requestsPerSecond, afterMs } = options;
  const topology = findTopology(options.topology);
  const watch = new Watch(topology);
  const shop = new Shop({ topology, seed, requestsPerSecond, observe: printWhatHappens });
  let scraping: Repeat | null = null;
  try {
    await shop.start();
    scraping = new Repeat(SCRAPE_EVERY_MS, async () => {
      await watch.scrape(shop);
      watch.series.forgetBefore(Date.now() - KEPT_MS);
    });
    printAddresses(shop);
    const plan = { seed, beforeMs: 300_000, duringMs: DAY_MS, spared: variant?.spared ?? [] };
    const background = runBackground(shop, plan, signal);
    const owner = new FaultOwner(shop, watch);
    if (variant !== null) {
      await wait(afterMs, undefined, { signal });
      await owner.inject({ ...variant, requestsPerSecond }, signal);
      console.log(`${new Date().toISOString()} the fault is active; Ctrl-C takes it away with everything else`);
    }
    await background;
    await wait(DAY_MS, undefined, { signal });
  } finally {
    await scraping?.stop();
    await shop.stop();
  }
}

await stopOnSignal((signal) => run(readOptions(), signal));
