/**
 * The main thread's side of a store's worker.
 *
 * - Every call is answered or rejected: when the worker fails, each waiting caller gets its error, and so does
 *   every later one.
 * - The worker's queue is bounded: beyond the bound a caller waits for its turn, in order; beyond a second bound a
 *   call is refused at once.
 * - A process that only waits for an idle worker may end.
 */
import type { TransferListItem, Worker } from "node:worker_threads";
import { assertNever } from "../core/assert-never.js";
import { InquestError } from "../core/errors.js";
import { fromWire, type WorkerCall, type WorkerReply } from "./worker-protocol.js";

const MAX_AT_WORK = 256;
const MAX_WAITING = 10_000;

interface Pending {
  readonly resolve: (value: never) => void;
  readonly reject: (reason: unknown) => void;
}

interface Waiting extends Pending {
  readonly call: WorkerCall;
  readonly transfer: readonly TransferListItem[];
}

/** Synchronous methods of the worker, asynchronous for who asks. */
type Method = (...args: never[]) => unknown;

export class WorkerClient<Api extends object> {
  readonly #worker: Worker;
  /** The call of which an opening worker owes the answer; nobody waits for it any more once it came. */
  readonly #opening: Pending;
  readonly #atWork = new Map<number, Pending>();
  #waiting: Waiting[] = [];
  #nextId = 0;
  #failure: unknown = null;

  private constructor(worker: Worker, opening: Pending) {
    this.#worker = worker;
    this.#opening = opening;
    worker.on("message", (reply: WorkerReply) => this.#receive(reply));
    worker.on("error", (cause) => this.#fail(workerFailed("ended with an error", cause)));
    worker.on("messageerror", (cause) => this.#fail(workerFailed("sent what can't be read", cause)));
    worker.on("exit", (code) => this.#fail(workerFailed(`ended with code ${code}`)));
  }

  /** Resolves once the worker has opened the store; rejects with why it can't, or with the signal's reason. */
  static async open<Api extends object>(worker: Worker, signal: AbortSignal | undefined): Promise<WorkerClient<Api>> {
    const done = new AbortController();
    try {
      return await new Promise<WorkerClient<Api>>((resolve, reject) => {
        const client = new WorkerClient<Api>(worker, { resolve: () => resolve(client), reject });
        const abort = () => client.#fail(signal?.reason);
        if (signal?.aborted) abort();
        signal?.addEventListener("abort", abort, { once: true, signal: done.signal });
      });
    } catch (error) {
      await worker.terminate();
      throw error;
    } finally {
      done.abort();
    }
  }

  call<K extends keyof Api & string>(
    method: K,
    args: Api[K] extends Method ? Parameters<Api[K]> : never,
    transfer: readonly TransferListItem[] = [],
  ): Promise<Api[K] extends Method ? ReturnType<Api[K]> : never> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== null) throw this.#failure;
      if (this.#waiting.length >= MAX_WAITING) throw tooManyCalls();
      const call: WorkerCall = { id: this.#nextId, method, args };
      this.#nextId += 1;
      this.#waiting.push({ call, transfer, resolve, reject });
      this.#send();
    });
  }

  /** Finishes what was asked before, then ends the worker. */
  async close(): Promise<void> {
    if (this.#failure !== null) return;
    const closed = this.call("close" as keyof Api & string, [] as never);
    this.#failure = new InquestError("STORE_UNUSABLE", {
      what: "the store is closed",
      where: "the journal",
      remedy: "open it again",
    });
    await closed;
    await this.#worker.terminate();
  }

  #send(): void {
    while (this.#atWork.size < MAX_AT_WORK) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      if (this.#atWork.size === 0) this.#worker.ref();
      this.#atWork.set(next.call.id, next);
      try {
        this.#worker.postMessage(next.call, next.transfer);
      } catch (error) {
        // What can't be handed over fails alone.
        this.#atWork.delete(next.call.id);
        next.reject(error);
      }
    }
  }

  #receive(reply: WorkerReply): void {
    switch (reply.kind) {
      case "open":
        this.#worker.unref();
        this.#opening.resolve(undefined as never);
        return;
      case "unusable":
        this.#fail(fromWire(reply.error));
        return;
      case "done":
        this.#settle(reply.id)?.resolve(reply.value as never);
        return;
      case "failed":
        this.#settle(reply.id)?.reject(fromWire(reply.error));
        return;
      default:
        assertNever(reply);
    }
  }

  /** Takes an answered call off the list, and lets the next one begin. */
  #settle(id: number): Pending | undefined {
    const pending = this.#atWork.get(id);
    this.#atWork.delete(id);
    this.#send();
    if (this.#atWork.size === 0) this.#worker.unref();
    return pending;
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    this.#opening.reject(this.#failure);
    for (const pending of [...this.#atWork.values(), ...this.#waiting]) pending.reject(this.#failure);
    this.#atWork.clear();
    this.#waiting = [];
  }
}

function workerFailed(how: string, cause?: unknown): InquestError {
  return new InquestError("STORE_UNUSABLE", {
    what: `the store's worker ${how}`,
    where: "the journal",
    remedy: "start again; what was acknowledged is safe, and the work can be resumed",
    cause,
  });
}

function tooManyCalls(): InquestError {
  return new InquestError("STORE_UNUSABLE", {
    what: `more than ${MAX_WAITING} calls wait for the store`,
    where: "the journal",
    remedy: "ask for less at once; this call was not begun",
  });
}
