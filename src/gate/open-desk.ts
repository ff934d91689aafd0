import PQueue from "p-queue";
import type { SeatName } from "../core/events/define.js";
import { CallHistory } from "./call-history.js";
import { CallLedger } from "./call-ledger.js";
import { CircuitBreaker } from "./circuit-breaker.js";
import { ControlState } from "./control-state.js";
import { type Desk, GATE_LIMITS, type GateParts, type SourceDesk } from "./desk.js";
import { RateWindow } from "./rate-window.js";
import { pseudonymKey } from "./redaction/pseudonym.js";
import { StopWatch } from "./stop-watch.js";

/** Folds the investigation's stream and sets up what the steps share. */
export async function openDesk(parts: GateParts): Promise<Desk> {
  const { store, clock, investigation, killFile, lease } = parts;
  const limits = { ...GATE_LIMITS, ...parts.limits };
  const history = new CallHistory();
  for await (const entry of store.read(investigation)) history.fold(entry);
  const ledger = new CallLedger(parts.budget);
  for (const seat of ["investigator", "verifier"] as const) ledger.carry(seat, history.spent(seat));
  const controls = new ControlState(store);
  const seatRate = memo((_: SeatName) => new RateWindow(clock, limits.seatCallsPerMinute, true));
  const source = memo(
    (_: string): SourceDesk => ({
      queue: new PQueue({ concurrency: limits.sourceConcurrency }),
      breaker: new CircuitBreaker(clock),
      rate: new RateWindow(clock, limits.sourceCallsPerMinute, false),
    }),
  );
  return {
    parts,
    limits,
    history,
    ledger,
    controls,
    stops: new StopWatch({ clock, controls, killFile, lease, pollMs: limits.stopPollMs }),
    pseudonyms: pseudonymKey(parts.salt),
    seatRate,
    source,
    append: (events, bodies, expectedEpoch) =>
      store.append({
        stream: investigation,
        events,
        bodies,
        at: clock.now(),
        lease: lease(),
        expectedSize: null,
        expectedEpoch,
        advanceEpoch: false,
      }),
  };
}

function memo<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}
