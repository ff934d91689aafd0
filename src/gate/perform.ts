/**
 * Step 6. The call itself, through a one-shot `Io`, under one abort signal: the caller's, the time-out's, the stop
 * watch's. Whatever the tool does — throw, hang, answer with something else, answer too late — becomes a value here.
 */
import { InquestError } from "../core/errors.js";
import type { CallRequest } from "../core/ports/gate.js";
import type { CallTag } from "./call-tag.js";
import type { KillScope } from "./control-state.js";
import type { Desk } from "./desk.js";
import type { Fitted } from "./fit.js";
import { oneShotIo } from "./io/one-shot-io.js";
import { CallStopped } from "./stop-watch.js";

export interface Brought {
  readonly kind: "brought";
  /** As received, and the gate's own copy: whoever brought them can't change them any more. */
  readonly bytes: Uint8Array;
  readonly ms: number;
}

export interface Ended {
  readonly kind: "ended";
  readonly outcome: "unavailable" | "failed" | "timed-out" | "aborted" | "quarantined";
  readonly code: string;
  readonly ms: number;
  /** Calls spent: none where nothing was asked. */
  readonly cost: number;
  readonly stop: KillScope | null;
}

export async function perform(
  desk: Desk,
  request: CallRequest,
  call: Fitted,
  signal: AbortSignal,
): Promise<Brought | Ended> {
  const { clock, investigation } = desk.parts;
  const { seat, n } = request;
  const source = desk.source(call.integration.instance);
  const began = clock.elapsed();
  const ms = (): number => Math.max(0, Math.round(clock.elapsed() - began));
  if (!source.breaker.admits())
    return { kind: "ended", outcome: "unavailable", code: "breaker-open", ms: 0, cost: 0, stop: null };
  const controller = new AbortController();
  // A signal of its own: many calls in parallel would pile their listeners up on the caller's.
  const caller = AbortSignal.any([signal]);
  const follow = (): void => controller.abort(new CallStopped("caller", null, signal.reason));
  caller.addEventListener("abort", follow, { once: true });
  if (caller.aborted) follow();
  const unwatch = desk.stops.watch({ investigation, seat, source: call.integration.instance }, controller);
  try {
    const bytes = await source.queue.add(() => ask(desk, request, call, controller), { signal: controller.signal });
    source.breaker.succeeded();
    return { kind: "brought", bytes, ms: ms() };
  } catch (error) {
    const stopped =
      controller.signal.aborted && controller.signal.reason instanceof CallStopped ? controller.signal.reason : null;
    if (stopped === null || stopped.why === "timed-out") source.breaker.failed();
    else source.breaker.abandoned();
    if (stopped === null) desk.parts.note?.({ kind: "failed", seat, n, code: failureCode(error), error });
    return ending(desk, stopped ?? error, ms(), call.tool.cost);
  } finally {
    caller.removeEventListener("abort", follow);
    unwatch();
    // Ends the time-out's sleep, and every request that the tool still has open.
    controller.abort(new CallStopped("caller"));
  }
}

async function ask(desk: Desk, request: CallRequest, call: Fitted, controller: AbortController): Promise<Uint8Array> {
  const { signal } = controller;
  signal.throwIfAborted();
  const { seat, n } = request;
  const tag: CallTag = { investigation: desk.parts.investigation, seat, n, tool: call.tool.id };
  const io = oneShotIo(desk.parts.backends.get(call.integration.instance), call.tool.requests, tag, signal);
  desk.parts.clock.sleep(call.tool.timeoutMs, signal).then(
    () => controller.abort(new CallStopped("timed-out")),
    () => undefined,
  );
  // Called from within a promise, so that a tool that throws at once is no different from one that rejects.
  const answer = Promise.resolve()
    .then(() => call.tool.fetch(call.query as never, io.io, signal))
    .then((bytes: unknown) => ownCopy(bytes, desk.limits.answerBytes));
  answer.then(
    () => signal.aborted && desk.parts.note?.({ kind: "late", seat, n }),
    () => undefined,
  );
  try {
    return await Promise.race([answer, whenAborted(signal)]);
  } finally {
    io.close();
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function ownCopy(answer: unknown, limit: number): Uint8Array {
  if (!(answer instanceof Uint8Array)) throw new BadAnswer("not-bytes");
  if (answer.byteLength > limit) throw new BadAnswer("too-large");
  return Uint8Array.from(answer);
}

class BadAnswer extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** @throws InquestError where nothing may go on: the caller gave up, the lease has passed on, the store is gone. */
function ending(desk: Desk, error: unknown, ms: number, cost: number): Ended {
  if (!(error instanceof CallStopped))
    return { kind: "ended", outcome: "failed", code: failureCode(error), ms, cost, stop: null };
  switch (error.why) {
    case "timed-out":
      return { kind: "ended", outcome: "timed-out", code: "timed-out", ms, cost, stop: null };
    case "killed":
      return { kind: "ended", outcome: "aborted", code: "killed", ms, cost, stop: error.scope };
    case "lease":
      throw new InquestError("LEASE_LOST", {
        what: "the lease ran out while a call was in flight",
        where: `stream ${desk.parts.investigation}`,
        remedy: "resume the investigation",
        cause: error,
      });
    case "store":
    case "caller":
      throw error.cause instanceof InquestError ? error.cause : interrupted(error);
  }
}

/** A code from us or from our own errors; the words of a tool's error are for whoever watches, not for the record. */
function failureCode(error: unknown): string {
  if (error instanceof BadAnswer) return error.code;
  return error instanceof InquestError ? error.code : "tool-failed";
}

function interrupted(cause: CallStopped): InquestError {
  return new InquestError("INTERRUPTED", {
    what: "a call was interrupted before it answered",
    where: "the gate",
    remedy: "resume the investigation: the call is asked again once",
    cause,
  });
}
