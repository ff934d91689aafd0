/**
 * Asked another way, the key fact is not so. Another way is another capability or another window; the same
 * question put again to the same source shows nothing new.
 */
import type { Assertion } from "../../core/assertion.js";
import type { Hypothesis } from "../../core/hypothesis.js";
import type { Query } from "../../core/query.js";
import { evaluate } from "../../diagnosis/assertions/evaluate.js";
import type { Evaluation } from "../../diagnosis/assertions/evaluation.js";
import { questionsFor } from "../../diagnosis/assertions/questions.js";
import { broken, type FloorChallenge, type FloorQuestion, survived, undecided } from "../challenge.js";
import { causeParts, inWindow, laterHalf, symptomParts, windowOf } from "../claim-parts.js";
import type { Ground } from "../ground.js";

/** Facts looked at again for one claim: its strongest signs come first. */
const MOST_FACTS = 2;

interface Again {
  readonly fact: Assertion;
  /** What must hold in the verifier's own answer. */
  readonly claim: Assertion;
  readonly query: Query;
}

export const reObservation: FloorChallenge = {
  kind: "re-observation",
  appliesTo: () => true,
  required: () => true,
  questions(ground) {
    return again(ground).map(
      ({ query, fact }): FloorQuestion => ({ query, why: `is it still so, asked another way (${fact.kind})` }),
    );
  },
  judge(ground) {
    const looked = again(ground).map((one) => ({ ...one, evaluation: evaluate(one.claim, ground.own) }));
    if (looked.length === 0) return undecided("no fact of the claim can be asked for in another way here");
    const contrary = looked.find(({ evaluation }) => evaluation.truth === "fails");
    if (contrary !== undefined)
      return broken(`asked another way it is not so: ${contrary.evaluation.why}`, restOf(contrary));
    const confirmed = looked.find(({ evaluation }) => evaluation.truth === "holds");
    if (confirmed !== undefined)
      return survived(`asked another way it is so: ${confirmed.evaluation.why}`, restOf(confirmed));
    const open = looked[0];
    return undecided(`asked another way, no answer shows it: ${open?.evaluation.why ?? ""}`, {
      settledBy: open?.query,
    });
  },
};

function restOf({ evaluation, claim }: { readonly evaluation: Evaluation; readonly claim: Assertion }) {
  return { basis: evaluation.basis, counter: claim };
}

function again(ground: Ground): readonly Again[] {
  return keyFacts(ground.claim)
    .flatMap((fact) => anotherWay(fact, ground).slice(0, 1))
    .slice(0, MOST_FACTS);
}

/** For a fault the signs of its cause, those that last before those that happen once; for no fault the symptom's signals. */
function keyFacts(claim: Hypothesis): readonly Assertion[] {
  const parts = claim.kind === "fault" ? causeParts(claim) : symptomParts(claim);
  return parts.map((part) => part.assertion).toSorted((a, b) => lasting(a) - lasting(b));
}

function lasting({ kind }: Assertion): number {
  return kind === "is" || kind === "shifted" || kind === "level" || kind === "share" || kind === "differs" ? 0 : 1;
}

function anotherWay(fact: Assertion, ground: Ground): readonly Again[] {
  const window = windowOf(fact);
  const ways: Again[] = [];
  if (window !== null && lasting(fact) === 0) {
    const later = inWindow(fact, laterHalf(window));
    if (later !== null) ways.push(...questionsFor(later).map((query) => ({ fact, claim: later, query })));
  }
  ways.push(...otherCapability(fact), ...otherView(fact, ground));
  return ways.filter(({ query }) => ground.offered.has(query.capability));
}

/** Of an object without a clock: its row in a list where its detail was cited, its detail where the row was. */
function otherView(fact: Assertion, { cited }: Ground): readonly Again[] {
  const standing =
    (fact.kind === "is" && fact.aspect === "object") || (fact.kind === "happened" && fact.sources.includes("event"));
  if (!standing || fact.window !== null) return [];
  const detail = questionsFor(fact).find(({ capability }) => capability === "cluster.objects");
  if (detail?.capability !== "cluster.objects") return [];
  const { name, detail: _, ...list } = detail.params;
  const wasDetailed = cited.evidence.some(
    ({ query }) => query.capability === "cluster.objects" && query.params.name === name && query.params.detail === true,
  );
  if (!wasDetailed) return [{ fact, claim: fact, query: detail }];
  if (fact.kind === "is") return [{ fact, claim: fact, query: { capability: "cluster.objects", params: list } }];
  return [{ fact, claim: fact, query: { capability: "cluster.events", params: { entity: fact.entity } } }];
}

/** The same thing as another kind of source would show it. */
function otherCapability(fact: Assertion): readonly Again[] {
  if (fact.kind === "happened" && fact.window !== null && fact.sources.includes("line")) {
    const query: Query = { capability: "logs.templates", params: { entity: fact.entity, window: fact.window } };
    return [{ fact, claim: { ...fact, sources: ["line"] }, query }];
  }
  if (fact.kind === "novel") {
    return questionsFor({
      kind: "happened",
      entity: fact.entity,
      reasons: [],
      text: [],
      sources: ["line"],
      window: fact.window,
    }).map((query) => ({ fact, claim: fact, query }));
  }
  if (fact.kind === "changed") {
    const query: Query = { capability: "changes.list", params: { window: fact.window } };
    return [{ fact, claim: fact, query }];
  }
  if (fact.kind === "happened" && fact.window !== null && fact.sources.includes("event")) {
    const query: Query = { capability: "cluster.events", params: { window: fact.window } };
    return [{ fact, claim: fact, query }];
  }
  return [];
}
