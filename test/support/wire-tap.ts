import type { RecordedLine } from "../../src/core/ports/integration.js";
import type { CallTag } from "../../src/gate/call-tag.js";
import type { Backend } from "../../src/gate/io/backend.js";

/** What went over the wire: who asked, and for what. */
export interface Tapped {
  readonly call: CallTag;
  readonly stream: string;
  readonly aborted: () => boolean;
}

/** Sits between the gate and a backend, and writes down each request. Nothing but the wire tells it anything. */
export class WireTap implements Backend {
  readonly #backend: Backend;
  readonly requests: Tapped[] = [];

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  recording(stream: string, call: CallTag, signal: AbortSignal): Promise<readonly RecordedLine[]> {
    this.requests.push({ call: { ...call }, stream, aborted: () => signal.aborted });
    return this.#backend.recording(stream, call, signal);
  }
}
