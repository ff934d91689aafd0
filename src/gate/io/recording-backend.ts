/** A recorded incident as a source's backend: streams are read when first asked for, checked line by line, and kept. */
import type { RecordedLine } from "../../core/ports/integration.js";
import {
  RECORDING_STREAM_NAMES,
  RECORDING_STREAMS,
  type RecordingManifest,
  type RecordingStream,
} from "../../core/recording.js";
import type { CallTag } from "../call-tag.js";
import type { Backend } from "./backend.js";
import { invalid, printable, readManifest } from "./recording-folder.js";
import { readStream } from "./recording-stream.js";

export class RecordingBackend implements Backend {
  readonly #folder: string;
  readonly manifest: RecordingManifest;
  readonly #streams = new Map<RecordingStream, Promise<readonly RecordedLine[]>>();
  readonly #life = new AbortController();

  private constructor(folder: string, manifest: RecordingManifest) {
    this.#folder = folder;
    this.manifest = manifest;
  }

  /** @throws InquestError `RECORDING_INVALID` */
  static async open(folder: string): Promise<RecordingBackend> {
    return new RecordingBackend(folder, await readManifest(folder));
  }

  /** Calls share the reading: the abort of one ends its own waiting, and not the others'. */
  async recording(stream: string, _call: CallTag, signal: AbortSignal): Promise<readonly RecordedLine[]> {
    signal.throwIfAborted();
    return await raceAbort(this.#lines(stream), signal);
  }

  /** Ends what is being read. */
  close(): void {
    this.#life.abort(new Error("the recording was closed"));
  }

  #lines(stream: string): Promise<readonly RecordedLine[]> {
    const name = RECORDING_STREAM_NAMES.find((known) => known === stream);
    if (name === undefined)
      return Promise.reject(
        invalid(
          `there are no streams named \`${printable(stream)}\``,
          this.manifest.name,
          "ask for one of the format's streams",
        ),
      );
    const file = this.manifest.streams[name]?.file;
    if (file === undefined) return Promise.resolve([]);
    const reading =
      this.#streams.get(name) ?? readStream(this.#folder, file, RECORDING_STREAMS[name], this.#life.signal);
    this.#streams.set(name, reading);
    return reading;
  }
}

function raceAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
