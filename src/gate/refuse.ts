/** How a call leaves the gate when it is refused, and what a stop means for whoever called. */
import { InquestError } from "../core/errors.js";
import type { Event } from "../core/event.js";
import type { CallOutcome, CallRequest } from "../core/ports/gate.js";
import type { Stopped } from "./authorize.js";
import type { KillScope } from "./control-state.js";
import type { Denied, Desk } from "./desk.js";
import type { Fitted } from "./fit.js";
import { leaseLost } from "./intend.js";
import type { Settled } from "./settle.js";

/**
 * Records the denial and gives back what was reserved.
 * @throws InquestError `KILLED` where the whole investigation is stopped
 */
export async function refuse(
  desk: Desk,
  request: CallRequest,
  refusal: Denied | Stopped,
  call?: Fitted,
): Promise<CallOutcome> {
  const { seat, turn, n, move } = request;
  const { step, code, policies, why } = refusal;
  if (call !== undefined) desk.ledger.release(seat, call.reserved);
  const capability = call?.query.capability ?? refusal.capability ?? null;
  const event: Event = { type: "call.denied", data: { seat, turn, n, move, step, code, capability, policies } };
  const result = await desk.append([{ event, bodies: [] }], [], null);
  if (result.kind !== "appended") throw leaseLost(desk, result);
  desk.parts.note?.({ kind: "denied", seat, n, code, why });
  if ("stop" in refusal) throwIfEnded(desk, refusal.stop);
  return { kind: "denied", n, code };
}

/**
 * Gives back what was reserved and not spent.
 * @throws InquestError `KILLED` where the whole investigation was stopped meanwhile
 */
export function close(desk: Desk, request: CallRequest, call: Fitted, settled: Settled): CallOutcome {
  if (settled.outcome.kind !== "denied") desk.ledger.release(request.seat, call.tool.cost - settled.outcome.cost);
  throwIfEnded(desk, settled.stop);
  return settled.outcome;
}

/** A stop of a seat or a source is an answer like others; one of everything ends the investigation. */
function throwIfEnded(desk: Desk, stop: KillScope | null): void {
  if (stop !== "all" && stop !== "investigation") return;
  throw new InquestError("KILLED", {
    what: stop === "all" ? "a person stopped everything" : "a person stopped this investigation",
    where: `investigation ${desk.parts.investigation}`,
    remedy: "`inquest kill --lift` lifts the stop; then resume the investigation",
  });
}
