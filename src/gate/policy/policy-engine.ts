/**
 * Decides by Cedar policies, default deny.
 *
 * P1 Allowed only if nothing threw, the thread lives, the answer is a success that says `allow`, no policy erred,
 *    the schema was set, and principal, resource and every parent named were in the slice. All else denies.
 * P2 A set serves only after it was read and validated in a thread that was thrown away, prepared in the spare slot,
 *    and shown by a probe to be the one that answers; the set that served before goes on until then.
 * P3 A thread that dies is replaced, and everything is denied meanwhile.
 */
import { type Digest, sha256 } from "../../core/digest.js";
import { InquestError } from "../../core/errors.js";
import { ThreadClient } from "../thread-client.js";
import { startThread } from "../worker-thread.js";
import type { CedarCall, PolicySet, Slot, ThreadAnswer, ThreadRequest } from "./cedar-messages.js";
import { DEFAULT_POLICIES } from "./default-policies.js";
import { assertPoliciesValid } from "./policy-check.js";
import { missingFrom } from "./policy-request.js";
import { POLICY_SCHEMA } from "./schema.js";

export type PolicyDecision =
  | { readonly kind: "allow"; readonly policies: readonly string[]; readonly policySet: Digest }
  | { readonly kind: "deny"; readonly policies: readonly string[]; readonly policySet: Digest }
  /** No answer that could be relied on, and so denied. */
  | { readonly kind: "error"; readonly why: string; readonly policySet: Digest };

type Thread = ThreadClient<ThreadRequest, ThreadAnswer>;

const DECISION_TIMEOUT_MS = 5_000;

export class PolicyEngine {
  #set: PolicySet;
  #digest: Digest;
  #slot: Slot = "a";
  #thread: Thread | null = null;
  #reviving: Promise<void> | null = null;
  #closed = false;

  private constructor(set: PolicySet) {
    this.#set = set;
    this.#digest = policySetDigest(set);
  }

