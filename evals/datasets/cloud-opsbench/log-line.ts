/** Lines of logs of all makes: their time is taken off, their severity is read where they tell it. */
import type { EntityRef, Json, RawRecord } from "../../../src/index.js";

export type LineRecord = Extract<RawRecord, { kind: "line" }>;
type Severity = LineRecord["severity"];

const LONGEST = 8_192;

/** A source without a clock tells no times: what a line says of its own is left out, since only its place counts. */
export function logLine(text: string, entity: EntityRef, fields: Readonly<Record<string, Json>>): LineRecord {
  const body = withoutTime(text.slice(0, LONGEST));
  return { kind: "line", entity, time: null, severity: severityOf(body), text: body, fields };
}

const STAMPS: readonly RegExp[] = [
  /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|[+-]\d\d:?\d\d))?\]?\s{0,8}/,
  /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,9})? \S{1,253} \S{1,64}\[\d{1,9}\]:\s{0,8}/,
];

/** Without the time stamps in front: a collector's own, the program's, the journal's. */
export function withoutTime(text: string): string {
  let rest = text;
  for (let round = 0; round < 3; round += 1) {
    const stamp = STAMPS.map((pattern) => pattern.exec(rest)?.[0].length ?? 0).find((length) => length > 0);
    if (stamp === undefined) break;
    rest = rest.slice(stamp);
  }
  return rest.trimEnd();
}

/** When the line was written, in milliseconds: only good for comparing lines of one source. */
export function stampOf(text: string): number | null {
  const match = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)/.exec(text);
  const at = match === null ? Number.NaN : Date.parse(match[0]);
  return Number.isNaN(at) ? null : at;
}

const WORDS: Readonly<Record<string, Severity>> = {
  trace: "trace",
  debug: "debug",
  info: "info",
  information: "info",
  notice: "info",
  note: "info",
  warn: "warn",
  warning: "warn",
  error: "error",
  err: "error",
  severe: "error",
  fatal: "fatal",
  critical: "fatal",
  panic: "fatal",
};

const KLOG: Readonly<Record<string, Severity>> = { I: "info", W: "warn", E: "error", F: "fatal" };

function severityOf(text: string): Severity {
  const head = text.slice(0, 600);
  const klog = /^([IWEF])\d{4} \d\d:\d\d:\d\d/.exec(head)?.[1];
  if (klog !== undefined) return KLOG[klog] ?? "unknown";
  const field = /(?:"(?:level|severity)"\s?:\s?"|\b(?:level|severity)=)"?([A-Za-z]{3,11})\b/.exec(text)?.[1];
  const word =
    field ??
    /^\W{0,8}(?:\d{1,9} \[?)?(TRACE|DEBUG|INFO|NOTICE|Note|WARN|WARNING|Warning|ERROR|Error|SEVERE|FATAL|CRITICAL|PANIC|panic)\b/.exec(
      head,
    )?.[1];
  if (word !== undefined) return WORDS[word.toLowerCase()] ?? "unknown";
  const status = /"(?:[A-Z]{3,8}) [^"]{1,400} HTTP\/[\d.]{1,3}" (\d{3})\b/.exec(head)?.[1];
  if (status !== undefined) return status >= "500" ? "error" : "info";
  return /\b(?:Exception|Traceback|Unhandled error)\b/.test(head) ? "error" : "unknown";
}
