import type { EventEmitter } from "node:events";

/**
 * Who reads our output may stop early (`inquest list | head -1`): what is written after that is dropped, and the
 * command ends with the exit code that it earned.
 */
export function quietWhenClosed(stream: EventEmitter): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED") throw error;
  });
}
