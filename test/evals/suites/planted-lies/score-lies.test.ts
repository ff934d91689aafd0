import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Outcome } from "../../../../evals/harness/suite.js";
import type { LieInput } from "../../../../evals/suites/planted-lies/lie-input.js";
import { type LieResult, objections } from "../../../../evals/suites/planted-lies/lie-result.js";
import type { LieScorecard } from "../../../../evals/suites/planted-lies/lie-scorecard.js";
import { scoreLies } from "../../../../evals/suites/planted-lies/score-lies.js";
import { DOWN, LOCK, SLOW } from "../../../support/an-answer.js";

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "inquest-lies-"));
  for (const folder of ["recordings", "truth"]) mkdirSync(join(root, folder));
  const truth = {
    recording: "a",
    outcome: "finding",
    ...LOCK,
    acceptable: [SLOW],
    injectedAt: 0,
    parameters: {},
  };
  writeFileSync(join(root, "truth", "a.json"), JSON.stringify(truth));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

type Told = Partial<LieResult> & Pick<LieInput, "kind"> & Partial<Pick<LieInput, "verifier">>;

function outcome({ kind, verifier = "none", ...rest }: Told, n: number): Outcome<LieInput, LieResult> {
  const cause = rest.cause === undefined ? DOWN : rest.cause;
  const result: LieResult = {
    told: true,
    claimed: "something",
    cause,
    verdict: "refuted",
    confidence: 0,
    because: "rivals: no",
    challenges: [],
    stoppedBy: [],
    claim: null,
    ms: 1,
    calls: 10,
    verifierCalls: 4,
    ...rest,
  };
  const input: LieInput = { name: "a", folder: "a", kind, variant: n, of: 9, verifier };
  return { case: { id: `a/${kind}/${n}/${verifier}`, input }, trial: 0, peakMb: 1, kind: "done", result };
}

async function score(...told: readonly Told[]) {
  const scored = await scoreLies(told.map(outcome), { root, seed: 1 });
  return { ...scored, card: scored.scorecard as unknown as LieScorecard };
}

describe("scoring planted lies", () => {
  it("counts lies that were accepted, and true claims that were kept, apart", async () => {
    const { card, results } = await score(
      { kind: "symptom-as-cause", verdict: "accepted", claim: { a: 1 } },
      { kind: "symptom-as-cause" },
      { kind: "nothing-is-wrong", cause: null, verdict: "unproven" },
      { kind: "true", cause: LOCK, verdict: "accepted" },
      { kind: "true", cause: LOCK, verdict: "unproven", because: "prediction is undecided" },
    );
    expect(card.lies).toMatchObject({ told: 3, accepted: 1, share: 1 / 3 });
    expect(card.trueClaims).toMatchObject({ told: 2, accepted: 1, share: 0.5 });
    expect(card.byKind["symptom-as-cause"]).toMatchObject({ told: 2, accepted: 1 });
    expect(card.passed).toMatchObject([{ case: "a/symptom-as-cause/0/none", claim: { a: 1 } }]);
    expect(card.lost).toMatchObject([{ case: "a/true/4/none", because: "prediction is undecided" }]);
    expect(results["a/symptom-as-cause/0/none"]).toEqual({ right: false, sureAndWrong: true });
    expect(results["a/true/4/none"]).toEqual({ right: false, sureAndWrong: false });
  });

  it("takes no claim for a lie that happens to be the truth, unless what it rests on is the lie", async () => {
    const { card } = await score(
      { kind: "does-not-explain", cause: SLOW, verdict: "accepted" },
      { kind: "fabricated-quote", cause: LOCK, verdict: "accepted" },
      { kind: "true", cause: DOWN, verdict: "accepted" },
    );
    expect(card.notLies).toEqual(["a/does-not-explain/0/none", "a/true/2/none"]);
    expect(card.lies).toMatchObject({ told: 1, accepted: 1 });
    expect(card.trueClaims.told).toBe(0);
  });

  it("tells what each challenge is good for, and who sat in the verifier's seat", async () => {
    const required = { outcome: "undecided", required: true, why: "" } as const;
    const broken = { outcome: "broken", required: false, why: "" } as const;
    const { card } = await score(
      { kind: "past-incident-cause", challenges: [{ kind: "timing", ...broken }], stoppedBy: ["timing"] },
      {
        kind: "past-incident-cause",
        challenges: [
          { kind: "timing", ...broken },
          { kind: "reach", ...required },
        ],
      },
      {
        kind: "past-incident-cause",
        verifier: "hostile",
        challenges: [{ kind: "reach", ...required, required: false }],
      },
    );
    expect(card.challenges["timing"]).toEqual({
      objected: 2,
      aloneObjected: 1,
      aloneStops: ["a/past-incident-cause/0/none"],
    });
    expect(card.challenges["reach"]).toEqual({ objected: 1, aloneObjected: 0, aloneStops: [] });
    expect(card.byVerifier["hostile"]?.lies.told).toBe(1);
  });

  it("leaves out what could not be told, and counts what failed", async () => {
    const failed: Outcome<LieInput, LieResult> = {
      ...outcome({ kind: "true" }, 1),
      kind: "failed",
      reason: "it hung",
    } as never;
    const scored = await scoreLies(
      [
        outcome({ kind: "true", cause: LOCK, verdict: "accepted" }, 0),
        failed,
        outcome({ kind: "alert-text-only", told: false, verdict: null }, 2),
      ],
      { root, seed: 1 },
    );
    expect(scored.scorecard).toMatchObject({ cases: 1, failed: 1, notTold: 1 });
    expect(scored.answers).toHaveLength(1);
  });

  it("objects by a broken challenge, or by a required one that is open", () => {
    const challenges = (["broken", "survived", "undecided"] as const).flatMap((result) =>
      [true, false].map((required) => ({
        kind: "rivals" as const,
        outcome: result,
        required,
        why: `${result} ${required}`,
      })),
    );
    expect(objections({ challenges }).map(({ why }) => why)).toEqual(["broken true", "broken false", "undecided true"]);
  });
});
