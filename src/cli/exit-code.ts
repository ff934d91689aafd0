import type { ErrorCode } from "../core/errors.js";

/** What the process ends with. For `investigate`, `done` is a finding or *no fault found*. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  unproven: 3,
  denied: 4,
  integrity: 5,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const OF_ERROR: Readonly<Record<ErrorCode, ExitCode>> = {
  USAGE: EXIT.usage,
  CONFIG_INVALID: EXIT.usage,
  ALERT_INVALID: EXIT.usage,
  RECORDING_INVALID: EXIT.usage,
  JSON_INVALID: EXIT.usage,
  INPUT_TOO_LARGE: EXIT.usage,
  ENTITY_INVALID: EXIT.usage,
  NOT_FOUND: EXIT.usage,
  INTEGRATION_INVALID: EXIT.usage,
  POLICY_INVALID: EXIT.usage,
  READ_ONLY_FOLDER: EXIT.usage,
  KILLED: EXIT.denied,
  INTEGRITY: EXIT.integrity,
  INTERRUPTED: EXIT.interrupted,
  STORE_UNUSABLE: EXIT.failed,
  STORE_FULL: EXIT.failed,
  LEASE_LOST: EXIT.failed,
  MIND_INVALID: EXIT.failed,
  INTERNAL: EXIT.failed,
};

export function exitCodeOf(code: ErrorCode): ExitCode {
  return OF_ERROR[code];
}
