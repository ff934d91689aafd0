/** What a cluster reported, from the end of a description and from a list of events. */
import type { EntityRef, RawRecord } from "../../../../src/index.js";
import { entityNamed } from "../kinds.js";
import { ageMs, sighting } from "../text/age.js";
import { cells, parseTable } from "../text/table.js";
import { eventsAt } from "./described.js";

export type EventRecord = Extract<RawRecord, { kind: "event" }>;

export interface Events {
  readonly records: readonly EventRecord[];
  /** Rows that could not be read. */
  readonly dropped: number;
}

const LONGEST_MESSAGE = 8_192;

/** The events at the end of an object's description; null where it has no such section. */
export function eventsBelow(text: string, entity: EntityRef): Events | null {
  const at = eventsAt(text);
  if (at < 0) return null;
  const [head = "", ...lines] = text.slice(at).split("\n");
  if (/^Events:\s*<none>/.test(head)) return { records: [], dropped: 0 };
  const records: EventRecord[] = [];
  let dropped = 0;
  for (const line of lines) {
    if (line.trim() === "" || /^\s*(?:Type\s+Reason|-{2,})/.test(line)) continue;
    const event = eventRow(line, entity);
    const last = records.at(-1);
    if (event !== null) records.push(event);
    // A message of several lines goes on at the left edge.
    else if (last !== undefined && !/^\s+(?:Normal|Warning)\s/.test(line))
      records[records.length - 1] = longer(last, line);
    else dropped += 1;
  }
  return { records, dropped };
}

function eventRow(line: string, entity: EntityRef): EventRecord | null {
  if (!/^\s+(?:Normal|Warning)\s/.test(line)) return null;
  // Some events have nothing to say beyond their reason.
  const [type = "", reason = "", age = "", from, message = ""] = cells(line, 5);
  if (from === undefined) return null;
  const { ageMs: last, count } = sighting(age);
  return eventOf({ entity, type, reason, message, age: last, count });
}

function longer(event: EventRecord, line: string): EventRecord {
  return { ...event, message: `${event.message}\n${line.trimEnd()}`.slice(0, LONGEST_MESSAGE) };
}

interface EventParts {
  readonly entity: EntityRef;
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly age: number | null;
  readonly count: number;
}

function eventOf({ entity, type, reason, message, age, count }: EventParts): EventRecord {
  return {
    kind: "event",
    entity,
    time: null,
    ...(age === null ? {} : { ageMs: age }),
    severity: type === "Warning" ? "warning" : "normal",
    reason: reason.slice(0, 256),
    message: message.slice(0, LONGEST_MESSAGE),
    count,
  };
}

/** A list of events, with its header or without; null where it is neither. */
export function eventList(text: string, namespace: string): Events | null {
  const table = parseTable(text);
  if (table.kind === "none") return { records: [], dropped: 0 };
  if (table.kind === "not-found") return null;
  const rows =
    table.kind === "rows"
      ? table.rows.map((row) => [row["LAST SEEN"], row["TYPE"], row["REASON"], row["OBJECT"], row["MESSAGE"]])
      : text
          .split("\n")
          .filter((line) => line.trim() !== "")
          .map((line) => cells(line, 5));
  const records = rows.flatMap((row) => listedEvent(row, namespace) ?? []);
  // Nothing of it looks like an event: it is something else.
  if (table.kind === "unreadable" && records.length === 0) return null;
  const before = table.kind === "rows" ? table.dropped : 0;
  return { records, dropped: before + rows.length - records.length };
}

function listedEvent(row: readonly (string | undefined)[], namespace: string): EventRecord | null {
  const [seen = "", type = "", reason = "", object = "", message] = row;
  const entity = entityNamed(object, namespace);
  if (entity === null || message === undefined || !/^(?:Normal|Warning)$/.test(type)) return null;
  const { ageMs: age, count } = sighting(seen);
  if (age === null && ageMs(seen) === null && !/^<\w+>$/.test(seen)) return null;
  return eventOf({ entity, type, reason, message, age, count });
}
