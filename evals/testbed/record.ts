/**
 * Makes a recording of an incident:
 * `tsx evals/testbed/record.ts --fault NAME --out DIR --truth FILE [--seed N] [--variant N] [--before S] [--during S]`
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { findVariant } from "./faults.js";
import { type IncidentOptions, recordIncident } from "./record-incident.js";
import { stopOnSignal } from "./stop-on-signal.js";
import { wholeNumber } from "./whole-number.js";

function readOptions(): IncidentOptions {
  const { values } = parseArgs({
    options: {
      fault: { type: "string" },
      seed: { type: "string", default: "1" },
      variant: { type: "string", default: "1" },
      before: { type: "string", default: "190" },
      during: { type: "string", default: "130" },
      out: { type: "string" },
      truth: { type: "string" },
    },
  });
  if (values.fault === undefined || values.out === undefined || values.truth === undefined) {
    throw new RangeError("say --fault NAME, --out DIR and --truth FILE");
  }
  return {
    variant: findVariant(values.fault, wholeNumber("--variant", values.variant)),
    seed: wholeNumber("--seed", values.seed),
    beforeMs: 1_000 * wholeNumber("--before", values.before),
    duringMs: 1_000 * wholeNumber("--during", values.during),
    out: resolve(values.out),
    truth: resolve(values.truth),
    say: (text) => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`),
  };
}

await stopOnSignal((signal) => recordIncident(readOptions(), signal));
