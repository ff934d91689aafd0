/** The process that runs cases, one at a time: it knows suites and inputs, and nothing of truth or scores. */
import type { Assignment, Report } from "./protocol.js";
import type { AnySuite } from "./suite.js";

/** The module that lists the suites, as a URL. */
const suitesModule = process.argv[2] ?? "";
const { findSuite } = (await import(suitesModule)) as { readonly findSuite: (name: string) => AnySuite };

// A terminal sends Ctrl-C to the whole group; the parent decides when a worker ends.
process.on("SIGINT", () => undefined);
process.on("disconnect", () => process.exit(0));
process.on("message", (message) => {
  void perform(message as Assignment).then(tell);
});
tell({ kind: "ready" });

async function perform({ id, suite, input, context }: Assignment): Promise<Report> {
  try {
    const result = await findSuite(suite).run(input, context);
    return { kind: "done", id, result, peakMb: peakMb() };
  } catch (error) {
    return { kind: "threw", id, reason: reasonOf(error), peakMb: peakMb() };
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** The largest resident set so far, in 10^6 bytes. */
function peakMb(): number {
  return Math.round((process.resourceUsage().maxRSS * 1024) / 1e5) / 10;
}

function tell(report: Report): void {
  process.send?.(report);
}
