/** Building blocks of an object's fields. */
import type { Json } from "../../../src/index.js";

export type Fields = { readonly [name: string]: Json };

/** The fields that are known: what is undefined is left out. */
export function known(fields: { readonly [name: string]: Json | undefined }): Fields {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A whole number in plain digits. */
export function whole(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text.trim()) ? Number(text.trim()) : undefined;
}

/** A whole number as such, any other text as it is: ports may be names. */
export function wholeOrText(text: string): number | string {
  return whole(text) ?? text;
}

/** The text where there is one. */
export function said(text: string | undefined): string | undefined {
  return text === undefined || text === "" ? undefined : text;
}

const MOST_DEPTH = 16;

/**
 * What `more` says beyond `base`, filled in; what both say stays as `base` says it. Lists of named things are
 * joined by name, other lists are taken from `base`.
 */
export function filledIn(base: Json, more: Json, depth = 0): Json {
  if (depth > MOST_DEPTH) return base;
  if (isFields(base) && isFields(more)) {
    const names = [...new Set([...Object.keys(base), ...Object.keys(more)])];
    return Object.fromEntries(names.map((name) => [name, either(base[name], more[name], depth)] as const));
  }
  if (Array.isArray(base) && Array.isArray(more) && base.length > 0) {
    const byName = new Map(more.flatMap((one: Json) => (isFields(one) ? [[one["name"], one] as const] : [])));
    return base.map((one: Json) => {
      const same = isFields(one) && one["name"] !== undefined ? byName.get(one["name"]) : undefined;
      return same === undefined ? one : filledIn(one, same, depth + 1);
    });
  }
  return base;
}

function either(base: Json | undefined, more: Json | undefined, depth: number): Json {
  if (base === undefined) return more ?? null;
  return more === undefined ? base : filledIn(base, more, depth + 1);
}
