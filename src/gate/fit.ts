/**
 * Step 3. Does the call fit? Its schema, a registered tool, no secret in its arguments; then rate and budget, taken in
 * one step without a pause, so that moves made in parallel can't overspend together.
 */
import { CapabilityName } from "../core/capability.js";
import { costOf } from "../core/cost.js";
import type { EntityRef } from "../core/entity.js";
import type { CallRequest } from "../core/ports/gate.js";
import type { Integration, Tool } from "../core/ports/integration.js";
import { Query } from "../core/query.js";
import type { Admitted } from "./admit.js";
import { type Denied, type Desk, denied } from "./desk.js";
import { isPlainlyNamed, namedEntities } from "./named-entities.js";
import { secretsIn } from "./redaction/redactor.js";

export interface Fitted {
  readonly kind: "fitted";
  readonly query: Query;
  readonly tool: Tool;
  readonly integration: Integration;
  /** What the query is about; empty: the source as a whole. */
  readonly entities: readonly EntityRef[];
  /** Calls reserved for it: nothing where the first intent of the same call has them. */
  readonly reserved: number;
}

export function fit(desk: Desk, request: CallRequest, admitted: Admitted): Fitted | Denied {
  const raw: unknown = JSON.parse(admitted.query);
  const fitted = fitQuery(desk, request, admitted, raw);
  return fitted.kind === "denied" ? { ...fitted, capability: capabilityOf(raw) } : fitted;
}

function fitQuery(desk: Desk, request: CallRequest, admitted: Admitted, raw: unknown): Fitted | Denied {
  const parsed = Query.safeParse(raw);
  if (!parsed.success)
    return denied(
      "fit",
      capabilityOf(raw) === null ? "unknown-capability" : "bad-arguments",
      "the query does not fit its schema",
    );
  const query = frozen(parsed.data);
  const found = desk.parts.tools.resolve(query.capability, query.source);
  if ("kind" in found) return denied("fit", found.code, "no registered tool answers the query at one source");
  const entities = namedEntities(query);
  if (!entities.every(isPlainlyNamed)) return denied("fit", "bad-arguments", "a name is not what it looks like");
  const secrets = secretsIn(admitted.query);
  if (secrets.length > 0)
    return denied("fit", "secret-in-arguments", `an argument holds a secret (${secrets.join(", ")})`);
  // From here on the tool costs what this query costs.
  const tool = { ...found.tool, cost: costOf(found.tool, query) };
  return reserve(desk, request, { ...found, tool, query, entities });
}

function reserve(desk: Desk, request: CallRequest, call: Omit<Fitted, "kind" | "reserved">): Fitted | Denied {
  if (!desk.source(call.integration.instance).rate.take())
    return denied("fit", "rate", "the source is asked too often");
  const reserved = request.again ? 0 : call.tool.cost;
  if (!desk.ledger.reserve(request.seat, reserved)) return denied("fit", "budget", "the seat has too few calls left");
  return { ...call, kind: "fitted", reserved };
}

/** The capability that a query names, where there is one of that name. */
function capabilityOf(raw: unknown): CapabilityName | null {
  const named =
    typeof raw === "object" && raw !== null && "capability" in raw ? CapabilityName.safeParse(raw.capability) : null;
  return named?.success ? named.data : null;
}

/** Tools are handed the query that is recorded, and can't change it. A query is at most 64 KiB and 32 levels deep. */
function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
