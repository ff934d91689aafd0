import type { EntityRef } from "../../../../src/index.js";
import type { LineRecord } from "../log-line.js";
import { ownerAmong } from "../naming.js";
import type { RecordedCase } from "../recorded-case.js";

/** The application that an entity is a part of, as logs are kept by. */
export function applicationOf({ kind, name }: EntityRef, recorded: RecordedCase): string {
  return kind === "pod" || kind === "workload" ? (ownerAmong(recorded.logged, name) ?? name) : name;
}

export interface FoundLines {
  readonly lines: readonly LineRecord[];
  /** Nothing older was left out. */
  readonly whole: boolean;
  readonly dropped: number;
}
