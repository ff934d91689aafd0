/**
 * What the gate costs besides I/O, run by hand on a quiet machine: `npx tsx test/gate/gate-bench.ts`.
 * The decision is measured through the engine's thread, as the gate asks it; the call with everything on, over a
 * journal in memory and a source that answers at once. Redaction is measured on clean text.
 */

import { openPolicies } from "../../src/gate/policy/open-policies.js";
import { queryRequest } from "../../src/gate/policy/policy-request.js";
import { pseudonymKey } from "../../src/gate/redaction/pseudonym.js";
import { redactBytes } from "../../src/gate/redaction/redactor.js";
import { FACTS } from "../support/gate-facts.js";
import { GateWorld, SALT } from "../support/gate-world.js";

const CALLS = 5_000;
const POLICIES = 44;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function show(name: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string => `${(sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(3)} ms`;
  say(`${name.padEnd(44)} median ${at(0.5)}   p99 ${at(0.99)}   of ${times.length}`);
}

async function timed(count: number, work: () => unknown): Promise<number[]> {
  const times: number[] = [];
  for (let call = 0; call < count; call++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return times.slice(Math.floor(count / 10));
}

/** Prohibitions that apply to nothing: they are evaluated all the same. */
function more(count: number): Record<string, string> {
  const policy = (number: number) =>
    `forbid (principal, action == Action::"query", resource in Service::"namespace:n${number}") when { context.source.tier == "t${number}" };`;
  return Object.fromEntries(Array.from({ length: count }, (_, number) => [`closed-${number}`, policy(number)]));
}

function throughput(name: string, line: string): void {
  const bytes = Buffer.from(line.repeat(Math.ceil(100_000_000 / line.length)));
  redactBytes(bytes.subarray(0, 10_000_000), pseudonymKey(SALT));
  const began = performance.now();
  redactBytes(bytes, pseudonymKey(SALT));
  say(`${name.padEnd(44)} ${(bytes.length / 1_000 / (performance.now() - began)).toFixed(0)} MB/s on 100 MB`);
}

const began = performance.now();
const policies = await openPolicies();
say(`policies ready after ${(performance.now() - began).toFixed(0)} ms, off the main thread`);
show("decision, default policies", await timed(CALLS, () => policies.decide(queryRequest(FACTS))));
const many = await openPolicies(more(POLICIES));
show("decision, 50 policies", await timed(CALLS, () => many.decide(queryRequest(FACTS))));
await many.close();
const budget = { calls: CALLS, verifierCalls: 0 };
const limits = { seatCallsPerMinute: CALLS, sourceCallsPerMinute: CALLS };
const world = new GateWorld({ policies, parts: { budget, limits } });
show("call, all eight steps", await timed(CALLS, () => world.call()));
await policies.close();
throughput(
  "redaction, log lines",
  '{"time":1732454400123,"severity":"info","text":"GET http://checkout:8080/api 200 in 12.3ms trace=4bf92f3577b34da6a3ce929d0e0e4736"}\n',
);
throughput(
  "redaction, numbers",
  `{"times":[${Array.from({ length: 200 }, (_, i) => 1_732_454_400_123 + i).join()}],"values":[${Array.from({ length: 200 }, (_, i) => i * 13.37).join()}]}\n`,
);
