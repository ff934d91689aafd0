/** Gates over whatever sources an investigation has, and what all of them share. */
import type { CaseFile } from "../core/case-file.js";
import type { SeatName } from "../core/events/define.js";
import type { Clock } from "../core/ports/clock.js";
import type { Gate, SeatKey } from "../core/ports/gate.js";
import type { Integration } from "../core/ports/integration.js";
import type { JournalStore, Lease } from "../core/ports/store.js";
import { ByteWorkshop } from "./bytes/byte-workshop.js";
import { createGate } from "./gate.js";
import type { Backend } from "./io/backend.js";
import { killFileIn } from "./kill-file.js";
import type { PolicySet } from "./policy/cedar-messages.js";
import { PolicyEngine } from "./policy/policy-engine.js";
import { openSeat } from "./seat-key.js";
import { ToolRegistry } from "./tool-registry.js";

/** The policies in force and the threads that read large answers: dear to make, and the same for any number of gates. */
export interface SharedControls {
  readonly policies: Promise<PolicyEngine>;
  readonly workshop: ByteWorkshop;
  close(): Promise<void>;
}

export function openControls(policySet: PolicySet): SharedControls {
  // Cedar takes up to a second to start: it does so while others work; who awaits it hears of a failure.
  const policies = PolicyEngine.open(policySet);
  policies.catch(() => undefined);
  const workshop = new ByteWorkshop();
  return {
    policies,
    workshop,
    async close() {
      await Promise.all([workshop.close(), policies.then((engine) => engine.close())]);
    },
  };
}

export interface GateOfCase {
  readonly store: JournalStore;
  readonly file: CaseFile;
  readonly lease: () => Lease;
  readonly salt: Uint8Array;
  readonly keys: Readonly<Record<SeatName, SeatKey>>;
  readonly clock: Clock;
  /** Where the file lies that stops everything; null: nowhere. */
  readonly storeDir: string | null;
}

export interface OpenSources {
  readonly integrations: readonly Integration[];
  seats(investigation: string): Readonly<Record<SeatName, SeatKey>>;
  gate(parts: GateOfCase): Promise<Gate>;
}

/**
 * @param backends by the integration's instance; an integration that needs none has none
 * @throws InquestError `INTEGRATION_INVALID`
 */
export function openSources(
  controls: SharedControls,
  integrations: readonly Integration[],
  backends: ReadonlyMap<string, Backend>,
): OpenSources {
  const tools = new ToolRegistry(integrations);
  return {
    integrations,
    seats: (investigation) => ({
      investigator: openSeat(investigation, "investigator"),
      verifier: openSeat(investigation, "verifier"),
    }),
    gate: async ({ store, file, lease, salt, keys, clock, storeDir }) =>
      createGate({
        store,
        lease,
        salt,
        clock,
        tools,
        policies: await controls.policies,
        workshop: controls.workshop,
        investigation: file.investigation,
        seats: keys,
        backends,
        budget: file.opened.budget,
        // These sources hold one system: all that they reach may be asked about.
        scope: { entities: () => null, ancestors: () => [] },
        restrictedAllowed: false,
        killFile: killFileIn(storeDir),
      }),
  };
}