  /**
   * Starts a thread and prepares the set in it (about half a second, none of it on the caller's thread).
   * @throws InquestError `POLICY_INVALID`
   */
  static async open(set: PolicySet): Promise<PolicyEngine> {
    const engine = new PolicyEngine(set);
    const thread = startCedar();
    try {
      // The set that holds by default is checked by a test, which saves every start a thread.
      const check = engine.#digest === DEFAULT_DIGEST ? Promise.resolve() : assertPoliciesValid(set);
      const [problem] = await Promise.all([prepare(thread, "a", set, engine.#digest), check]);
      if (problem !== null) throw unprepared(problem);
    } catch (error) {
      await thread.close();
      throw error;
    }
    engine.#thread = thread;
    return engine;
  }

  /** Of the set in force. */
  get digest(): Digest {
    return this.#digest;
  }

  get slot(): Slot {
    return this.#slot;
  }

  get set(): PolicySet {
    return this.#set;
  }

  /** Invariant P1. Never rejects. */
  async decide(call: CedarCall): Promise<PolicyDecision> {
    const policySet = this.#digest;
    const missing = missingFrom(call);
    if (missing.length > 0) return { kind: "error", why: `the slice lacks ${missing.join(", ")}`, policySet };
    const thread = this.#thread;
    if (thread === null || !thread.alive) {
      this.#revive();
      return { kind: "error", why: "the policy thread is being replaced", policySet };
    }
    const answer = await askInTime(thread, { kind: "decide", slot: this.#slot, call });
    if (answer.kind === "threw") this.#revive();
    return readDecision(answer, policySet);
  }

  /**
   * Invariant P2. Where it rejects, the former set goes on serving.
   * @throws InquestError `POLICY_INVALID`
   */
  async replace(set: PolicySet): Promise<void> {
    await assertPoliciesValid(set);
    await this.#reviving;
    const spare: Slot = this.#slot === "a" ? "b" : "a";
    const digest = policySetDigest(set);
    const problem = this.#thread === null ? "no policy thread" : await prepare(this.#thread, spare, set, digest);
    if (problem !== null) throw unprepared(problem);
    this.#set = set;
    this.#digest = digest;
    this.#slot = spare;
  }

  /** Resolves when a thread serves again, where one died. */
  async settled(): Promise<void> {
    await this.#reviving;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#thread?.close();
    await this.#reviving;
  }

  /** Invariant P3. */
  #revive(): void {
    if (this.#closed || this.#reviving !== null) return;
    const dead = this.#thread;
    this.#thread = null;
    this.#reviving = (async () => {
      await dead?.close();
      const thread = startCedar();
      const problem = await prepare(thread, this.#slot, this.#set, this.#digest);
      if (problem === null && !this.#closed) this.#thread = thread;
      else await thread.close();
      this.#reviving = null;
    })();
  }
}

/** One digest per set, wherever it was written: names and texts in order of the names, and the schema. */
export function policySetDigest(set: PolicySet): Digest {
  return sha256(policySetText(set));
}

export function policySetText({ policies, schema }: PolicySet): string {
  const sorted = Object.fromEntries(Object.entries(policies).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify({ policies: sorted, schema });
}

const DEFAULT_DIGEST = policySetDigest({ schema: POLICY_SCHEMA, policies: DEFAULT_POLICIES });

function startCedar(): Thread {
  return new ThreadClient(startThread(new URL("./cedar-thread.js", import.meta.url)));
}

/** Prepares a set with a marker of its own and asks for it. @returns what went wrong, or null. */
async function prepare(thread: Thread, slot: Slot, set: PolicySet, digest: Digest): Promise<string | null> {
  const marker = `probe-${digest.slice(0, 16)}`;
  const policies = {
    ...set.policies,
    [marker]: `forbid (principal == Seat::"${marker}", action == Action::"probe", resource);`,
  };
  const prepared = await thread.ask({ kind: "prepare", slot, schema: set.schema, policies });
  if (prepared.kind === "no-answer") return prepared.why;
  if (prepared.answer.kind !== "prepared") return "the thread threw";
  if (prepared.answer.problems.length > 0) return prepared.answer.problems.join("; ");
  return probe(thread, slot, marker);
}

/** A preparation that failed leaves the former set answering under the same name: only the marker tells. */
async function probe(thread: Thread, slot: Slot, marker: string): Promise<string | null> {
  const seat = { type: "Seat", id: marker };
  const source = { type: "Source", id: "probe" };
  const label = {
    owner: "",
    environment: "",
    tier: "",
    dataClass: { __entity: { type: "DataClass", id: "restricted" } },
  };
  const reply = await thread.ask({
    kind: "decide",
    slot,
    call: {
      principal: seat,
      action: { type: "Action", id: "probe" },
      resource: source,
      context: {},
      entities: [
        { uid: seat, attrs: { investigation: "", binding: "", maturity: "" }, parents: [] },
        { uid: source, attrs: label, parents: [] },
      ],
    },
  });
  const answer = reply.kind === "answer" && reply.answer.kind === "decided" ? reply.answer.answer : null;
  const known =
    answer?.type === "success" &&
    answer.response.decision === "deny" &&
    answer.response.diagnostics.reason.includes(marker);
  return known ? null : "the prepared set does not answer the probe";
}

async function askInTime(thread: Thread, request: ThreadRequest): Promise<ThreadAnswer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<ThreadAnswer>((resolve) => {
    timer = setTimeout(() => resolve({ kind: "threw", what: "the decision took too long" }), DECISION_TIMEOUT_MS);
  });
  const reply = thread
    .ask(request)
    .then((answer): ThreadAnswer => (answer.kind === "answer" ? answer.answer : { kind: "threw", what: answer.why }));
  const answer = await Promise.race([reply, late]);
  clearTimeout(timer);
  return answer;
}

function readDecision(answer: ThreadAnswer, policySet: Digest): PolicyDecision {
  if (answer.kind === "threw") return { kind: "error", why: answer.what, policySet };
  if (answer.kind !== "decided") return { kind: "error", why: "the thread answered something else", policySet };
  if (answer.answer.type !== "success") {
    return { kind: "error", why: answer.answer.errors.map((error) => error.message).join("; "), policySet };
  }
  const { decision, diagnostics } = answer.answer.response;
  if (diagnostics.errors.length > 0) {
    const erred = diagnostics.errors.map(({ policyId, error }) => `${policyId}: ${error.message}`);
    return { kind: "error", why: erred.join("; "), policySet };
  }
  return { kind: decision === "allow" ? "allow" : "deny", policies: diagnostics.reason, policySet };
}

function unprepared(why: string): InquestError {
  return new InquestError("POLICY_INVALID", {
    what: `the policy set can't serve: ${why.slice(0, 300)}`,
    where: "the policy engine",
    remedy: "correct the policy; the set that served before goes on",
  });
}
