import type { EntityRef, Json, Params, RawRecord, Window } from "../../../../src/index.js";
import { asJson } from "../calls.js";
import { coverageOf, type Draft, dropped, NOT_RECORDED, outside } from "../draft.js";
import { isFields } from "../fields.js";
import { isName } from "../kinds.js";
import type { RecordedCase } from "../recorded-case.js";
import { measuresIn } from "../text/measure.js";

type Alert = Extract<RawRecord, { kind: "alert" }>;

/** What fires now: measurements that left their normal, and requests that failed. Nobody says since when. */
export function alertsList({ entity }: Params<"alerts.list">, recorded: RecordedCase, window: Window): Draft {
  const asked = "alerts that fire";
  const found = recorded.call("GetAlerts", {});
  if (found.kind === "not-recorded") return outside(NOT_RECORDED, asked);
  const value = found.kind === "recorded" ? asJson(found.value) : undefined;
  const list = isFields(value) ? (value["alerts"] ?? []) : undefined;
  if (!Array.isArray(list)) return outside("the recorded answer cannot be read: it is no list of alerts", asked);
  const read = list.map((one: Json) => alertsOf(one, recorded.namespace, window.to - 1));
  const unread = read.filter((alerts) => alerts.length === 0).length;
  const records = read
    .flat()
    .filter(
      (alert) =>
        entity === undefined ||
        (alert.entity !== null && alert.entity.name === entity.name && alert.entity.kind === entity.kind),
    );
  return {
    records,
    coverage: unread === 0 ? coverageOf(["alert"], entity === undefined ? null : [entity]) : [],
    omitted: dropped("alerts", unread),
    unavailable: null,
    asked,
  };
}

function alertsOf(one: Json, namespace: string, startsAt: number): Alert[] {
  if (!isFields(one)) return [];
  return typeof one["raw_error"] === "string"
    ? requestAlert(one, namespace, startsAt)
    : metricAlerts(one, namespace, startsAt);
}

function metricAlerts(one: { readonly [name: string]: Json }, namespace: string, startsAt: number): Alert[] {
  const { type, name, evidence } = one;
  if (typeof name !== "string" || !isName(name) || !Array.isArray(evidence)) return [];
  const entity: EntityRef =
    type === "Node" ? { kind: "node", namespace: "", name } : { kind: "service", namespace, name };
  return evidence
    .flatMap((line: Json) => (typeof line === "string" ? measuresIn(line, name) : []))
    .map(
      (measure): Alert => ({
        kind: "alert",
        entity,
        name: [measure["signal"], measure["statistic"], measure["direction"]]
          .filter((word) => word !== undefined)
          .join(" "),
        state: "firing",
        severity: "warning",
        startsAt,
        endsAt: null,
        labels: measure,
        annotations: {},
      }),
    );
}

function requestAlert(one: { readonly [name: string]: Json }, namespace: string, startsAt: number): Alert[] {
  const {
    request_method: method,
    business_action: action,
    entry_service: entry,
    url,
    occurrences,
    raw_error: error,
  } = one;
  if (typeof entry !== "string") return [];
  const text = (value: Json | undefined): string =>
    typeof value === "string" || typeof value === "number" ? String(value).slice(0, 1_024) : "";
  return [
    {
      kind: "alert",
      // Nobody may know where the request went: then what failed is all that is told.
      entity: isName(entry) ? { kind: "service", namespace, name: entry } : null,
      name: "errors request up",
      state: "firing",
      severity: "warning",
      startsAt,
      endsAt: null,
      labels: {
        signal: "errors",
        statistic: "request",
        direction: "up",
        method: text(method),
        action: text(action),
        url: text(url),
        occurrences: text(occurrences),
      },
      annotations: { error: text(error) },
    },
  ];
}
