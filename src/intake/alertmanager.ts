/**
 * Alerts as Alertmanager sends them: the webhook payload of version 4, a list of API v2 alerts, or a single one.
 * All of it is untrusted: its words prove nothing, and its size, depth, names and times are bounded here.
 */
import { z } from "zod";
import { InquestError } from "../core/errors.js";
import type { Instant } from "../core/time.js";
import type { Alert } from "./deduplicate.js";
import { entityFromLabels, type Labels } from "./entity-from-labels.js";
import { parseAlertJson } from "./parse-alert-json.js";
import { parseRfc3339 } from "./rfc3339.js";

export const ALERT_CAPS = { alerts: 1_000, labels: 128, labelName: 256, labelValue: 4_096 } as const;

/** How far a sender's clock may run ahead of ours. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

const WireLabels = z.record(
  z.string().min(1).max(ALERT_CAPS.labelName),
  z.union([z.string(), z.number(), z.boolean()]).transform((value) => String(value).slice(0, ALERT_CAPS.labelValue)),
);

const WireAlert = z.looseObject({
  labels: WireLabels,
  annotations: WireLabels.nullish(),
  startsAt: z.string().max(64).nullish(),
  endsAt: z.string().max(64).nullish(),
  /** A word in webhook payloads, an object in API v2, absent in what is posted to Alertmanager. */
  status: z.union([z.string().max(64), z.looseObject({ state: z.string().max(64) })]).nullish(),
});
type WireAlert = z.infer<typeof WireAlert>;

const WirePayload = z.looseObject({
  version: z.union([z.string().max(16), z.number()]).nullish(),
  alerts: z.array(WireAlert).min(1).max(ALERT_CAPS.alerts),
});

const WireList = z.array(WireAlert).min(1).max(ALERT_CAPS.alerts);

const REMEDY =
  "give an Alertmanager webhook payload (version 4), a list of its API v2 alerts, or one of them; docs/errors/ALERT_INVALID.md shows each";

/**
 * Reads alerts from JSON text.
 *
 * @param file what the text was read from, for errors
 * @param now when the alerts are read: a start that is missing, or ahead by less than five minutes, counts as now
 * @throws InquestError `ALERT_INVALID` or `INPUT_TOO_LARGE`, naming file and place
 */
export function readAlertmanager(text: string, file: string, now: Instant): readonly Alert[] {
  return wireAlerts(parseAlertJson(text, file), file).map(({ alert, place }) =>
    toAlert(alert, `${file}, ${place}`, now),
  );
}

interface Placed {
  readonly alert: WireAlert;
  readonly place: string;
}

function wireAlerts(value: unknown, file: string): readonly Placed[] {
  if (Array.isArray(value)) {
    return check(WireList, value, file, "").map((alert, index) => ({ alert, place: `[${index}]` }));
  }
  if (typeof value === "object" && value !== null && "alerts" in value) {
    const payload = check(WirePayload, value, file, "");
    requireVersion(payload.version ?? "4", file);
    return payload.alerts.map((alert, index) => ({ alert, place: `alerts[${index}]` }));
  }
  return [{ alert: check(WireAlert, value, file, ""), place: "the alert" }];
}

function requireVersion(version: string | number, file: string): void {
  if (String(version) === "4") return;
  throw invalid(`version \`${version}\` of the webhook payload is not known`, `${file}, version`, REMEDY);
}

function check<S extends z.ZodType>(schema: S, value: unknown, file: string, under: string): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = z.core.toDotPath([under, ...(issue?.path ?? [])].filter((key) => key !== ""));
  throw invalid(
    `this is no alert: ${lowerFirst(issue?.message ?? "unreadable")}`,
    place === "" ? file : `${file}, ${place}`,
    REMEDY,
  );
}

function toAlert(wire: WireAlert, place: string, now: Instant): Alert {
  requireFewLabels(wire.labels, `${place}.labels`);
  requireFewLabels(wire.annotations ?? {}, `${place}.annotations`);
  const startsAt = startOf(wire, place, now);
  const endsAt = endOf(wire, place);
  const state = stateOf(wire, endsAt, now);
  return {
    kind: "alert",
    entity: entityFromLabels(wire.labels),
    name: label(wire.labels, "alertname").slice(0, 256) || "alert without a name",
    state,
    severity: (label(wire.labels, "severity") || label(wire.labels, "priority")).slice(0, 64),
    startsAt,
    // A firing alert of API v2 says when it will time out, which is no end.
    endsAt: state === "resolved" ? endsAt : null,
    labels: wire.labels,
    annotations: wire.annotations ?? {},
  };
}

function label(labels: Labels, name: string): string {
  return Object.hasOwn(labels, name) ? (labels[name] ?? "") : "";
}

function requireFewLabels(labels: Labels, place: string): void {
  const count = Object.keys(labels).length;
  if (count <= ALERT_CAPS.labels) return;
  throw invalid(
    `${count} labels are more than the ${ALERT_CAPS.labels} that one alert may have`,
    place,
    "leave out those that name nothing",
  );
}

function startOf(wire: WireAlert, place: string, now: Instant): Instant {
  const startsAt = readTime(wire.startsAt, `${place}.startsAt`);
  if (startsAt === null) return now;
  if (startsAt <= now) return startsAt;
  if (startsAt <= now + CLOCK_TOLERANCE_MS) return now;
  throw invalid(
    `the alert starts in the future: \`${wire.startsAt}\``,
    `${place}.startsAt`,
    "check the clocks of this machine and of the sender; an old alert needs the recording that it belongs to (--recording)",
  );
}

function endOf(wire: WireAlert, place: string): Instant | null {
  return readTime(wire.endsAt, `${place}.endsAt`);
}

/** Go's zero time, `0001-01-01T00:00:00Z`, says that there is none. */
function readTime(text: string | null | undefined, place: string): Instant | null {
  if (text === undefined || text === null || text === "" || text.startsWith("0001-01-01T00:00:00")) return null;
  const instant = parseRfc3339(text);
  if (instant !== null && instant >= 0) return instant;
  throw invalid(`\`${text}\` is no time`, place, "write times as RFC 3339 does, as in 2026-03-01T03:14:00Z");
}

function stateOf(wire: WireAlert, endsAt: Instant | null, now: Instant): Alert["state"] {
  const word = typeof wire.status === "object" && wire.status !== null ? wire.status.state : wire.status;
  switch (word) {
    case "resolved":
      return "resolved";
    case "suppressed":
      return "silenced";
    case "firing":
      return "firing";
    default:
      return endsAt !== null && endsAt <= now ? "resolved" : "firing";
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function invalid(what: string, where: string, remedy: string): InquestError {
  return new InquestError("ALERT_INVALID", { what, where, remedy });
}
