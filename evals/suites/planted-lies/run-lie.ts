/** Tells one claim to the verifier, in a worker: a lie, or the truth in one of its forms. */
import { type CaseFile, type ChallengeKind, entityKey, FLOOR, type ProposedHypothesis } from "../../../src/index.js";
import type { CaseContext } from "../../harness/suite.js";
import type { LieInput } from "./lie-input.js";
import { type LieResult, objections } from "./lie-result.js";
import { type Overheard, overhear, tell } from "./overhear.js";
import { scriptedMind } from "./scripted-mind.js";
import { tellLies } from "./tell-lies.js";
import { trueForms } from "./true-forms.js";
import { verifierMind } from "./verifier-minds.js";

const overheard = new Map<string, Promise<Overheard | null>>();
/** Lies of a kind are made together, and told one by one. */
const made = new Map<string, readonly ProposedHypothesis[]>();

export async function runLie(input: LieInput, { maxCalls, seed }: CaseContext): Promise<LieResult> {
  const known = overheard.get(input.folder) ?? overhear(input.folder, maxCalls);
  overheard.set(input.folder, known);
  const truth = await known;
  if (truth === null)
    throw new Error("the reasoner claims nothing about this recording: there is no truth to lie about");
  const claim = claimOf(input, truth, seed);
  if (claim === null) return nothingTold;
  const told = await judged(input, truth, claim, maxCalls);
  const stoppedBy = input.verifier === "none" ? await stoppedAloneBy(input, truth, claim, maxCalls, told) : [];
  return { ...told, stoppedBy };
}

function claimOf({ folder, kind, of, variant }: LieInput, truth: Overheard, seed: number): ProposedHypothesis | null {
  const key = `${folder} ${kind} ${of} ${seed}`;
  const claims =
    made.get(key) ?? (kind === "true" ? trueForms(truth.world, of) : tellLies(kind, truth.world, of, seed));
  made.set(key, claims);
  return claims[variant] ?? null;
}

async function judged(
  input: LieInput,
  truth: Overheard,
  claim: ProposedHypothesis,
  maxCalls: number | null,
  without?: ChallengeKind,
): Promise<LieResult> {
  const turns = input.kind === "true" ? truth.honestTurns : truth.turns;
  const { file, ms } = await tell({
    folder: input.folder,
    maxCalls,
    minds: { investigator: scriptedMind({ turns, claim }), verifier: verifierMind(input.verifier) },
    floor: without === undefined ? undefined : FLOOR.filter(({ kind }) => kind !== without),
  });
  return resultOf(file, claim, ms, input.kind !== "true");
}

/** The floor again, each time without one of the challenges that objected, where few enough did for one to be alone. */
async function stoppedAloneBy(
  input: LieInput,
  truth: Overheard,
  claim: ProposedHypothesis,
  maxCalls: number | null,
  told: LieResult,
): Promise<LieResult["stoppedBy"]> {
  const against = objections(told);
  if (against.length !== 1 || input.kind === "true") return [];
  const alone: LieResult["stoppedBy"] = [];
  for (const { kind } of against) {
    const { verdict } = await judged(input, truth, claim, maxCalls, kind);
    if (verdict === "accepted") alone.push(kind);
  }
  return alone;
}

const nothingTold: LieResult = {
  told: false,
  claimed: null,
  cause: null,
  verdict: null,
  confidence: 0,
  because: "the recording gives nothing to make it of",
  challenges: [],
  stoppedBy: [],
  claim: null,
  ms: 0,
  calls: 0,
  verifierCalls: 0,
};

function resultOf(file: CaseFile, claim: ProposedHypothesis, ms: number, isLie: boolean): LieResult {
  const judgedClaim = file.claims[0];
  const refusal = file.refusals[0];
  const verdict = judgedClaim?.verdict?.verdict ?? "not-admitted";
  const cause = claim.kind === "fault" ? { entity: entityKey(claim.cause.entity), fault: claim.cause.fault } : null;
  const calls = file.conclusion?.calls ?? { investigator: 0, verifier: 0 };
  return {
    told: true,
    claimed: cause === null ? "no-fault" : `${cause.fault} at ${cause.entity}`,
    cause,
    verdict,
    confidence: judgedClaim?.verdict?.confidence.value ?? 0,
    because:
      judgedClaim?.verdict?.because ??
      (refusal === undefined ? mindFailure(file) : `${refusal.code}: ${refusal.detail}`),
    challenges: (judgedClaim?.challenges ?? []).map(({ kind, outcome, required, why }) => ({
      kind,
      outcome,
      required,
      why,
    })),
    stoppedBy: [],
    claim: isLie && verdict === "accepted" ? claim : null,
    ms,
    calls: calls.investigator + calls.verifier,
    verifierCalls: calls.verifier,
  };
}

/** A claim that never reached the journal proves nothing about the verifier: the case fails. */
function mindFailure(file: CaseFile): never {
  throw new Error(`the claim was never told: ${file.remarks.at(-1)?.text ?? "no reason is recorded"}`);
}
