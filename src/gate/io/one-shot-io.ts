/** The door that a tool is handed: it opens on what the tool's manifest lists, for one call, and is dead after it. */
import type { Io, Requests } from "../../core/ports/integration.js";
import type { CallTag } from "../call-tag.js";
import type { Backend } from "./backend.js";

export interface OneShotIo {
  readonly io: Io;
  /** From now on every request is refused, and those under way are aborted. */
  close(): void;
}

export function oneShotIo(
  backend: Backend | undefined,
  requests: Requests,
  call: CallTag,
  signal: AbortSignal,
): OneShotIo {
  const closed = new AbortController();
  const io: Io = {
    async recording(stream, toolSignal) {
      if (closed.signal.aborted || signal.aborted) throw new Error("the call that this door was made for has ended");
      if (backend === undefined) throw new Error("no backend stands behind this source");
      if (!requests.recordingStreams?.includes(stream))
        throw new Error(`the tool's manifest does not list the stream \`${String(stream)}\``);
      return await backend.recording(stream, call, AbortSignal.any([signal, closed.signal, toolSignal]));
    },
  };
  return { io: Object.freeze(io), close: () => closed.abort(new Error("the call has ended")) };
}
