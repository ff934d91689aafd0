/**
 * The one error class. Expected outcomes (denied, unavailable, unproven) are values; an InquestError is
 * bad input, a broken store or a machine that cannot do the work, told in three lines: what, where, remedy.
 */
export const ERROR_CODES = {
  USAGE: "the command line or an argument of a call is not understood",
  CONFIG_INVALID: "a configuration file does not say what it must",
  ALERT_INVALID: "an alert cannot be read",
  RECORDING_INVALID: "a recording of an incident cannot be read",
  JSON_INVALID: "a text that should be JSON is not, or holds what no JSON of ours may",
  INPUT_TOO_LARGE: "an input is larger than its cap",
  ENTITY_INVALID: "the name of an entity cannot be read",
  NOT_FOUND: "nothing is known by that name",
  STORE_UNUSABLE: "the journal's files cannot be opened, read or written",
  STORE_FULL: "the disk or the store has no room for another entry",
  INTEGRITY: "the journal does not prove what it should",
  LEASE_LOST: "another process works on this investigation",
  INTEGRATION_INVALID: "an integration declares what may not be registered",
  POLICY_INVALID: "a policy, schema or entity does not validate",
  MIND_INVALID: "a mind answered with what is no move",
  KILLED: "a person stopped this investigation",
  INTERRUPTED: "the work was interrupted and can be resumed",
  READ_ONLY_FOLDER: "a folder that must be written to cannot be",
  INTERNAL: "a promise of the program itself is broken; please report it",
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

export interface ErrorDetails {
  /** What is wrong: lower case, no final stop, values of users in backticks. */
  readonly what: string;
  /** Where: file, line, field, or call. */
  readonly where: string;
  /** What to do about it. */
  readonly remedy: string;
  readonly cause?: unknown;
}

export class InquestError extends Error {
  readonly code: ErrorCode;
  readonly what: string;
  readonly where: string;
  readonly remedy: string;

  constructor(code: ErrorCode, details: ErrorDetails) {
    super(`${details.what} (${details.where}); ${details.remedy}`, { cause: details.cause });
    this.name = "InquestError";
    this.code = code;
    this.what = details.what;
    this.where = details.where;
    this.remedy = details.remedy;
  }
}
