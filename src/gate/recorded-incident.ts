/** All that an investigation of a recording needs of the gate: the source, the policies in force, and gates to them. */
import type { Integration } from "../core/ports/integration.js";
import type { RecordingManifest } from "../core/recording.js";
import { RecordingBackend } from "./io/recording-backend.js";
import { decodeUtf8, invalid, openInside } from "./io/recording-folder.js";
import { type OpenSources, openControls, openSources, type SharedControls } from "./open-sources.js";
import type { PolicySet } from "./policy/cedar-messages.js";
import { DEFAULT_POLICIES } from "./policy/default-policies.js";
import { checkPolicies, type PolicyProblem } from "./policy/policy-check.js";
import { policySetDigest } from "./policy/policy-engine.js";
import { POLICY_SCHEMA } from "./policy/schema.js";

const ALERT_LIMIT = 1_048_576;
const POLICIES: PolicySet = { policies: DEFAULT_POLICIES, schema: POLICY_SCHEMA };

/** Digest of the policies that serve where nobody configured others. */
export const POLICIES_DIGEST = policySetDigest(POLICIES);

/** What is wrong with them; empty where they may serve. */
export function policyProblems(): Promise<readonly PolicyProblem[]> {
  return checkPolicies(POLICIES);
}

export interface RecordedIncident extends OpenSources {
  readonly manifest: RecordingManifest;
  /** The recording's alert as it stands, and the name of its file; null where it has none. */
  readonly alert: { readonly text: string; readonly file: string } | null;
  close(): Promise<void>;
}

/** The controls that serve where nobody configured others. */
export function openDefaultControls(): SharedControls {
  return openControls(POLICIES);
}

/** @throws InquestError `RECORDING_INVALID`, `INTEGRATION_INVALID` or `POLICY_INVALID` */
export async function openRecordedIncident(
  folder: string,
  integrate: (manifest: RecordingManifest) => Integration,
): Promise<RecordedIncident> {
  const controls = openDefaultControls();
  const backend = await RecordingBackend.open(folder);
  const { manifest } = backend;
  const integration = integrate(manifest);
  const sources = openSources(controls, [integration], new Map([[integration.instance, backend]]));
  const alert =
    manifest.alert === undefined ? null : { file: manifest.alert, text: await readText(folder, manifest.alert) };
  return {
    ...sources,
    manifest,
    alert,
    async close() {
      backend.close();
      await controls.close();
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
