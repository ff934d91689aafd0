/**
 * The one enforcement path: what leads to production goes through these eight steps, in this order, or not at all.
 *
 * G1 Nothing is performed without an intent that is durable in the journal, and no intent is written without a
 *    permit of the policies in force at the epoch under which it is written.
 * G2 After a kill, or a change of policy, no intent of its scope follows; calls in flight are aborted, and what they
 *    still bring is never in a view.
 * G3 A (seat, n) is used once, for ever; only a call with an intent and no outcome is asked again, once.
 * G4 Both seats together never spend more than their budget, and the verifier's share is never lent.
 * G5 No byte from outside is parsed, stored or shown before it was redacted.
 * G6 Everything that a call did is recorded before the caller hears of it: a denial, an ending, or evidence.
 * G7 Nothing that a mind, a tool or a source does makes `call` reject: only a kill, the lease, the store and the
 *    caller's own signal do.
 */
import type { CallOutcome, CallRequest, Gate } from "../core/ports/gate.js";
import { admit } from "./admit.js";
import { authenticate } from "./authenticate.js";
import { authorize } from "./authorize.js";
import { type Desk, type GateParts, isDenied } from "./desk.js";
import { fit } from "./fit.js";
import { intend } from "./intend.js";
import { openDesk } from "./open-desk.js";
import { perform } from "./perform.js";
import { redact } from "./redact.js";
import { close, refuse } from "./refuse.js";
import { settle, settleEnded } from "./settle.js";

/** The gate of one investigation; what its stream holds already is folded first, so that a resume goes on from there. */
export async function createGate(parts: GateParts): Promise<Gate> {
  const desk = await openDesk(parts);
  return { call: (request, signal) => pass(desk, Object.freeze({ ...request }), signal) };
}

async function pass(desk: Desk, request: CallRequest, signal: AbortSignal): Promise<CallOutcome> {
  const admitted = admit(desk, request);
  if (isDenied(admitted)) return refuse(desk, request, admitted);
  const caller = authenticate(desk, request);
  if (isDenied(caller)) return refuse(desk, request, caller);
  // biome-ignore lint/suspicious/noFocusedTests: the gate's third step, as the design names it
  const call = fit(desk, request, admitted);
  if (isDenied(call)) return refuse(desk, request, call);
  const decide = () => authorize(desk, request, caller, call);
  const permission = await decide();
  if (isDenied(permission)) return refuse(desk, request, permission, call);
  const intent = await intend(desk, request, { admitted, caller, call }, permission, decide);
  if (isDenied(intent)) return refuse(desk, request, intent, call);
  const brought = await perform(desk, request, call, signal);
  if (brought.kind === "ended") return close(desk, request, call, await settleEnded(desk, request, brought));
  const redacted = await redact(desk, brought, call.tool.cost);
  if (redacted.kind === "ended") return close(desk, request, call, await settleEnded(desk, request, redacted));
  return close(desk, request, call, await settle(desk, request, call, intent, redacted));
}
