/** All that an investigation of a recording needs of the gate: the source, the policies in force, and gates to them. */
import type { CaseFile } from "../core/case-file.js";
import type { SeatName } from "../core/events/define.js";
import type { Clock } from "../core/ports/clock.js";
import type { Gate, SeatKey } from "../core/ports/gate.js";
import type { Integration } from "../core/ports/integration.js";
import type { JournalStore, Lease } from "../core/ports/store.js";
import type { RecordingManifest } from "../core/recording.js";
import { ByteWorkshop } from "./bytes/byte-workshop.js";
import { createGate } from "./gate.js";
import { RecordingBackend } from "./io/recording-backend.js";
import { decodeUtf8, invalid, openInside } from "./io/recording-folder.js";
import { killFileIn } from "./kill-file.js";
import type { PolicySet } from "./policy/cedar-messages.js";
import { DEFAULT_POLICIES } from "./policy/default-policies.js";
import { checkPolicies, type PolicyProblem } from "./policy/policy-check.js";
import { PolicyEngine, policySetDigest } from "./policy/policy-engine.js";
import { POLICY_SCHEMA } from "./policy/schema.js";
import { openSeat } from "./seat-key.js";
import { ToolRegistry } from "./tool-registry.js";

const ALERT_LIMIT = 1_048_576;
const POLICIES: PolicySet = { policies: DEFAULT_POLICIES, schema: POLICY_SCHEMA };

/** Digest of the policies that serve where nobody configured others. */
export const POLICIES_DIGEST = policySetDigest(POLICIES);

/** What is wrong with them; empty where they may serve. */
export function policyProblems(): Promise<readonly PolicyProblem[]> {
  return checkPolicies(POLICIES);
}

export interface RecordedIncident {
  readonly manifest: RecordingManifest;
  readonly integrations: readonly Integration[];
  /** The recording's alert as it stands, and the name of its file; null where it has none. */
  readonly alert: { readonly text: string; readonly file: string } | null;
  seats(investigation: string): Readonly<Record<SeatName, SeatKey>>;
  gate(parts: GateOfCase): Promise<Gate>;
  close(): Promise<void>;
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

/** @throws InquestError `RECORDING_INVALID`, `INTEGRATION_INVALID` or `POLICY_INVALID` */
export async function openRecordedIncident(
  folder: string,
  integrate: (manifest: RecordingManifest) => Integration,
): Promise<RecordedIncident> {
  // Cedar takes up to a second to start: it does so while the recording is read.
  const policies = PolicyEngine.open(POLICIES);
  policies.catch(() => undefined);
  const backend = await RecordingBackend.open(folder);
  const { manifest } = backend;
  const integration = integrate(manifest);
  const tools = new ToolRegistry([integration]);
  const alert =
    manifest.alert === undefined ? null : { file: manifest.alert, text: await readText(folder, manifest.alert) };
  const workshop = new ByteWorkshop();
  return {
    manifest,
    alert,
    integrations: [integration],
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
        policies: await policies,
        workshop,
        investigation: file.investigation,
        seats: keys,
        backends: new Map([[integration.instance, backend]]),
        budget: file.opened.budget,
        // A recording holds one system: all that it reaches may be asked about.
        scope: { entities: () => null, ancestors: () => [] },
        restrictedAllowed: false,
        killFile: killFileIn(storeDir),
      }),
    async close() {
      backend.close();
      await Promise.all([workshop.close(), policies.then((engine) => engine.close())]);
    },
  };
}

async function readText(folder: string, file: string): Promise<string> {
  const handle = await openInside(folder, file);
  try {
    if ((await handle.stat()).size > ALERT_LIMIT)
      throw invalid(`the alert is larger than ${ALERT_LIMIT} bytes`, file, "keep the alert itself only");
    const text = decodeUtf8(await handle.readFile());
    if (text === null) throw invalid("the alert is not UTF-8", file, "write it in UTF-8");
    return text;
  } finally {
    await handle.close();
  }
}
