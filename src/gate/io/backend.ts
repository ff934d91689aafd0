import type { RecordedLine } from "../../core/ports/integration.js";
import type { CallTag } from "../call-tag.js";

/**
 * What stands behind a source: the only thing in the gate that touches the outside. One instance serves all calls;
 * each request names the call that makes it, as it would in a header.
 */
export interface Backend {
  /** Lines of one stream. Rejects with InquestError `RECORDING_INVALID` where they can't be read, and on abort. */
  recording(stream: string, call: CallTag, signal: AbortSignal): Promise<readonly RecordedLine[]>;
}
