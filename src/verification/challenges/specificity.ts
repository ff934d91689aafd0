/** Healthy peers show it too: what everybody has explains nobody's trouble. */
import type { Assertion } from "../../core/assertion.js";
import { type EntityRef, entityKey, sameEntity } from "../../core/entity.js";
import type { Query } from "../../core/query.js";
import { evaluate } from "../../diagnosis/assertions/evaluate.js";
import { questionsFor } from "../../diagnosis/assertions/questions.js";
import { broken, type FloorChallenge, survived, undecided } from "../challenge.js";
import { aboutEntity, causeParts } from "../claim-parts.js";
import type { Ground } from "../ground.js";

const MOST_PEERS = 12;
/** Fewer peers than this are no company. */
const LEAST_PEERS = 2;

export const specificity: FloorChallenge = {
  kind: "specificity",
  appliesTo: (claim) => claim.kind === "fault",
  required: () => false,
  questions({ claim }) {
    return causeParts(claim)
      .flatMap(({ assertion }) => {
        const query = ofEverybody(assertion);
        return query === null ? [] : [{ query, why: "do healthy peers show it too" }];
      })
      .slice(0, 2);
  },
  judge(ground) {
    const peers = peersOf(ground);
    const signs = causeParts(ground.claim)
      .map((part) => part.assertion)
      .filter((assertion) => ofEverybody(assertion) !== null);
    if (signs.length === 0) return survived("no sign of the cause is one that peers could share");
    if (peers.length < LEAST_PEERS) return undecided("no peers were seen to compare with");
    const shares = signs.map((assertion) => shareOfPeers(assertion, peers, ground));
    const known = shares.filter((share) => share.known >= LEAST_PEERS);
    if (known.length === 0) return undecided("what peers show was not seen");
    const telling = known.find((share) => share.holding / share.known < 0.5);
    if (telling === undefined) return broken(`${known[0]?.holding} of ${known[0]?.known} peers show it too`);
    return survived(`${telling.known - telling.holding} of ${telling.known} peers do not show it`);
  },
};

/** The same question about all entities; null where the sign is the entity's own affair. */
function ofEverybody(assertion: Assertion): Query | null {
  if (assertion.kind !== "shifted" && assertion.kind !== "level") return null;
  const query = questionsFor(assertion)[0];
  if (query?.capability !== "metrics.range") return null;
  const { entity: _entity, ...params } = query.params;
  return { capability: "metrics.range", params };
}

/** Entities of the cause's kind that are not on the way from cause to symptom. */
function peersOf({ claim, facts }: Ground): readonly EntityRef[] {
  if (claim.kind !== "fault") return [];
  const peers = new Map<string, EntityRef>();
  for (const { record } of facts.all("series")) {
    const { entity } = record;
    if (entity.kind !== claim.cause.entity.kind || claim.path.some((step) => sameEntity(step, entity))) continue;
    peers.set(entityKey(entity), entity);
  }
  return [...peers.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, entity]) => entity)
    .slice(0, MOST_PEERS);
}

function shareOfPeers(
  assertion: Assertion,
  peers: readonly EntityRef[],
  { facts }: Ground,
): { readonly known: number; readonly holding: number } {
  const truths = peers.flatMap((peer) => {
    const theirs = aboutEntity(assertion, peer);
    return theirs === null ? [] : [evaluate(theirs, facts).truth];
  });
  return {
    known: truths.filter((truth) => truth !== "unknown").length,
    holding: truths.filter((truth) => truth === "holds").length,
  };
}
