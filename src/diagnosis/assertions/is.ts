import type { AssertionOf, Condition } from "../../core/assertion.js";
import type { StateAspect } from "../../core/capability.js";
import { entityKey } from "../../core/entity.js";
import type { EvidenceId } from "../../core/evidence.js";
import type { RecordOf } from "../../core/record.js";
import { type Instant, windowContains } from "../../core/time.js";
import { all, type Truth } from "../../core/truth.js";
import { conditionHolds } from "./condition.js";
import { type Evaluation, judged, unknown } from "./evaluation.js";
import type { Facts } from "./facts.js";
import type { Item, RecordRef } from "./record-index.js";

type Is = AssertionOf<"is">;

interface Candidate {
  readonly truth: Truth;
  readonly ref: RecordRef;
  readonly time: Instant | null;
}

/** Aspects of which an entity has many records at once: the next snapshot may hold none of them. */
const SETS = new Set<StateAspect>(["session", "lock", "statement"]);

/**
 * At least so many records of an aspect of the entity fit all conditions, each record by itself. What was seen
 * last before the window counts too, since it stood so when the window began (not for sessions and the like,
 * which come and go). A record without a time fits a claim about a window as unknown. It fails only where the
 * aspect was looked at all through the window, and shown there if it is one of those that stand.
 */
export function evaluateIs(assertion: Is, facts: Facts): Evaluation {
  const { entity, aspect, window, where } = assertion;
  const atLeast = assertion.atLeast ?? 1;
  const candidates = candidatesOf(assertion, facts);
  const fitting = candidates.filter(({ truth }) => truth === "holds");
  const maybe = candidates.filter(({ truth }) => truth === "unknown");
  const name = `of ${candidates.length} ${aspect} records of ${entityKey(entity)}`;
  const rest = { measured: fitting.length, basis: fitting.map(({ ref }) => ref) };
  if (fitting.length >= atLeast) {
    return judged("holds", `${fitting.length} ${name} fit`, { ...rest, onset: fitting[atLeast - 1]?.time ?? null });
  }
  if (fitting.length + maybe.length >= atLeast) {
    return unknown(`${fitting.length} ${name} fit, others do not tell their time or a field`, rest);
  }
  const shown = window === null || SETS.has(aspect) || candidates.length > 0;
  return shown && facts.covered("state", entity, window, { aspect, where })
    ? judged("fails", `${fitting.length} ${name} fit, ${atLeast} claimed`, {
        ...rest,
        basis: candidates.map(({ ref }) => ref),
      })
    : unknown(`${fitting.length} ${name} fit, but not all was looked at`, rest);
}

/** Whether a state was looked at in the window before `instant` and did not fit then: only so its beginning was seen. */
export function isSeenToBegin(assertion: Is, instant: Instant, facts: Facts): boolean {
  const { entity, aspect, window, where } = assertion;
  if (window === null || instant <= window.from) return false;
  return (
    facts.covered("state", entity, { from: window.from, to: instant }, { aspect, where }) &&
    facts
      .all("state")
      .some(
        ({ record }) =>
          record.aspect === aspect && record.time !== null && record.time >= window.from && record.time < instant,
      )
  );
}

/** The records that count: a brief one does not where a detailed one shows the same moment. */
function candidatesOf(assertion: Is, facts: Facts): readonly Candidate[] {
  const inside = recordsOf(assertion, facts).map(({ record, ref }) => ({
    record,
    ref,
    brief: isBrief(ref.evidence, facts),
  }));
  const detailed = new Set(inside.filter(({ brief }) => !brief).map(({ record }) => record.time));
  return inside
    .filter(({ record, brief }) => !brief || !detailed.has(record.time))
    .map(({ record, ref, brief }) => ({ ref, time: record.time, truth: fitOf(record, brief, assertion) }));
}

/** Records of the window, with what stood when it began. */
function recordsOf({ entity, aspect, window, where }: Is, facts: Facts): readonly Item<"state">[] {
  const records = facts.states(entity, aspect);
  if (window === null) return records;
  const inside = records.filter(({ record }) => record.time === null || windowContains(window, record.time));
  if (SETS.has(aspect)) return inside;
  const last = records.reduce((latest, { record: { time } }) => {
    return time !== null && time < window.from ? Math.max(latest, time) : latest;
  }, -1);
  const until = { from: last, to: window.from };
  if (last < 0 || !facts.covered("state", entity, until, { aspect, where })) return inside;
  return [...records.filter(({ record }) => record.time === last), ...inside];
}

function fitOf(record: RecordOf<"state">, brief: boolean, { where, window }: Is): Truth {
  const timed: Truth = window !== null && record.time === null ? "unknown" : "holds";
  const fits = where.map((condition) =>
    brief && leavesOut(record.fields, condition) ? "unknown" : conditionHolds(record.fields, condition),
  );
  return all([timed, ...fits]);
}

/** An object asked for without detail may leave fields out, so a field that it lacks is not known to be missing. */
function isBrief(id: EvidenceId, facts: Facts): boolean {
  const query = facts.evidenceOf(id)?.query;
  return query?.capability === "cluster.objects" && query.params.detail !== true;
}

function leavesOut(fields: RecordOf<"state">["fields"], { path }: Condition): boolean {
  return conditionHolds(fields, { path, op: "missing" }) === "holds";
}
