import type { Answer } from "../../src/core/answer.js";
import type { EntityRef } from "../../src/core/entity.js";
import type { SeatName } from "../../src/core/events/define.js";
import type { CallOutcome, CallRequest, Gate } from "../../src/core/ports/gate.js";
import type { Integration, Io, RecordedLine, Tool } from "../../src/core/ports/integration.js";
import type { Query } from "../../src/core/query.js";
import { ByteWorkshop } from "../../src/gate/bytes/byte-workshop.js";
import type { GateNote, GateParts } from "../../src/gate/desk.js";
import { createGate } from "../../src/gate/gate.js";
import type { PolicyEngine } from "../../src/gate/policy/policy-engine.js";
import { openSeat } from "../../src/gate/seat-key.js";
import { ToolRegistry } from "../../src/gate/tool-registry.js";
import { GateClock } from "./gate-clock.js";
import { GateStore } from "./gate-store.js";
import { parseLines } from "./line-parser.js";
import { WireTap } from "./wire-tap.js";

export const INVESTIGATION = "i-20260101-shop";
export const SOURCE = "replay/main";
export const SALT = new TextEncoder().encode("salt of the investigation");
export const CHECKOUT: EntityRef = { kind: "service", namespace: "shop", name: "checkout" };
export const WINDOW = { from: 1_000, to: 2_000 };

export const LOG_QUERY: Query = {
  capability: "logs.search",
  params: { entity: CHECKOUT, window: WINDOW },
  source: SOURCE,
};

type Fetch = (query: Query, io: Io, signal: AbortSignal) => Promise<Uint8Array>;

export interface WorldOptions {
  readonly policies: PolicyEngine;
  readonly fetch?: Fetch;
  readonly parse?: (bytes: Uint8Array, query: Query) => Answer;
  readonly tool?: Partial<Tool>;
  readonly lines?: readonly string[];
  readonly parts?: Partial<GateParts>;
  readonly store?: GateStore;
  readonly clock?: GateClock;
}

/** A gate over a source that holds some log lines, with everything around it in a test's hands. */
export class GateWorld {
  readonly clock: GateClock;
  readonly store: GateStore;
  readonly tap: WireTap;
  readonly seats = {
    investigator: openSeat(INVESTIGATION, "investigator"),
    verifier: openSeat(INVESTIGATION, "verifier"),
  };
  readonly workshop = new ByteWorkshop();
  readonly notes: GateNote[] = [];
  readonly parts: GateParts;
  #gate: Promise<Gate> | null = null;
  readonly #n = { investigator: 0, verifier: 0 };
  readonly #abort = new AbortController();

  constructor(options: WorldOptions) {
    this.clock = options.clock ?? new GateClock();
    this.store = options.store ?? new GateStore(INVESTIGATION, SALT);
    const lines: readonly RecordedLine[] = (options.lines ?? ["one", "two"]).map((text) => ({ text, value: text }));
    this.tap = new WireTap({ recording: () => Promise.resolve(lines) });
    this.parts = {
      store: this.store,
      lease: () => ({ stream: INVESTIGATION, holder: "test", fence: 1, expiresAt: Number.MAX_SAFE_INTEGER }),
      investigation: INVESTIGATION,
      salt: SALT,
      seats: this.seats,
      tools: new ToolRegistry([integration(options)]),
      backends: new Map([[SOURCE, this.tap]]),
      policies: options.policies,
      clock: this.clock,
      budget: { calls: 10, verifierCalls: 3 },
      scope: { entities: () => null, ancestors: () => [] },
      restrictedAllowed: false,
      killFile: () => false,
      workshop: this.workshop,
      note: (note) => this.notes.push(note),
      ...options.parts,
    };
  }

  gate(): Promise<Gate> {
    this.#gate ??= createGate(this.parts);
    return this.#gate;
  }

  /** One call of a seat, with the next number unless the test says otherwise. */
  async call(change: Partial<CallRequest> = {}, signal: AbortSignal = this.#abort.signal): Promise<CallOutcome> {
    const gate = await this.gate();
    return gate.call(this.request(change), signal);
  }

  request(change: Partial<CallRequest> = {}): CallRequest {
    const seat: SeatName = change.seat ?? "investigator";
    const n = change.n ?? this.#n[seat]++;
    return { seat, key: this.seats[seat], turn: 0, n, move: 0, query: LOG_QUERY, again: false, ...change };
  }

  entries() {
    return this.store.entries(INVESTIGATION);
  }

  types(): readonly string[] {
    return this.entries().map((entry) => entry.type);
  }
}

export function integration(options: Pick<WorldOptions, "fetch" | "parse" | "tool"> = {}): Integration {
  const tool: Tool = {
    id: "replay.logs.search",
    capability: "logs.search",
    effect: "read",
    dataClass: "internal",
    provenance: "observed",
    cost: 1,
    timeoutMs: 5_000,
    requests: { recordingStreams: ["logs"] },
    parser: "replay.lines/1",
    fetch: options.fetch ?? readLogs,
    parse: options.parse ?? ((bytes, query) => parseLines(bytes, query)),
    ...options.tool,
  };
  return {
    manifest: { name: "replay", version: "1.0.0", title: "Replay", configuration: {} as never },
    instance: SOURCE,
    labels: { owner: "shop", environment: "test", tier: "gold", dataClass: "internal" },
    tools: [tool],
    reach: { window: null, entities: null },
  };
}

export const readLogs: Fetch = async (_query, io, signal) => {
  const lines = await io.recording("logs", signal);
  return new TextEncoder().encode(lines.map(({ text }) => `${text}\n`).join(""));
};
