import type { InquestError } from "../../core/errors.js";

/** One thing that was looked at. */
export interface Check {
  readonly name: string;
  /** A `note` is no fault, but good to know. */
  readonly state: "fine" | "note" | "wrong";
  readonly what: string;
  readonly where: string | null;
  readonly remedy: string | null;
}

export function fine(name: string, what: string): Check {
  return { name, state: "fine", what, where: null, remedy: null };
}

export function note(name: string, what: string, remedy: string): Check {
  return { name, state: "note", what, where: null, remedy };
}

export function wrong(name: string, { what, where, remedy }: Pick<InquestError, "what" | "where" | "remedy">): Check {
  return { name, state: "wrong", what, where, remedy };
}
