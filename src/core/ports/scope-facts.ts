import type { EntityRef } from "../entity.js";

/** What the gate may know of the incident's neighbourhood: from declared sources only. */
export interface ScopeFacts {
  /** Entities that the investigation may ask about; null: everything that its integrations reach. */
  entities(): readonly EntityRef[] | null;
  /** Declared ancestors of an entity, nearest first. */
  ancestors(entity: EntityRef): readonly EntityRef[];
}
