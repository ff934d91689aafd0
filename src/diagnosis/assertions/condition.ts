import type { Condition } from "../../core/assertion.js";
import type { Json } from "../../core/json.js";
import { any, type Truth } from "../../core/truth.js";
import { canonicalText } from "./record-index.js";

/** Nodes visited for one condition; a deeper or wider state leaves it unknown. */
const VISITS = 20_000;

interface Found {
  readonly values: readonly Json[];
  /** Whether all of the state was looked through. */
  readonly complete: boolean;
}

/**
 * Whether a state's fields fit a condition. Where a path with `*` finds several values, one that fits suffices.
 * `null` counts as missing, and what is missing as empty. A comparison with what is missing fails, except
 * `not-equals`, which needs a value as well: a field that is not there differs from nothing.
 */
export function conditionHolds(fields: Readonly<Record<string, Json>>, condition: Condition): Truth {
  const { values, complete } = resolve(fields, condition.path);
  const present = values.filter((value) => value !== null);
  const seen = answerOf(present, boundBy(condition, fields));
  if (complete) return seen;
  const needsAll = condition.op === "missing" || (condition.op === "empty" && present.length === 0);
  return seen === "holds" && !needsAll ? "holds" : "unknown";
}

/** A comparison with another field becomes one with that field's value; of several the first, as it stands. */
function boundBy(condition: Condition, fields: Readonly<Record<string, Json>>): Condition {
  if (condition.op !== "below-field" && condition.op !== "differs-from-field") return condition;
  const path = typeof condition.value === "string" ? condition.value : "";
  return { ...condition, value: resolve(fields, path).values.find((value) => value !== null) ?? null };
}

function answerOf(present: readonly Json[], { op, value }: Condition): Truth {
  const truth = (holds: boolean): Truth => (holds ? "holds" : "fails");
  switch (op) {
    case "exists":
      return truth(present.length > 0);
    case "missing":
      return truth(present.length === 0);
    case "empty":
      return truth(present.length === 0 || present.some(isEmpty));
    case "not-empty":
      return truth(present.some((one) => !isEmpty(one)));
    case "equals":
      return truth(present.some((one) => isEqual(one, value)));
    case "not-equals":
      return truth(present.some((one) => !isEqual(one, value)));
    case "contains":
      return truth(present.some((one) => contains(one, value)));
    case "matches-any":
      return any(
        (Array.isArray(value) ? value : [value]).map((part: Json) =>
          truth(present.some((one) => contains(one, part) || isEqual(one, part))),
        ),
      );
    case "differs-from-field":
      return truth(value !== null && present.some((one) => !isEqual(one, value)));
    case "below-field":
      return truth(present.some((one) => isBeyond(one, value, "below")));
    case "above":
    case "below":
      return truth(present.some((one) => isBeyond(one, value, op)));
  }
}

function isBeyond(one: Json, bound: Json | undefined, op: "above" | "below"): boolean {
  const [left, right] = [numberOf(one), numberOf(bound)];
  if (left === null || right === null) return false;
  return op === "above" ? left > right : left < right;
}

/** Wide integers arrive as text, so a text that is a number counts as one. */
function numberOf(value: Json | undefined): number | null {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^-?\d{1,18}(?:\.\d{1,18})?$/.test(value) ? Number(value) : null;
}

function isEqual(one: Json, other: Json | undefined): boolean {
  if (canonicalText(one) === canonicalText(other)) return true;
  if (typeof one === typeof other) return false;
  const number = numberOf(one);
  return number !== null && number === numberOf(other);
}

function isEmpty(value: Json): boolean {
  if (value === "" || value === null) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** A text contains a part of it, a list an element, an object a key. */
function contains(whole: Json, part: Json | undefined): boolean {
  if (typeof whole === "string") return typeof part === "string" && part !== "" && whole.includes(part);
  if (Array.isArray(whole)) return whole.some((one: Json) => isEqual(one, part));
  return whole !== null && typeof whole === "object" && typeof part === "string" && Object.hasOwn(whole, part);
}

/** All values at a dotted path. Keys may hold dots themselves, so each object is tried with one segment, two, and so on. */
function resolve(fields: Readonly<Record<string, Json>>, path: string): Found {
  const segments = path.split(".");
  const values: Json[] = [];
  const open: (readonly [Json, number])[] = [[fields, 0]];
  let visits = 0;
  while (open.length > 0) {
    const next = open.pop();
    if (next === undefined) break;
    visits += 1;
    if (visits > VISITS) return { values, complete: false };
    const [node, position] = next;
    if (position === segments.length) {
      values.push(node);
      continue;
    }
    if (node === null || typeof node !== "object") continue;
    for (const step of steps(node, segments, position)) open.push(step);
  }
  return { values, complete: true };
}

function steps(node: object, segments: readonly string[], position: number): (readonly [Json, number])[] {
  const children = node as Readonly<Record<string, Json>>;
  if (segments[position] === "*") return Object.values(children).map((child) => [child, position + 1] as const);
  const found: (readonly [Json, number])[] = [];
  let key = "";
  for (let end = position; end < segments.length && segments[end] !== "*"; end += 1) {
    key = end === position ? (segments[end] ?? "") : `${key}.${segments[end]}`;
    if (key !== "length" && Object.hasOwn(children, key)) found.push([children[key] ?? null, end + 1]);
  }
  return found;
}
