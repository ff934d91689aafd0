/** Error lines of an application: grouped and counted, or listed, depending on who recorded them. */
import {
  type EntityRef,
  type Json,
  logTemplate,
  type Params,
  type RawRecord,
  type Window,
} from "../../../../src/index.js";
import { asJson } from "../calls.js";
import { coverageOf, type Draft, dropped, NOT_RECORDED, outside } from "../draft.js";
import { isFields } from "../fields.js";
import { type LineRecord, logLine, withoutTime } from "../log-line.js";
import type { RecordedCase } from "../recorded-case.js";
import { applicationOf, type FoundLines } from "./application.js";

interface Pattern {
  readonly sample: string;
  readonly count: number;
  readonly source: string;
}

interface ErrorLog {
  readonly patterns: readonly Pattern[];
  /** Lines looked at, where that was counted; otherwise the error lines alone. */
  readonly of: number;
  readonly dropped: number;
}

type Template = Extract<RawRecord, { kind: "template" }>;

/** Error lines by template; a window is needed by the form alone, since the source has no clock. */
export function logsTemplates(params: Params<"logs.templates">, recorded: RecordedCase, window: Window): Draft {
  const { entity, limit = 2_000 } = params;
  const app = entity === undefined ? null : applicationOf(entity, recorded);
  const asked = `error patterns in the logs of ${app ?? "<app>"}`;
  if (entity === undefined || app === null)
    return outside("patterns are told of one application at a time: name it", asked);
  const log = readErrors(app, recorded);
  if (log === null) return outside(NOT_RECORDED, asked);
  if (typeof log === "string") return outside(log, asked);
  const templates = templatesOf(log, { ...entity, namespace: entity.namespace || recorded.namespace }, window);
  return {
    records: templates.slice(0, limit),
    // Only errors were looked for: whoever asks for milder ones is told of those alone.
    coverage:
      log.dropped === 0 && templates.length <= limit && params.minSeverity === "error"
        ? coverageOf(["template"], [entity])
        : [],
    omitted: dropped("patterns", log.dropped + Math.max(0, templates.length - limit)),
    unavailable: null,
    asked,
  };
}

function templatesOf({ patterns, of }: ErrorLog, entity: EntityRef, window: Window): Template[] {
  const grouped = new Map<string, { count: number; sample: string }>();
  for (const { sample, count } of patterns) {
    const text = withoutTime(sample);
    const template = logTemplate(text);
    const known = grouped.get(template);
    grouped.set(template, { count: count + (known?.count ?? 0), sample: known?.sample ?? text });
  }
  return [...grouped].map(([template, { count, sample }]) => ({
    kind: "template",
    entity,
    severity: "error",
    template,
    count,
    of: Math.max(of, count),
    window,
    first: null,
    last: null,
    sample: sample.slice(0, 8_192),
  }));
}

/** The same as lines, each with how often it was seen; null where nothing was recorded, a text where it is unreadable. */
export function errorLines(app: string, entity: EntityRef, recorded: RecordedCase): FoundLines | string | null {
  const log = readErrors(app, recorded);
  if (log === null || typeof log === "string") return log;
  const lines = log.patterns.map(({ sample, count, source }): LineRecord => {
    const line = logLine(sample, entity, { source, count });
    return line.severity === "fatal" ? line : { ...line, severity: "error" };
  });
  return { lines, whole: log.dropped === 0, dropped: log.dropped };
}

function readErrors(app: string, recorded: RecordedCase): ErrorLog | string | null {
  const found = recorded.call("GetErrorLogs", { namespace: recorded.namespace, service_name: app });
  if (found.kind === "not-recorded") return null;
  const value = found.kind === "recorded" ? asJson(found.value) : undefined;
  const log = value === undefined ? null : errorLogOf(value);
  return log ?? "the recorded answer cannot be read: it is no list of errors";
}

/** `[]`, `{}` and `""` mean that there were none. */
function errorLogOf(value: Json): ErrorLog | null {
  if (Array.isArray(value)) return listed([["container", value]]);
  if (!isFields(value)) return null;
  const { patterns, total_log_count: total, app, previous } = value;
  if (Array.isArray(patterns)) return counted(patterns, typeof total === "number" ? total : 0);
  const lists = [["container", app] as const, ["previous", previous] as const].flatMap(([source, list]) =>
    Array.isArray(list) ? [[source, list] as const] : [],
  );
  return lists.length > 0 || Object.keys(value).length === 0 ? listed(lists) : null;
}

function counted(patterns: readonly Json[], of: number): ErrorLog {
  const read = patterns.flatMap((one): Pattern[] => {
    if (!isFields(one)) return [];
    const { sample, count } = one;
    return typeof sample === "string" && typeof count === "number" && Number.isSafeInteger(count) && count >= 0
      ? [{ sample, count, source: "container" }]
      : [];
  });
  return { patterns: read, of, dropped: patterns.length - read.length };
}

function listed(lists: readonly (readonly [source: string, lines: readonly Json[]])[]): ErrorLog {
  const all = lists.flatMap(([source, lines]) => lines.map((line: Json) => ({ source, line })));
  const read = all.flatMap(({ source, line }): Pattern[] =>
    typeof line === "string" ? [{ sample: line, count: 1, source }] : [],
  );
  return { patterns: read, of: read.length, dropped: all.length - read.length };
}
