import { InquestError } from "../core/errors.js";
import { EXIT } from "./exit-code.js";

/** The part of a process that hears signals; a double of it stands in for tests. */
export interface SignalSource {
  on(signal: "SIGINT" | "SIGTERM", listener: () => void): unknown;
  off(signal: "SIGINT" | "SIGTERM", listener: () => void): unknown;
  exit(code: number): void;
}

export interface Interruption {
  readonly signal: AbortSignal;
  /** Signals end the process again, as they do by default. */
  stopListening(): void;
}

/** The first Ctrl-C (or SIGTERM) asks for a clean end, a second one ends at once. */
export function listenForInterruption(source: SignalSource, onFirst: () => void): Interruption {
  const controller = new AbortController();
  const listener = () => {
    if (controller.signal.aborted) return source.exit(EXIT.interrupted);
    controller.abort(interruptedError());
    onFirst();
  };
  source.on("SIGINT", listener);
  source.on("SIGTERM", listener);
  return {
    signal: controller.signal,
    stopListening() {
      source.off("SIGINT", listener);
      source.off("SIGTERM", listener);
    },
  };
}

function interruptedError(): InquestError {
  return new InquestError("INTERRUPTED", {
    what: "the command was interrupted",
    where: "by a signal (Ctrl-C or SIGTERM)",
    remedy: "run it again; an investigation goes on with `inquest investigate --resume ID`",
  });
}
