/** What the supervisor tells its processes over the channel that it starts them with, and what they answer. */

/** What goes wrong in a process, as data. Everything at rest: {@link AT_REST}. */
export interface Behaviour {
  /** Milliseconds that the way to a peer takes more, each time. */
  readonly edgeDelayMs: Readonly<Record<string, number>>;
  /** Share of one processor that is burnt beside the work, [0, 1]. */
  readonly burnShare: number;
  /** Bytes that are kept and never let go, each second. */
  readonly leakBytesPerSecond: number;
  /** Routes (`POST /orders`) that throw for a share of their requests. */
  readonly failures: readonly { readonly route: string; readonly share: number; readonly message: string }[];
  /** Routes that compute longer, in milliseconds of processor time on average. */
  readonly extraWorkMs: Readonly<Record<string, number>>;
  /** The process ends by an uncaught exception that long after it is ready. */
  readonly crash: { readonly afterMs: number; readonly message: string } | null;
  /** Attempts that calls to a peer get at most. */
  readonly attempts: Readonly<Record<string, number>>;
}

export const AT_REST: Behaviour = {
  edgeDelayMs: {},
  burnShare: 0,
  leakBytesPerSecond: 0,
  failures: [],
  extraWorkMs: {},
  crash: null,
  attempts: {},
};

export type ToProcess =
  /** Host names and where they lead now; sent whole with each change. */
  | { readonly kind: "hosts"; readonly hosts: Readonly<Record<string, string>> }
  | { readonly kind: "behaviour"; readonly behaviour: Behaviour }
  | { readonly kind: "flags"; readonly flags: Readonly<Record<string, boolean>> }
  | { readonly kind: "load"; readonly requestsPerSecond: number; readonly attempts: number };

export type FromProcess = { readonly kind: "ready" } | { readonly kind: "failed"; readonly message: string };

/** Calls `receive` for each message of the supervisor, and ends this process when the supervisor is gone. */
export function listenToSupervisor(receive: (message: ToProcess) => void): void {
  process.on("message", (message: ToProcess) => receive(message));
  process.on("disconnect", () => process.exit(0));
  // Ctrl-C reaches every process of a terminal; the supervisor alone decides what ends when.
  process.on("SIGINT", () => undefined);
}

export function tellSupervisor(message: FromProcess): void {
  process.send?.(message);
}
