import { Agent, request } from "node:http";
import type { Behaviour } from "../control.js";
import type { Hosts } from "./hosts.js";
import type { Counter, Histogram } from "./metrics-registry.js";
import type { SpanContext, Tracer } from "./tracer.js";
import { writeTraceparent } from "./tracer.js";

export interface PeerAnswer {
  readonly status: number;
  readonly body: string;
}

/** A call that brought no answer: refused, reset, not resolved, timed out. */
export class PeerFailure extends Error {
  readonly code: string;

  constructor(code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "PeerFailure";
    this.code = code;
  }
}

export interface PeerCall {
  readonly peer: string;
  readonly method: string;
  readonly path: string;
  readonly timeoutMs: number;
  readonly body: string | null;
  readonly parent: SpanContext;
}

interface PeerClientParts {
  readonly hosts: Hosts;
  readonly tracer: Tracer;
  readonly durations: Histogram;
  readonly requests: Counter;
  readonly errors: Counter;
  readonly addresses: Readonly<Record<string, string>>;
  readonly behaviour: () => Behaviour;
}

/** Calls peers at the addresses that the configuration names. */
export class PeerClient {
  readonly #parts: PeerClientParts;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 200, timeout: 15_000 });

  constructor(parts: PeerClientParts) {
    this.#parts = parts;
  }

  /** @throws PeerFailure; an answer of any status is an answer */
  async call(call: PeerCall): Promise<PeerAnswer> {
    const attempts = this.#parts.behaviour().attempts[call.peer] ?? 1;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer = await this.#attempt(call);
        if (answer.status < 500 || attempt >= attempts) return answer;
      } catch (failure) {
        if (attempt >= attempts) throw failure;
      }
    }
  }

  async #attempt(call: PeerCall): Promise<PeerAnswer> {
    const { tracer, durations, requests, errors } = this.#parts;
    const url = new URL(call.path, this.#parts.addresses[call.peer]);
    const span = tracer.start("client", `${call.method} ${call.peer}`, call.parent, {
      "peer.service": call.peer,
      "server.address": url.hostname,
      "server.port": Number(url.port),
      "http.request.method": call.method,
    });
    const startedAt = performance.now();
    const settle = (status: string, error: string | null): void => {
      durations.observe({ peer: call.peer }, (performance.now() - startedAt) / 1_000);
      requests.add({ peer: call.peer, status });
      if (error !== null) errors.add({ peer: call.peer });
      span.end(
        error,
        /^\d+$/.test(status) ? { "http.response.status_code": Number(status) } : { "error.type": status },
      );
    };
    try {
      const delay = this.#parts.behaviour().edgeDelayMs[call.peer] ?? 0;
      if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
      const answer = await this.#exchange(url, call, span.context);
      settle(String(answer.status), answer.status >= 500 ? `status ${answer.status}` : null);
      return answer;
    } catch (error) {
      const failure = error instanceof PeerFailure ? error : failureOf(error);
      settle(failure.code, failure.message);
      throw failure;
    }
  }

  #exchange(url: URL, call: PeerCall, context: SpanContext): Promise<PeerAnswer> {
    const address = this.#parts.hosts.resolve(url.hostname);
    return new Promise((resolve, reject) => {
      const sending = request({
        host: address,
        port: url.port,
        path: `${url.pathname}${url.search}`,
        method: call.method,
        agent: this.#agent,
        headers: { host: url.host, traceparent: writeTraceparent(context), "content-type": "application/json" },
      });
      const deadline = setTimeout(() => {
        sending.destroy(new PeerFailure("timeout", `no answer from ${url.host} within ${call.timeoutMs} ms`));
      }, call.timeoutMs);
      sending.on("error", (error) => {
        clearTimeout(deadline);
        reject(error);
      });
      sending.on("response", (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("error", reject);
        response.on("end", () => {
          clearTimeout(deadline);
          resolve({ status: response.statusCode ?? 500, body: Buffer.concat(parts).toString("utf8") });
        });
      });
      sending.end(call.body ?? undefined);
    });
  }
}

function failureOf(error: unknown): PeerFailure {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "error";
  return new PeerFailure(code, error instanceof Error ? error.message : String(error), error);
}
