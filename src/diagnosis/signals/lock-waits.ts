import type { EntityRef } from "../../core/entity.js";
import type { Observation } from "../../core/observation.js";
import { type Instant, windowContains } from "../../core/time.js";
import type { Facts } from "../assertions/facts.js";
import type { Item } from "../assertions/record-index.js";
import { type Context, citeOf, type Detector, onsetAt, onsetBetween } from "./detector.js";
import { fieldOf, idsOf, textOf } from "./state-fields.js";

interface Session {
  readonly id: string;
  readonly blockedBy: readonly string[];
  readonly waits: boolean;
  readonly item: Item<"state">;
}

/** Sessions that wait for locks, and the one at the head of the queue, which waits for nobody. */
export const lockWaits: Detector = {
  name: "lock-waits",
  detect(facts, context) {
    const observations = facts.entities("state").flatMap((entity) => waitsOf(entity, facts, context));
    return { observations, dropped: [] };
  },
};

function waitsOf(database: EntityRef, facts: Facts, { window }: Context): readonly Observation[] {
  const snapshots = new Map<Instant | null, Session[]>();
  for (const item of facts.states(database, "session")) {
    const { time } = item.record;
    const snapshot = snapshots.get(time) ?? [];
    snapshots.set(time, snapshot);
    snapshot.push(sessionOf(item));
  }
  const times = [...snapshots.keys()];
  const waiting = times.filter(
    (time) => (time === null || windowContains(window, time)) && isQueue(snapshots.get(time)),
  );
  const worst = waiting.reduce<readonly Session[]>((most, time) => longer(most, snapshots.get(time) ?? []), []);
  const first = waiting[0];
  if (first === undefined) return [];
  const before = times.filter((time): time is Instant => time !== null && first !== null && time < first).at(-1);
  const onset = first === null ? null : before === undefined ? onsetAt(first) : onsetBetween(before, first);
  return headsOf(worst).map(({ head, first: waiter, queue }) => ({
    detector: "lock-waits",
    entity: database,
    signal: "lock-wait",
    direction: "is",
    size: queue,
    onset,
    subject: subjectOf(head, queue),
    other: ownerOf(head, facts),
    cite: citeOf((head ?? waiter).item.ref),
  }));
}

function sessionOf(item: Item<"state">): Session {
  const { fields } = item.record;
  const blockedBy = idsOf(fieldOf(fields, "blockedBy", "blocked_by", "blocking_pids", "blockingPids"));
  const kind = textOf(fieldOf(fields, "waitEventType", "wait_event_type", "wait.type"));
  return {
    id: textOf(fieldOf(fields, "pid", "id", "sessionId", "session_id", "thread_id")),
    blockedBy,
    waits: blockedBy.length > 0 || kind.toLowerCase() === "lock",
    item,
  };
}

function isQueue(sessions: readonly Session[] = []): boolean {
  return sessions.some(({ waits }) => waits);
}

function longer(a: readonly Session[], b: readonly Session[]): readonly Session[] {
  const waiting = (sessions: readonly Session[]): number => sessions.filter(({ waits }) => waits).length;
  return waiting(b) > waiting(a) ? b : a;
}

interface Queue {
  /** The session that waits for nobody; `null` where it was not listed, or all wait in a ring. */
  readonly head: Session | null;
  readonly first: Session;
  /** How many wait. */
  queue: number;
}

/** Who is at the head of which queue, the longest queue first. */
function headsOf(sessions: readonly Session[]): readonly Queue[] {
  const byId = new Map(sessions.map((session) => [session.id, session]));
  const queues = new Map<string, Queue>();
  for (const session of sessions.filter(({ waits }) => waits)) {
    const head = headOf(session, byId);
    const entry = queues.get(head?.id ?? "") ?? { head, first: session, queue: 0 };
    queues.set(head?.id ?? "", entry);
    entry.queue += 1;
  }
  return [...queues.values()].sort((a, b) => b.queue - a.queue);
}

/** Follows who blocks whom. */
function headOf(session: Session, byId: ReadonlyMap<string, Session>): Session | null {
  const passed = new Set<string>();
  let at: Session | undefined = session;
  while (at !== undefined && at.blockedBy.length > 0) {
    if (passed.has(at.id)) return null;
    passed.add(at.id);
    at = byId.get(at.blockedBy[0] ?? "");
  }
  return at === undefined || at === session ? null : at;
}

function subjectOf(head: Session | null, queue: number): string {
  if (head === null) return `${queue} sessions wait for locks, the holder is not listed`;
  const { fields } = head.item.record;
  const of = textOf(fieldOf(fields, "application", "application_name", "user", "usename"));
  const state = textOf(fieldOf(fields, "state"));
  return `session ${head.id}${of === "" ? "" : ` of ${of}`}${state === "" ? "" : `, ${state},`} blocks ${queue}`;
}

/** The entity that the session at the head belongs to, where its application has the name of one that is known. */
function ownerOf(head: Session | null, facts: Facts): EntityRef | null {
  const name = head === null ? "" : textOf(fieldOf(head.item.record.fields, "application", "application_name"));
  if (name === "") return null;
  const known = (["series", "span", "line", "state"] as const).flatMap((kind) => facts.entities(kind));
  return known.find((entity) => entity.name === name && entity.kind !== "database") ?? null;
}
