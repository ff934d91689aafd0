/**
 * How fast the detectors are, on made data: `npx tsx test/diagnosis/signals-bench.ts`. Run by hand on a quiet
 * machine; no test depends on it. Times are of the process, so that a busy neighbour counts less.
 */
import { parseEntity } from "../../src/core/entity.js";
import { Facts } from "../../src/diagnosis/assertions/facts.js";
import { DETECTORS } from "../../src/diagnosis/signals/detect.js";
import { changePoints } from "../../src/diagnosis/signals/pelt.js";
import { TemplateMiner } from "../../src/diagnosis/signals/template-miner.js";
import { logsAnswer, madeEvidence, madeLine, madeSeries, metricsAnswer } from "../support/made-evidence.js";
import { ALL, CONTEXT, chance, gaussian, samples } from "./signals/observe.js";

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Milliseconds of processor time for one run, the mean of `rounds` after a warm-up. */
function costMs(rounds: number, work: () => void): number {
  for (let round = 0; round < Math.ceil(rounds / 4); round += 1) work();
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / rounds;
}

function benchChangePoints(): void {
  const random = chance(3);
  const levels: readonly (readonly [string, (index: number) => number])[] = [
    ["no change", () => 0],
    ["one change", (index) => (index < 1_000 ? 0 : 5)],
    ["ten pieces", (index) => (Math.floor(index / 200) % 2) * 4],
    ["a slope", (index) => index / 100],
  ];
  for (const [name, level] of levels) {
    const values = Array.from({ length: 2_000 }, (_, index) => level(index) + gaussian(random));
    const ms = costMs(40, () => changePoints(values, { penalty: 3 * Math.log(2_000), minLength: 3 }));
    print(`change points, 2,000 points, ${name}: ${ms.toFixed(2)} ms (promised: 8 ms)`);
  }
}

function benchTemplates(): void {
  const words = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf"];
  const word = (index: number): string => words[index % words.length] ?? "";
  const lines = Array.from({ length: 300_000 }, (_, index) => {
    if (index % 3 === 0)
      return `[http-nio-${index % 7}] GET /cart/${index} for user "u${index % 50}" took ${index % 300}ms from 10.0.${index % 255}.3:5432`;
    if (index % 3 === 1)
      return `${word(index * 5)} pool has ${index % 9} waiting clients, oldest waits ${index % 800} ms in ${word(index)} worker`;
    return `order ${index} accepted, total ${index % 1_000}.${index % 99} EUR, items ${index % 9}`;
  });
  const ms = costMs(3, () => {
    const miner = new TemplateMiner();
    for (const line of lines) miner.add(line);
  });
  print(`log templates: ${Math.round((lines.length / ms) * 1_000)} lines/s (promised: 300,000)`);
}

function benchDetectors(): void {
  const random = chance(4);
  const usual = (): number => 1 + 0.1 * gaussian(random);
  const series = Array.from({ length: 500 }, (_, index) =>
    madeSeries(`s${index % 20}`, samples(usual, usual), { labels: { route: `${index}` } }),
  );
  const lines = Array.from({ length: 100_000 }, (_, index) =>
    madeLine(`s${index % 20}`, index * 6, `took ${index} ms in step ${index % 7}`),
  );
  const spans = Array.from({ length: 20_000 }, (_, index) => ({
    kind: "span" as const,
    entity: parseEntity(`s${index % 20}`),
    trace: `t${Math.floor(index / 10)}`,
    span: `${index}`,
    parent: index % 10 === 0 ? null : `${index - 1}`,
    operation: "GET /",
    side: index % 2 === 0 ? ("server" as const) : ("client" as const),
    peer: null,
    start: index * 30,
    durationMs: 20 - (index % 10),
    status: "ok" as const,
  }));
  const evidence = [
    metricsAnswer(ALL, ...series),
    logsAnswer(ALL, ...lines),
    madeEvidence({ capability: "traces.search", params: { window: ALL } }, spans, []),
  ];
  print(`500 series of 120 samples, 100,000 lines, 20,000 spans:`);
  print(`  indexing: ${costMs(2, () => new Facts(evidence).all("line")).toFixed(1)} ms`);
  const facts = new Facts(evidence);
  for (const detector of DETECTORS)
    print(`  ${detector.name}: ${costMs(3, () => detector.detect(facts, CONTEXT)).toFixed(1)} ms`);
}

benchChangePoints();
benchTemplates();
benchDetectors();
