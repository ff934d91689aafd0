/** 5. The timeline: alerts, changes, warnings of the entities concerned, onset and symptom, by time. */
import type { z } from "zod";
import type { Citation } from "../../core/citation.js";
import type { Digest } from "../../core/digest.js";
import { type EntityRef, entityKey } from "../../core/entity.js";
import type { DeepReadonly } from "../../core/readonly.js";
import type { AlertRecord, TelemetryRecord } from "../../core/record.js";
import { windowContains } from "../../core/time.js";
import type { ReportContext } from "../report-context.js";
import type { ReportModel } from "../report-model.js";
import { capitalised, entityWords, faultWords } from "../words/entity-words.js";

type TimelineItem = ReportModel["timeline"]["items"][number];
type Alert = DeepReadonly<z.infer<typeof AlertRecord>>;
type Told = Omit<TimelineItem, "cites">;

/** An item before it is cited: only those that are shown take a number. */
interface Draft extends Told {
  readonly basis: readonly Citation[] | { readonly evidence: Digest; readonly index: number };
}

/** More than this nobody reads; alerts, changes, onset and symptom are kept before events. */
const MOST = 40;

const KINDS: readonly TimelineItem["kind"][] = ["change", "onset", "symptom", "alert", "event", "recovery"];

export function timelineSection(context: ReportContext): ReportModel["timeline"] {
  const told = context.file.incident.alerts.flatMap(alertItems).map((item) => ({ ...item, basis: [] }));
  const drafts = distinct([...claimItems(context), ...recordItems(context), ...told]);
  const kept = [...drafts].sort((a, b) => weight(a) - weight(b) || byTime(a, b)).slice(0, MOST);
  return { items: kept.sort(byTime).map((draft) => cited(draft, context)), leftOut: drafts.length - kept.length };
}

function weight({ kind }: Told): number {
  return kind === "event" ? 1 : 0;
}

function byTime(a: Told, b: Told): number {
  return a.at - b.at || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.text < b.text ? -1 : 1);
}

/** One item for each time and text: the first, since what has evidence stands before what is only told. */
function distinct(drafts: readonly Draft[]): readonly Draft[] {
  const byText = new Map<string, Draft>();
  for (const draft of drafts) {
    const key = `${draft.at} ${draft.kind} ${draft.text}`;
    if (!byText.has(key)) byText.set(key, draft);
  }
  return [...byText.values()];
}

function cited({ at, kind, text, basis }: Draft, { citations }: ReportContext): TimelineItem {
  return {
    at,
    kind,
    text,
    cites: "evidence" in basis ? citations.record(basis.evidence, basis.index) : citations.numbers(basis),
  };
}

function claimItems({ claim }: ReportContext): readonly Draft[] {
  if (claim === null) return [];
  const { hypothesis } = claim;
  const basis = (part: string) =>
    hypothesis.parts.filter((other) => other.part === part).flatMap((other) => other.cites);
  const { entity, signal, since, from } = hypothesis.symptom;
  const drafts: Draft[] = [];
  if (hypothesis.kind === "fault" && hypothesis.cause.since !== null) {
    const text = `Onset: ${faultWords(hypothesis.cause.fault)} on ${entityWords(hypothesis.cause.entity)}`;
    const onset = basis("onset");
    drafts.push({ at: hypothesis.cause.since, kind: "onset", text, basis: onset.length > 0 ? onset : basis("cause") });
  }
  if (since !== null) {
    const told = from === "discovered" ? "discovered by looking" : `told by the ${from}`;
    const text = `Symptom: ${signal.replaceAll("-", " ")} of ${entityWords(entity)} (${told})`;
    drafts.push({ at: since, kind: "symptom", text, basis: basis("symptom") });
  }
  return drafts;
}

function recordItems(context: ReportContext): readonly Draft[] {
  const { file } = context;
  const concerned = concernedEntities(context);
  const drafts: Draft[] = [];
  for (const [id, { evidence }] of file.evidence) {
    for (const [index, record] of evidence.answer.records.entries()) {
      const items = recordItem(record, concerned).filter((item) => windowContains(file.incident.window, item.at));
      drafts.push(...items.map((item) => ({ ...item, basis: { evidence: id, index } })));
    }
  }
  return drafts;
}

/** Of whom events are told; null: of all. */
function concernedEntities({ claim }: ReportContext): ReadonlySet<string> | null {
  if (claim === null) return null;
  const path: readonly EntityRef[] = claim.hypothesis.kind === "fault" ? claim.hypothesis.path : [];
  return new Set([...path, claim.hypothesis.symptom.entity].map(entityKey));
}

function recordItem(record: TelemetryRecord, concerned: ReadonlySet<string> | null): readonly Told[] {
  switch (record.kind) {
    case "change": {
      const by = record.by === "" ? "" : ` by ${record.by}`;
      const kind = record.change === "other" ? "change" : `${record.change} change`;
      return [
        {
          at: record.time,
          kind: "change",
          text: `${capitalised(kind)} of ${entityWords(record.entity)}${by}: ${record.summary}`,
        },
      ];
    }
    case "event": {
      if (record.time === null || record.severity === "normal") return [];
      if (concerned !== null && !concerned.has(entityKey(record.entity))) return [];
      const text = `${capitalised(record.severity)} of ${entityWords(record.entity)}: ${record.reason}: ${record.message}`;
      return [{ at: record.time, kind: "event", text }];
    }
    case "alert":
      return alertItems(record);
    default:
      return [];
  }
}

function alertItems(alert: Alert): readonly Told[] {
  const name = `Alert ${alert.name}${alert.entity === null ? "" : ` about ${entityWords(alert.entity)}`}`;
  const began: Told = { at: alert.startsAt, kind: "alert", text: `${name} began to fire` };
  if (alert.endsAt === null || alert.state !== "resolved") return [began];
  return [began, { at: alert.endsAt, kind: "recovery", text: `${name} resolved` }];
}
