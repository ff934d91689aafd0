/**
 * Kills investigations with parallel calls at random appends, resumes them, and compares: `npx tsx
 * test/investigation/kill-campaign.ts 200 [SEED]`. Equal means: same outcome, claims, challenge results, verdicts and
 * evidence ids. The short form runs in `run.test.ts`, at every append of one investigation.
 */
import { isDeepStrictEqual } from "node:util";
import type { CaseFile } from "../../src/core/case-file.js";
import { createReasoner } from "../../src/minds/reasoner/reasoner.js";
import { NOW } from "../support/mini-incident.js";
import { memoryStore, runMini } from "../support/run-mini.js";
import { SeededRandom } from "../support/seeded-random.js";
import { shop } from "../support/shop-claim.js";
import { VirtualClock } from "../support/virtual-clock.js";
import { withAppend } from "../support/with-append.js";

const kills = Number(process.argv[2] ?? "200");
const random = new SeededRandom(process.argv[3] ?? "kills");

function essence(file: CaseFile) {
  return {
    outcome: file.conclusion?.outcome,
    claims: file.claims.map(({ hypothesis, challenges, verdict }) => ({ hypothesis, challenges, verdict })),
    evidence: [...file.evidence.keys()].sort(),
  };
}

/** The store as a process sees it that dies at its n-th append; with 0 it lives, and counts. */
function mortal(kill: number) {
  const store = memoryStore();
  let appends = 0;
  const seen = withAppend(store, (request) => {
    appends += 1;
    if (kill === 0 || appends < kill) return store.append(request);
    return new Promise((_, reject) => setImmediate(() => reject(new Error("killed"))));
  });
  return { store, seen, appends: () => appends };
}

const whole = mortal(0);
const expected = essence(await runMini({ mini: shop(), mind: createReasoner(), store: whole.seen }));
let equal = 0;
let askedAgain = 0;
let askedTwice = 0;
for (let round = 0; round < kills; round += 1) {
  const { store, seen } = mortal(1 + random.below(whole.appends() - 1));
  await runMini({ mini: shop(), mind: createReasoner(), store: seen }).catch(() => undefined);
  const clock = new VirtualClock(NOW + 60_000);
  const file = await runMini({ mini: shop(), mind: createReasoner(), store, clock, holder: "second" });
  if (isDeepStrictEqual(essence(file), expected)) equal += 1;
  const again = file.resumed.flatMap((resumed) => resumed.askedAgain.map(({ seat, n }) => `${seat} ${n}`));
  askedAgain += again.length;
  askedTwice += again.length - new Set(again).size;
}
process.stdout.write(
  `${kills} kills, ${equal} resumes equal; ${askedAgain} calls under way asked again, ${askedTwice} more than once\n`,
);
process.exitCode = equal === kills && askedTwice === 0 ? 0 : 1;
