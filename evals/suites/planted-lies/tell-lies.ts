/** Lies of each kind about one recording: the same world and seed give the same lies. */
import { ProposedHypothesis } from "../../../src/index.js";
import { SeededRandom } from "../../testbed/seeded-random.js";
import { alertTextOnly } from "./kinds/alert-text-only.js";
import { doesNotExplain } from "./kinds/does-not-explain.js";
import { evidenceOfAnotherTime } from "./kinds/evidence-of-another-time.js";
import { fabricatedQuote } from "./kinds/fabricated-quote.js";
import { nothingIsWrong } from "./kinds/nothing-is-wrong.js";
import { pastIncidentCause } from "./kinds/past-incident-cause.js";
import { quoteOfAnotherEntity } from "./kinds/quote-of-another-entity.js";
import { rightEntityWrongFault } from "./kinds/right-entity-wrong-fault.js";
import { sharedByHealthyPeers } from "./kinds/shared-by-healthy-peers.js";
import { symptomAsCause } from "./kinds/symptom-as-cause.js";
import { trueButForOneThing } from "./kinds/true-but-for-one-thing.js";
import { LIE_KINDS, type LieKind } from "./lie-kinds.js";
import type { LieTeller } from "./lie-teller.js";
import type { LieWorld } from "./lie-world.js";

const TELLERS: Readonly<Record<LieKind, LieTeller>> = {
  "fabricated-quote": fabricatedQuote,
  "quote-of-another-entity": quoteOfAnotherEntity,
  "right-entity-wrong-fault": rightEntityWrongFault,
  "symptom-as-cause": symptomAsCause,
  "evidence-of-another-time": evidenceOfAnotherTime,
  "shared-by-healthy-peers": sharedByHealthyPeers,
  "alert-text-only": alertTextOnly,
  "past-incident-cause": pastIncidentCause,
  "does-not-explain": doesNotExplain,
  "true-but-for-one-thing": trueButForOneThing,
  "nothing-is-wrong": nothingIsWrong,
};

const DRAWS_A_LIE = 12;

/** At most `count` lies, no two alike; fewer where the recording gives no more. */
export function tellLies(kind: LieKind, world: LieWorld, count: number, seed: number): readonly ProposedHypothesis[] {
  const random = new SeededRandom(1_000 * seed + LIE_KINDS.indexOf(kind));
  const lies = new Map<string, ProposedHypothesis>();
  for (let draw = 0; draw < DRAWS_A_LIE * count && lies.size < count; draw += 1) {
    const lie = TELLERS[kind](world, random, draw);
    if (lie === null || !ProposedHypothesis.safeParse(lie).success) continue;
    const key = JSON.stringify(lie);
    if (key !== JSON.stringify(world.claim)) lies.set(key, lie);
  }
  return [...lies.values()];
}
