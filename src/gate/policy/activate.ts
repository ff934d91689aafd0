import { sha256 } from "../../core/digest.js";
import { INSTALLATION_STREAM } from "../../core/ports/store.js";
import type { Instant } from "../../core/time.js";
import { advance, type ControlStore, installationTexts } from "../kill.js";
import { type PolicyEngine, policySetText } from "./policy-engine.js";

/**
 * Journals the set in force with its text, unless it is the one activated last. It moves the control epoch: calls
 * that were permitted before are decided again, and a process that serves another set denies everything from then on.
 * @returns whether it was new.
 */
export async function activatePolicies(store: ControlStore, engine: PolicyEngine, at: Instant): Promise<boolean> {
  const { digest, slot, set } = engine;
  let last: string | null = null;
  for await (const entry of store.read(INSTALLATION_STREAM))
    if (entry.type === "policy.activated") last = entry.data.policySet;
  if (last === digest) return false;
  const body = (await installationTexts(store))(policySetText(set));
  await advance(store, { at }, [body], (epoch) => ({
    type: "policy.activated",
    data: { slot, policySet: digest, schema: sha256(set.schema), policies: Object.keys(set.policies).sort(), epoch },
  }));
  return true;
}
