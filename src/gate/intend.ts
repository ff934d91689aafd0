/**
 * Step 5. The intent, durable before anything is done. The store refuses it when the control epoch has moved since
 * the decision: then the call is decided once more, and denied if the epoch moves again.
 */
import { bodyId, type Digest, sha256 } from "../core/digest.js";
import { InquestError } from "../core/errors.js";
import type { EventOf } from "../core/event.js";
import type { CallRequest } from "../core/ports/gate.js";
import type { AppendResult } from "../core/ports/store.js";
import type { Admitted } from "./admit.js";
import type { Authenticated } from "./authenticate.js";
import type { Authorized, Stopped } from "./authorize.js";
import { type Denied, type Desk, denied } from "./desk.js";
import type { Fitted } from "./fit.js";

export interface Intended {
  readonly kind: "intended";
  readonly epoch: number;
  /** The body of the query. */
  readonly query: Digest;
}

export interface Decided {
  readonly admitted: Admitted;
  readonly caller: Authenticated;
  readonly call: Fitted;
}

export async function intend(
  desk: Desk,
  request: CallRequest,
  decided: Decided,
  first: Authorized,
  decideAgain: () => Promise<Authorized | Denied | Stopped>,
): Promise<Intended | Denied | Stopped> {
  let permission = first;
  for (const last of [false, true]) {
    const result = await append(desk, request, decided, permission);
    if (result.kind === "appended")
      return { kind: "intended", epoch: permission.epoch, query: queryBody(desk, decided.admitted).id };
    if (result.kind !== "epoch-moved") throw leaseLost(desk, result);
    if (last) break;
    const again = await decideAgain();
    if (again.kind === "denied") return again;
    permission = again;
  }
  return denied("intend", "epoch-moved", "orders or policies changed twice while the call was decided");
}

function append(
  desk: Desk,
  request: CallRequest,
  { admitted, caller, call }: Decided,
  permission: Authorized,
): Promise<AppendResult> {
  const { seat, turn, n, move, again } = request;
  const query = queryBody(desk, admitted);
  const data: EventOf<"call.intended">["data"] = {
    seat,
    turn,
    n,
    move,
    tool: call.tool.id,
    capability: call.query.capability,
    source: call.integration.instance,
    query: query.id,
    callSignature: callSignature(call, admitted.query),
    policySet: permission.policySet,
    policies: permission.policies,
    epoch: permission.epoch,
    reserved: { calls: call.tool.cost, timeMs: call.tool.timeoutMs },
    again,
    binding: caller.binding,
    proof: caller.proof,
  };
  return desk.append([{ event: { type: "call.intended", data }, bodies: [query.id] }], [query], permission.epoch);
}

function queryBody(desk: Desk, { query }: Admitted) {
  const bytes = new TextEncoder().encode(query);
  return { id: bodyId(desk.parts.salt, bytes), dataClass: "restricted", bytes } as const;
}

/** The same call has the same signature: who asks does not matter, what and whom does. */
function callSignature({ tool, integration }: Fitted, query: string): Digest {
  return sha256(JSON.stringify([tool.id, integration.instance, query]));
}

export function leaseLost(desk: Desk, result: AppendResult): InquestError {
  const sealed = result.kind === "sealed";
  return new InquestError("LEASE_LOST", {
    what: sealed ? "the investigation has ended already" : "another process works on this investigation",
    where: `stream ${desk.parts.investigation}`,
    remedy: "look at it with `inquest show`, or resume it when the other process has ended",
  });
}
