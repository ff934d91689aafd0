import type { StateAspect } from "../../src/core/capability.js";
import { type EntityRef, entityKey, sameEntity } from "../../src/core/entity.js";
import { sqlString } from "./question-text.js";
import { answerStates, aspectOfEntity, namesEntity, type StateLine } from "./snapshots.js";
import type { StreamQuestion } from "./stream-question.js";

const ACTIVITY: readonly StateAspect[] = ["session", "lock", "statement", "replication"];

/** Sessions, locks, statements and replication: the latest snapshot, or each snapshot of a window. */
export const databaseActivity: StreamQuestion<"database.activity", "states"> = {
  capability: "database.activity",
  stream: "states",
  aspects: ACTIVITY,
  provenance: "observed",
  answer({ database, window }, view) {
    const asked = `SELECT *, pg_blocking_pids(pid) FROM pg_stat_activity WHERE datname = ${sqlString(database.name)}`;
    return answerStates(view, {
      matches: (state) => ACTIVITY.includes(state.aspect) && isOf(state, database),
      entity: database,
      window,
      snapshotOf: activitySnapshot,
      covers: [database],
      asked,
    });
  },
};

export const databaseSettings: StreamQuestion<"database.settings", "states"> = {
  capability: "database.settings",
  stream: "states",
  aspects: ["setting"],
  provenance: "observed",
  answer({ database }, view) {
    const asked = "SELECT name, setting, unit, source FROM pg_settings ORDER BY name";
    return answerStates(view, {
      matches: (state) => state.aspect === "setting" && isOf(state, database),
      entity: database,
      window: undefined,
      snapshotOf: aspectOfEntity,
      covers: [database],
      asked,
    });
  },
};

/** A state of the database, or of a thing (a session, a setting) that names its database. */
function isOf(state: StateLine, database: EntityRef): boolean {
  if (state.entity.kind === "database") return sameEntity(state.entity, database);
  return namesEntity(state.fields["database"], database);
}

/** Sessions and locks are read together: no lock in the latest reading means that none was held. */
function activitySnapshot(state: StateLine): string {
  const aspect = state.aspect === "lock" ? "session" : state.aspect;
  return `${aspect} ${entityKey(state.entity)}`;
}
