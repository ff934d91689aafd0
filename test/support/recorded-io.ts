import type { Io, RecordedLine } from "../../src/core/ports/integration.js";
import { RECORDING_STREAMS, type RecordingStream } from "../../src/core/recording.js";

/** Streams by name, their lines as values that have yet to pass their schema. */
export type RecordedStreams = Readonly<Partial<Record<RecordingStream, readonly unknown[]>>>;

export interface RecordedIo extends Io {
  /** The streams that were read, in order. */
  readonly read: readonly string[];
}

/** An `Io` over lines in memory, which validates them as the gate's does and refuses the streams that are not there. */
export function recordedIo(streams: RecordedStreams): RecordedIo {
  const read: string[] = [];
  return {
    read,
    recording(name, signal) {
      if (signal.aborted) return Promise.reject(signal.reason);
      const lines = Object.hasOwn(streams, name) ? streams[name as RecordingStream] : undefined;
      if (lines === undefined) return Promise.reject(new Error(`no stream ${name}`));
      read.push(name);
      const schema = RECORDING_STREAMS[name as RecordingStream];
      return Promise.resolve(
        lines.map((line): RecordedLine => ({ text: JSON.stringify(line), value: schema.parse(line) })),
      );
    },
  };
}
