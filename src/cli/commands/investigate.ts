import { Command, InvalidArgumentError, Option } from "commander";
import { InquestError } from "../../core/errors.js";
import type { ReportModel, Subject } from "../app-types.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import { readDuration } from "../read-duration.js";
import { printReport } from "../render/print-report.js";
import { type ReportOptions, reportOptions } from "../report-options.js";
import { resumeCommand } from "../resume-command.js";
import type { Session } from "../session.js";
import { type Runner, shared } from "../shared-options.js";

interface InvestigateOptions extends ReportOptions {
  readonly service?: string;
  readonly since?: string;
  readonly recording?: string;
  readonly mind: string;
  readonly verifierMind: string;
  readonly maxCalls?: number;
  readonly timeout?: string;
  readonly resume?: string;
}

export function investigateCommand(run: Runner): Command {
  const command = new Command("investigate")
    .description("one investigation: an alert in, a verified finding out")
    .argument("[alert]", "an alert's file, or `-` for stdin; with --service or --since, what is wrong in your words")
    .option("--service <name>", "where it hurts: a service's name, or kind:namespace/name")
    .option("--since <when>", "since when: 20m, 1h30m, or 2026-03-01T03:14:00Z")
    .option("--recording <dir>", "investigate a recorded incident; without an alert, the recording's own")
    .addOption(new Option("--mind <mind>", "who investigates").choices(["reasoner"]).default("reasoner"))
    .addOption(
      new Option("--verifier-mind <mind>", "who adds challenges to the built-in ones")
        .choices(["none"])
        .default("none"),
    )
    .option("--max-calls <n>", "calls of both seats together (default: 40)", readCalls)
    .option("--timeout <duration>", "how long it may take (default: 10m)")
    .option("--resume <id>", "go on with an investigation that was interrupted");
  return shared(
    reportOptions(command),
    "inquest investigate alert.json --recording evals/recordings/lock-contention",
  ).action((alert: string | undefined, options: InvestigateOptions) =>
    run(options, (session) => investigate(alert, options, session)),
  );
}

async function investigate(
  alert: string | undefined,
  options: InvestigateOptions,
  session: Session,
): Promise<ExitCode> {
  const subject = subjectOf(alert, options);
  const request = {
    subject,
    stdin: session.terminal.stdin,
    recording: options.recording ?? null,
    maxCalls: options.maxCalls ?? null,
    timeoutMs: options.timeout === undefined ? null : await readDuration("--timeout", options.timeout),
  };
  const app = await session.app();
  const { showProgress } = await import("../progress/show-progress.js");
  const progress = await showProgress(session, session.words);
  let stream: string | null = null;
  const observe: typeof progress.observe = (entry, file) => {
    stream = entry.stream;
    progress.observe(entry, file);
  };
  const report = await app
    .investigate(request, observe, session.signal)
    .finally(progress.end)
    .catch((error: unknown) => {
      if (stream !== null)
        session.note(
          `what was journaled is whole; to go on: ${resumeCommand(stream, request.recording, options.store ?? null)}`,
        );
      throw error;
    });
  await printReport(report, options, session);
  if (report.state === "interrupted" && report.next.resume !== null)
    session.note(`interrupted; to go on: ${report.next.resume}`);
  return exitCodeFor(report);
}

/** What is to be investigated. @throws InquestError `USAGE` where the flags contradict each other */
function subjectOf(alert: string | undefined, { resume, service, since, recording }: InvestigateOptions): Subject {
  const isScope = service !== undefined || since !== undefined;
  if (resume !== undefined) {
    if (alert === undefined && !isScope) return { kind: "resume", investigation: resume };
    throw wrong("--resume goes on with what was begun, and takes no alert or scope", "leave those out");
  }
  if (isScope) return { kind: "scope", service: service ?? null, since: since ?? null, text: alert ?? "" };
  if (alert === "-") return { kind: "alert-on-stdin" };
  if (alert !== undefined) return { kind: "alert-file", path: alert };
  if (recording !== undefined) return { kind: "recorded-alert" };
  throw wrong(
    "there is nothing to investigate",
    "name an alert's file, `-` for stdin, a scope (--service checkout --since 20m), or a recording (--recording DIR)",
  );
}

/** A finding and *no fault found* are both done. An unproven answer because the policy denied all questions is a denial. */
function exitCodeFor({ state, verdict, accounts }: ReportModel): ExitCode {
  if (state === "killed") return EXIT.denied;
  if (state !== "concluded") return EXIT.interrupted;
  if (verdict.outcome !== "unproven") return EXIT.done;
  const answered = accounts.calls.some((seat) =>
    seat.byOutcome.some(({ name, count }) => name === "answered" && count > 0),
  );
  const denied = accounts.denials.some(({ name, count }) => name.startsWith("policy") && count > 0);
  return denied && !answered ? EXIT.denied : EXIT.unproven;
}

function readCalls(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) < LEAST_CALLS)
    throw new InvalidArgumentError(`write a whole number from ${LEAST_CALLS} on`);
  return Number(text);
}

/** Three are the verifier's, and one at least is needed to claim anything. */
const LEAST_CALLS = 4;

function wrong(what: string, remedy: string): InquestError {
  return new InquestError("USAGE", { what, where: "inquest investigate", remedy });
}
