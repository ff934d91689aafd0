/** Step 1. Bounds, before anything is read closely: bytes, depth, the rate of the seat's channel. Nothing durable yet. */
import type { CallRequest } from "../core/ports/gate.js";
import { canonicalQuery } from "./canonical-query.js";
import { type Denied, type Desk, denied } from "./desk.js";

export interface Admitted {
  readonly kind: "admitted";
  /** The query in canonical JSON: from here on nobody looks at the object again. */
  readonly query: string;
}

export function admit(desk: Desk, request: CallRequest): Admitted | Denied {
  const canonical = canonicalQuery(request.query);
  if (canonical.kind === "refused")
    return denied("admit", canonical.code, "the query is larger or deeper than any query");
  if (!desk.seatRate(request.seat).take()) return denied("admit", "rate", "the seat calls too often and is shut");
  return { kind: "admitted", query: canonical.text };
}
