/**
 * Pieces of the vendor languages in which an answer says what was asked, so that a person can check it.
 * Values come from questions and from production: each is quoted so that pasting the text runs nothing else.
 */
import type { EntityRef } from "../../src/core/entity.js";
import type { Instant, Window } from "../../src/core/time.js";

/** The last instant that a date can name (ECMA-262, 21.4.1.1). */
const LAST_DATE = 8.64e15;

export function instantText(instant: Instant): string {
  return instant <= LAST_DATE ? new Date(instant).toISOString() : String(instant);
}

export function windowText({ from, to }: Window): string {
  return `[${instantText(from)}, ${instantText(to)})`;
}

/** A word of a POSIX shell. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./][A-Za-z0-9_@%+=:,./-]*$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A string literal of SQL. */
export function sqlString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A string literal of PromQL, LogQL, TraceQL and Cypher: escapes as in JSON. */
export function quotedString(text: string): string {
  return JSON.stringify(text);
}

/** `{namespace="shop",service="checkout"}`, with more matchers after it. */
export function labelMatchers(entity: EntityRef | undefined, more: readonly string[] = []): string {
  const named = entity === undefined ? [] : [`${labelName(entity.kind)}=${quotedString(entity.name)}`];
  const spaced = entity === undefined || entity.namespace === "" ? [] : [`namespace=${quotedString(entity.namespace)}`];
  const matchers = [...spaced, ...named, ...more];
  return matchers.length === 0 ? "" : `{${matchers.join(",")}}`;
}

function labelName(kind: string): string {
  return kind.replace(/[^A-Za-z0-9_]/g, "_");
}

/** Conditions of a WHERE clause that pick an entity. */
export function sqlEntity(entity: EntityRef | undefined): readonly string[] {
  if (entity === undefined) return [];
  const spaced = entity.namespace === "" ? [] : [`namespace = ${sqlString(entity.namespace)}`];
  return [`kind = ${sqlString(entity.kind)}`, ...spaced, `name = ${sqlString(entity.name)}`];
}

export function sqlWindow(column: string, window: Window | undefined): readonly string[] {
  if (window === undefined) return [];
  return [`${column} >= '${instantText(window.from)}'`, `${column} < '${instantText(window.to)}'`];
}

export function sqlSelect(what: string, from: string, where: readonly string[], rest = ""): string {
  const condition = where.length === 0 ? "" : ` WHERE ${where.join(" AND ")}`;
  return `SELECT ${what} FROM ${from}${condition}${rest === "" ? "" : ` ${rest}`}`;
}
