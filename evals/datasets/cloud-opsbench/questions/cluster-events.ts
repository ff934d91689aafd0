import { type EntityRef, entityKey, logTemplate, type Params } from "../../../../src/index.js";
import { getResources } from "../calls.js";
import { coverageOf, type Draft, dropped, NOT_RECORDED, outside } from "../draft.js";
import type { ObjectKind } from "../kinds.js";
import { isMadeFor } from "../naming.js";
import { type EventRecord, eventList } from "../objects/events.js";
import type { RecordedCase } from "../recorded-case.js";

const EVENTS: ObjectKind = {
  asked: "event",
  recorded: "events",
  kind: "Event",
  entity: "other:event",
  wide: false,
  manifest: false,
};

/**
 * The list of a namespace's events. An empty one covers nothing: a cluster forgets its events, and lists are known to
 * be empty where descriptions still tell some.
 */
export function clusterEvents(params: Params<"cluster.events">, recorded: RecordedCase): Draft {
  const { entity } = params;
  const namespace = params.namespace ?? namespaceOf(entity) ?? recorded.namespace;
  const asked = `kubectl get events --namespace=${namespace}`;
  if (params.window !== undefined && params.window.to <= 0) return outside("a snapshot has no past", asked);
  const found = getResources(recorded, EVENTS, "", namespace, null);
  if (found.kind === "not-recorded") return outside(NOT_RECORDED, asked);
  const events = found.kind === "text" ? eventList(found.text, namespace) : null;
  if (events === null) return outside("the recorded answer cannot be read: it is no list of events", asked);
  const about = events.records.filter((event) => entity === undefined || concerns(event.entity, entity));
  const distinct = withoutRepeats(about);
  const records = newest(distinct);
  const cut = distinct.length - records.length;
  const complete = events.dropped === 0 && events.records.length > 0 && cut === 0;
  return {
    records,
    coverage: complete ? coverageOf(["event"], entity === undefined ? null : [entity]) : [],
    omitted: [
      ...dropped("rows of the list", events.dropped),
      ...dropped("older events", cut, `the answer was cut to ${MOST} events, warnings before others`),
      ...(events.records.length > 0
        ? []
        : dropped("events", 1, "the list is empty, which may mean that they were forgotten")),
    ],
    unavailable: null,
    asked,
  };
}

const MOST = 600;

/** What was reported of the same thing for the same reason in the same words is one event that was seen several times. */
function withoutRepeats(events: readonly EventRecord[]): readonly EventRecord[] {
  const seen = new Map<string, EventRecord>();
  for (const event of events) {
    const key = `${entityKey(event.entity)} ${event.severity} ${event.reason} ${logTemplate(event.message)}`;
    const before = seen.get(key);
    const [younger, older] = before !== undefined && ageOf(before) <= ageOf(event) ? [before, event] : [event, before];
    seen.set(key, { ...younger, count: younger.count + (older?.count ?? 0) });
  }
  return [...seen.values()];
}

/** Oldest first, as a cluster lists them. */
function newest(events: readonly EventRecord[]): readonly EventRecord[] {
  const rank = (event: EventRecord): number => (event.severity === "normal" ? 1 : 0);
  const kept = events.toSorted((a, b) => rank(a) - rank(b) || ageOf(a) - ageOf(b)).slice(0, MOST);
  return kept.sort((a, b) => ageOf(b) - ageOf(a));
}

function ageOf({ ageMs }: EventRecord): number {
  return ageMs ?? Number.POSITIVE_INFINITY;
}

function namespaceOf(entity: EntityRef | undefined): string | undefined {
  return entity === undefined || entity.namespace === "" ? undefined : entity.namespace;
}

/** About the entity itself, or about what Kubernetes made for it. */
function concerns(about: EntityRef, entity: EntityRef): boolean {
  if (entity.kind === "namespace") return true;
  return about.kind === entity.kind
    ? about.name === entity.name || isMadeFor(entity.name, about.name)
    : isMadeFor(entity.name, about.name);
}
