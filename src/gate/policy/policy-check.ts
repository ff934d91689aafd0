/** Policy text is read in a thread that is thrown away: about 150 nested parentheses end a Cedar instance for good. */
import { InquestError } from "../../core/errors.js";
import { ThreadClient } from "../thread-client.js";
import { startThread } from "../worker-thread.js";
import type { PolicySet, ThreadAnswer, ThreadRequest } from "./cedar-messages.js";

/** Longer texts are not policies; reading one must not take for ever. */
const TEXT_LIMIT = 65_536;
const SET_LIMIT = 500;
const CHECK_TIMEOUT_MS = 20_000;
/** As the journal names things. */
const POLICY_ID = /^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,99}$/;

export interface PolicyProblem {
  readonly policy: string;
  readonly what: string;
}

/** Everything that is wrong with the set; empty where it may serve. */
export async function checkPolicies(set: PolicySet): Promise<readonly PolicyProblem[]> {
  const formal = formalProblems(set);
  if (formal.length > 0) return formal;
  const client = new ThreadClient<ThreadRequest, ThreadAnswer>(
    startThread(new URL("./cedar-thread.js", import.meta.url)),
  );
  const timer = setTimeout(() => void client.close(), CHECK_TIMEOUT_MS);
  try {
    const reply = await client.ask({ kind: "check", schema: set.schema, policies: set.policies });
    return problemsOf(reply.kind === "answer" ? reply.answer : { kind: "threw", what: reply.why });
  } finally {
    clearTimeout(timer);
    await client.close();
  }
}

/** @throws InquestError `POLICY_INVALID` */
export async function assertPoliciesValid(set: PolicySet): Promise<void> {
  const problems = await checkPolicies(set);
  const [first] = problems;
  if (first === undefined) return;
  throw new InquestError("POLICY_INVALID", {
    what: problems.length === 1 ? first.what : `${first.what} (and ${problems.length - 1} more)`,
    where: first.policy === "" ? "the policy set" : `policy \`${first.policy}\``,
    remedy: "correct the policy; nothing of the set was taken over",
  });
}

function formalProblems({ policies }: PolicySet): readonly PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const texts = Object.entries(policies);
  if (texts.length === 0) problems.push({ policy: "", what: "the set has no policy" });
  if (texts.length > SET_LIMIT) problems.push({ policy: "", what: `the set has more than ${SET_LIMIT} policies` });
  for (const [policy, text] of texts) {
    if (!POLICY_ID.test(policy)) problems.push({ policy: policy.slice(0, 100), what: "the name is not one" });
    if (text.length > TEXT_LIMIT) problems.push({ policy, what: `the text is longer than ${TEXT_LIMIT} characters` });
  }
  return problems;
}

/** `validate` says `success` with the problems beside it; warnings count, since a policy that can't apply guards nothing. */
function problemsOf(answer: ThreadAnswer): readonly PolicyProblem[] {
  if (answer.kind === "threw") return [{ policy: "", what: `a policy can't be read: ${answer.what.slice(0, 200)}` }];
  if (answer.kind !== "checked") return [{ policy: "", what: "the check gave no answer" }];
  if (answer.answer.type === "failure")
    return answer.answer.errors.map((error) => ({ policy: "", what: error.message }));
  const { validationErrors, validationWarnings, otherWarnings } = answer.answer;
  return [
    ...[...validationErrors, ...validationWarnings].map(({ policyId, error }) => ({
      policy: policyId,
      what: error.message,
    })),
    ...otherWarnings.map((warning) => ({ policy: "", what: warning.message })),
  ];
}
