import type { StateAspect } from "../../core/capability.js";
import type { EntityRef } from "../../core/entity.js";
import type { Observation } from "../../core/observation.js";
import type { RecordOf } from "../../core/record.js";
import { type Instant, windowContains } from "../../core/time.js";
import type { Facts } from "../assertions/facts.js";
import type { Item } from "../assertions/record-index.js";
import { type Context, citeOf, type Detector, onsetAt, onsetBetween } from "./detector.js";
import { fieldOf, numberOf, textOf } from "./state-fields.js";

type State = RecordOf<"state">;

interface Rule {
  readonly aspects: readonly StateAspect[];
  /** What is wrong with the state, or `null`. One wording per flaw, so that a lasting one is recognised. */
  readonly flaw: (state: State) => string | null;
}

const STOPPED = /^(?:failed|dead|exited|stopped|inactive|crashed|crashloopbackoff|terminated|error|down|unhealthy)$/i;
const REFUSED = /refused|unreachable|timed? ?out|no route|reset|closed|failed/i;

/** What no healthy system shows for long, whatever its make. */
const RULES: readonly Rule[] = [
  {
    aspects: ["process", "container", "node-service", "object"],
    flaw: ({ fields }) =>
      fieldOf(fields, "running") === false ||
      STOPPED.test(textOf(fieldOf(fields, "state", "status", "phase", "activeState")))
        ? "not running"
        : null,
  },
  {
    aspects: ["process", "container", "probe", "target"],
    flaw: ({ fields }) => (fieldOf(fields, "ready", "healthy", "up") === false ? "not ready" : null),
  },
  {
    aspects: ["container", "object"],
    flaw: ({ fields }) => {
      const reason = textOf(fieldOf(fields, "state.waiting.reason", "waiting.reason", "waitingReason"));
      return reason === "" || /^(?:completed|podcompleted)$/i.test(reason) ? null : `waiting: ${reason}`;
    },
  },
  {
    aspects: ["object"],
    flaw: ({ fields }) => {
      const desired = numberOf(fieldOf(fields, "replicas.desired", "spec.replicas", "desired"));
      const ready = numberOf(fieldOf(fields, "replicas.ready", "status.readyReplicas", "ready")) ?? 0;
      return desired !== null && ready < desired ? "fewer ready than desired" : null;
    },
  },
  {
    aspects: ["endpoints"],
    flaw: ({ fields }) => {
      const ready = fieldOf(fields, "ready", "addresses", "endpoints", "subsets");
      return ready === 0 || (Array.isArray(ready) && ready.length === 0) ? "no endpoint is ready" : null;
    },
  },
  {
    aspects: ["connectivity"],
    flaw: ({ fields }) =>
      fieldOf(fields, "open", "reachable", "connected", "ok") === false ||
      REFUSED.test(textOf(fieldOf(fields, "result", "error", "status")))
        ? "does not accept connections"
        : null,
  },
];

/** Objects, processes and connections that are not as they should be, and restarts that were not there before. */
export const states: Detector = {
  name: "states",
  detect(facts, context) {
    const observations = facts
      .entities("state")
      .flatMap((entity) => [
        ...RULES.flatMap((rule) => rule.aspects.flatMap((aspect) => flawsOf(entity, aspect, rule, facts, context))),
        ...restartsOf(entity, facts, context),
      ]);
    return { observations, dropped: [] };
  },
};

function flawsOf(
  entity: EntityRef,
  aspect: StateAspect,
  rule: Rule,
  facts: Facts,
  context: Context,
): readonly Observation[] {
  const all = facts.states(entity, aspect);
  const firsts = new Map<string, Item<"state">>();
  for (const item of all) {
    const flaw = isNow(item.record.time, context) ? rule.flaw(item.record) : null;
    if (flaw !== null && !firsts.has(flaw)) firsts.set(flaw, item);
  }
  return [...firsts.entries()].map(([flaw, item]) => {
    const { time } = item.record;
    const before = all.filter(({ record }) => record.time !== null && time !== null && record.time < time);
    const last = before.at(-1)?.record;
    const stood = last !== undefined && rule.flaw(last) === flaw;
    return {
      detector: "states",
      entity,
      signal: "state",
      // What stood so before the window is a standing state: it is, but it did not appear.
      direction: last !== undefined && !stood ? "appeared" : "is",
      size: 1,
      onset: time === null || stood ? null : last?.time == null ? onsetAt(time) : onsetBetween(last.time, time),
      subject: `${aspect}: ${flaw}`,
      other: null,
      cite: citeOf(item.ref),
    };
  });
}

function isNow(time: Instant | null, { window, now }: Context): boolean {
  return time === null || windowContains(window, time) || (time >= window.to && time <= now);
}

/** A counter of restarts that rose between two snapshots, or stands above zero in the only one. */
function restartsOf(entity: EntityRef, facts: Facts, context: Context): readonly Observation[] {
  return (["process", "container"] as const).flatMap((aspect) => {
    let last: { readonly count: number; readonly time: Instant | null } | null = null;
    for (const { record, ref } of facts.states(entity, aspect)) {
      const count = numberOf(fieldOf(record.fields, "restarts", "restartCount", "restart_count"));
      if (count === null) continue;
      const rose = last === null ? count > 0 && record.time === null : count > last.count;
      if (rose && isNow(record.time, context))
        return [restarted(entity, count - (last?.count ?? 0), record.time, last?.time ?? null, ref)];
      last = { count, time: record.time };
    }
    return [];
  });
}

function restarted(
  entity: EntityRef,
  size: number,
  time: Instant | null,
  before: Instant | null,
  ref: Item<"state">["ref"],
): Observation {
  return {
    detector: "states",
    entity,
    signal: "restarts",
    direction: "up",
    size,
    onset: time === null ? null : onsetBetween(before ?? time, time),
    subject: "restarts",
    other: null,
    cite: citeOf(ref),
  };
}
