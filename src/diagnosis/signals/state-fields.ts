/** Reads a state's fields whose names differ from source to source, without guessing at any value. */
import type { Json } from "../../core/json.js";
import type { RecordOf } from "../../core/record.js";

type Fields = RecordOf<"state">["fields"];

/** The first of these dotted paths that leads to a value. */
export function fieldOf(fields: Fields, ...paths: readonly string[]): Json | undefined {
  for (const path of paths) {
    let value: Json | undefined = fields as Json;
    for (const key of path.split(".")) {
      const inside: Json | undefined = value;
      value =
        inside !== null && typeof inside === "object" && !Array.isArray(inside) && Object.hasOwn(inside, key)
          ? (inside as { readonly [key: string]: Json })[key]
          : undefined;
    }
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

export function numberOf(value: Json | undefined): number | null {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : null;
}

export function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

/** Pids and the like: a list, one alone, or PostgreSQL's `{1,2}`. */
export function idsOf(value: Json | undefined): readonly string[] {
  if (Array.isArray(value)) return value.map((one: Json) => textOf(one)).filter((id) => id !== "");
  return textOf(value)
    .split(/[{},\s]+/)
    .filter((id) => id !== "" && id !== "0");
}
