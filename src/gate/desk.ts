/** What the steps of one investigation's gate share: the parts it was made of, and the state that they keep. */
import type PQueue from "p-queue";
import type { CapabilityName } from "../core/capability.js";
import type { Event } from "../core/event.js";
import type { DenialCode } from "../core/events/call-denied.js";
import type { SeatName } from "../core/events/define.js";
import type { Clock } from "../core/ports/clock.js";
import type { SeatKey } from "../core/ports/gate.js";
import type { ScopeFacts } from "../core/ports/scope-facts.js";
import type { AppendResult, Body, JournalStore, Lease } from "../core/ports/store.js";
import type { ByteWorkshop } from "./bytes/byte-workshop.js";
import type { CallHistory } from "./call-history.js";
import type { CallBudget, CallLedger } from "./call-ledger.js";
import type { CircuitBreaker } from "./circuit-breaker.js";
import type { ControlState } from "./control-state.js";
import type { Backend } from "./io/backend.js";
import type { PolicyEngine } from "./policy/policy-engine.js";
import type { RateWindow } from "./rate-window.js";
import type { PseudonymKey } from "./redaction/pseudonym.js";
import type { StopWatch } from "./stop-watch.js";
import type { ToolRegistry } from "./tool-registry.js";

export interface GateLimits {
  /** Calls of one seat within a minute; the next one trips the seat, which stays shut. */
  readonly seatCallsPerMinute: number;
  readonly sourceCallsPerMinute: number;
  /** Calls that run at one source at the same time. */
  readonly sourceConcurrency: number;
  /** Bytes that one answer may have. */
  readonly answerBytes: number;
  /** How often a running call looks for stops from other processes. */
  readonly stopPollMs: number;
}

export const GATE_LIMITS: GateLimits = {
  seatCallsPerMinute: 500,
  sourceCallsPerMinute: 1_000,
  sourceConcurrency: 4,
  answerBytes: 64 * 1024 * 1024,
  stopPollMs: 100,
};

/** Something for whoever watches the program work; the record is the journal. */
export type GateNote =
  | {
      readonly kind: "denied";
      readonly seat: SeatName;
      readonly n: number;
      readonly code: DenialCode;
      readonly why: string;
    }
  | {
      readonly kind: "failed";
      readonly seat: SeatName;
      readonly n: number;
      readonly code: string;
      readonly error: unknown;
    }
  | { readonly kind: "late"; readonly seat: SeatName; readonly n: number };

export interface GateParts {
  readonly store: JournalStore;
  /** The lease as it stands: renewed while the investigation runs. */
  readonly lease: () => Lease;
  readonly investigation: string;
  readonly salt: Uint8Array;
  /** The keys that open the seats, from `openSeat`. */
  readonly seats: Readonly<Record<SeatName, SeatKey>>;
  readonly tools: ToolRegistry;
  /** By the instance of the integration. */
  readonly backends: ReadonlyMap<string, Backend>;
  readonly policies: PolicyEngine;
  readonly clock: Clock;
  readonly budget: CallBudget;
  readonly scope: ScopeFacts;
  /** Whether sources of the strictest class, or with no label, may be asked. */
  readonly restrictedAllowed: boolean;
  /** Whether everything is stopped from outside of the journal: see `killFileIn`. */
  readonly killFile: () => boolean;
  readonly workshop: ByteWorkshop;
  readonly limits?: Partial<GateLimits>;
  readonly note?: (note: GateNote) => void;
}

export interface SourceDesk {
  readonly queue: PQueue;
  readonly breaker: CircuitBreaker;
  readonly rate: RateWindow;
}

export interface Desk {
  readonly parts: GateParts;
  readonly limits: GateLimits;
  readonly history: CallHistory;
  readonly ledger: CallLedger;
  readonly controls: ControlState;
  readonly stops: StopWatch;
  readonly pseudonyms: PseudonymKey;
  seatRate(seat: SeatName): RateWindow;
  source(instance: string): SourceDesk;
  /** Appends to the investigation's stream; whoever may not go on is told by the result. */
  append(
    events: readonly { readonly event: Event; readonly bodies: readonly string[] }[],
    bodies: readonly Body[],
    expectedEpoch: number | null,
  ): Promise<AppendResult>;
}

/** A call that a step refuses. */
export interface Denied {
  readonly kind: "denied";
  readonly step: "admit" | "authenticate" | "fit" | "authorize" | "intend";
  readonly code: DenialCode;
  /** Policies that decided it. */
  readonly policies: readonly string[];
  /** The capability that the query names, where it was read that far and there is one of that name. */
  readonly capability?: CapabilityName | null;
  /** For whoever watches; it is not recorded, since words of a mind or a source may be in it. */
  readonly why: string;
}

export function denied(step: Denied["step"], code: DenialCode, why: string, policies: readonly string[] = []): Denied {
  return { kind: "denied", step, code, why, policies };
}

export function isDenied(step: { readonly kind: string }): step is Denied {
  return step.kind === "denied";
}
