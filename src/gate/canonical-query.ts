/**
 * The one form of a query that the gate works with from `admit` on. A query is an object made by a mind: it may be
 * cyclic, bottomless, or answer differently each time it is read. It is measured within bounds and written down once;
 * what is decided, recorded and performed is read from that text.
 */
import canonicalize from "canonicalize";

export const QUERY_MAX_BYTES = 65_536;
export const QUERY_MAX_DEPTH = 32;

export type CanonicalQuery =
  | { readonly kind: "canonical"; readonly text: string }
  | { readonly kind: "refused"; readonly code: "too-large" | "too-deep" | "bad-arguments" };

export function canonicalQuery(query: unknown): CanonicalQuery {
  try {
    const excess = exceeds(query);
    if (excess !== null) return { kind: "refused", code: excess };
    // RFC 8785. `JSON.stringify` first: it reads each property once, and what it wrote no longer changes.
    const text = canonicalize(JSON.parse(JSON.stringify(query)));
    if (text === undefined || Buffer.byteLength(text) > QUERY_MAX_BYTES) return { kind: "refused", code: "too-large" };
    return { kind: "canonical", text };
  } catch {
    return { kind: "refused", code: "bad-arguments" };
  }
}

/** Walks without recursion, and stops at the first bound: a cycle ends at the depth, a flood at the size. */
function exceeds(root: unknown): "too-large" | "too-deep" | null {
  let size = 0;
  const pending: { readonly value: unknown; readonly depth: number }[] = [{ value: root, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, depth } = next;
    size += typeof value === "string" ? value.length + 2 : 1;
    if (typeof value === "object" && value !== null) {
      if (depth >= QUERY_MAX_DEPTH) return "too-deep";
      if (Array.isArray(value)) size += value.length;
      for (const name in value) {
        if (!Object.hasOwn(value, name)) continue;
        if (!Array.isArray(value)) size += name.length + 3;
        if (size > QUERY_MAX_BYTES) return "too-large";
        pending.push({ value: (value as Record<string, unknown>)[name], depth: depth + 1 });
      }
    }
    if (size > QUERY_MAX_BYTES) return "too-large";
  }
  return null;
}
