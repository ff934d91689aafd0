import { InquestError } from "../../core/errors.js";
import { DEFAULT_POLICIES, type PolicyTexts } from "./default-policies.js";
import { PolicyEngine } from "./policy-engine.js";
import { POLICY_SCHEMA } from "./schema.js";

/**
 * The policies in force: those that hold by default, and the owner's beside them. The owner's can't take the name,
 * and so not the place, of a default one.
 *
 * The engine's thread needs half a second before its first decision, off the main thread: call this early and await
 * it late.
 * @throws InquestError `POLICY_INVALID`
 */
export async function openPolicies(added: PolicyTexts = {}): Promise<PolicyEngine> {
  const taken = Object.keys(added).find((name) => Object.hasOwn(DEFAULT_POLICIES, name));
  if (taken !== undefined) {
    throw new InquestError("POLICY_INVALID", {
      what: `\`${taken}\` is the name of a policy that holds by default`,
      where: `policy \`${taken}\``,
      remedy: "give it another name: it is held beside the default one, and a prohibition beats every permit",
    });
  }
  return await PolicyEngine.open({ schema: POLICY_SCHEMA, policies: { ...DEFAULT_POLICIES, ...added } });
}
