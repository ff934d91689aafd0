import type { SeededRandom } from "../seeded-random.js";
import type { Level, Logger } from "./logger.js";

/** What any healthy service says now and then. Numbers vary, so that a template is needed to see it is the same line. */
const LINES: readonly { readonly weight: number; readonly level: Level; readonly text: (n: number) => string }[] = [
  { weight: 30, level: "info", text: (n) => `housekeeping finished, ${n} stale keys removed` },
  { weight: 12, level: "info", text: (n) => `configuration checked, ${n % 30} values read` },
  { weight: 10, level: "warn", text: (n) => `deprecated header x-client-version used by ${n % 40} callers` },
  { weight: 8, level: "warn", text: (n) => `local cache hit ratio low: 0.${10 + (n % 80)}` },
  { weight: 5, level: "warn", text: (n) => `clock step of ${n % 9} ms seen` },
  { weight: 3, level: "error", text: (n) => `could not parse accept-language of client ${n}` },
];

const MEAN_GAP_MS = 9_000;

/** Writes such a line at random times, for as long as the process lives. */
export function chatter(service: string, random: SeededRandom, logger: Logger): void {
  const next = (): void => {
    setTimeout(() => {
      const line = random.weighted(LINES);
      logger.write(line.level, line.text(random.integer(1, 999)), { component: `${service}.background` });
      next();
    }, random.exponential(MEAN_GAP_MS)).unref();
  };
  next();
}
