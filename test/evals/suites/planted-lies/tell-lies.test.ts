import { beforeAll, describe, expect, it } from "vitest";
import { LIE_KINDS } from "../../../../evals/suites/planted-lies/lie-kinds.js";
import type { LieWorld } from "../../../../evals/suites/planted-lies/lie-world.js";
import { scriptedMind } from "../../../../evals/suites/planted-lies/scripted-mind.js";
import { tellLies } from "../../../../evals/suites/planted-lies/tell-lies.js";
import { trueForms } from "../../../../evals/suites/planted-lies/true-forms.js";
import { verifierMind } from "../../../../evals/suites/planted-lies/verifier-minds.js";
import { ProposedHypothesis } from "../../../../src/core/hypothesis.js";
import { QUESTIONS, shopLieWorld, shopWithPast } from "../../../support/lie-world.js";
import { runMini } from "../../../support/run-mini.js";

let world: LieWorld;
beforeAll(async () => {
  world = await shopLieWorld();
}, 60_000);

describe("planted lies", { timeout: 60_000 }, () => {
  it("are the same for the same recording and seed, and others for another seed", () => {
    for (const kind of LIE_KINDS) {
      expect(tellLies(kind, world, 4, 1)).toEqual(tellLies(kind, world, 4, 1));
    }
    const differing = LIE_KINDS.filter(
      (kind) => JSON.stringify(tellLies(kind, world, 4, 1)) !== JSON.stringify(tellLies(kind, world, 4, 2)),
    );
    expect(differing.length).toBeGreaterThanOrEqual(LIE_KINDS.length - 2);
  });

  it("can be told in each of the kinds, are well-formed, and no two are alike", () => {
    for (const kind of LIE_KINDS) {
      const lies = tellLies(kind, world, 3, 1);
      expect(lies.length, kind).toBeGreaterThan(0);
      expect(new Set(lies.map((lie) => JSON.stringify(lie))).size, kind).toBe(lies.length);
      for (const lie of lies) expect(ProposedHypothesis.safeParse(lie).success, kind).toBe(true);
    }
  });

  it("are never the true claim, and rest on real records but where the fabrication is the lie", () => {
    const known = new Map(world.view.evidence.map(({ id, answer }) => [id, answer.records.length]));
    for (const kind of LIE_KINDS) {
      for (const lie of tellLies(kind, world, 6, 3)) {
        expect(lie, kind).not.toEqual(world.claim);
        if (kind === "fabricated-quote") continue;
        for (const { evidence, record } of lie.parts.flatMap((part) => part.cites)) {
          expect(record ?? 0, kind).toBeLessThan(known.get(evidence) ?? 0);
        }
      }
    }
  });

  it("do not pass the floor, whoever sits in the verifier's seat, and the truth does", async () => {
    const told = async (claim: ProposedHypothesis, seat: "none" | "silent" | "hostile") => {
      const mind = scriptedMind({ turns: QUESTIONS, claim });
      const file = await runMini({ mini: shopWithPast(), mind, verifier: verifierMind(seat) });
      return file.claims[0]?.verdict?.verdict ?? "not admitted";
    };
    const passed: string[] = [];
    for (const [n, kind] of LIE_KINDS.entries()) {
      const seat = (["none", "silent", "hostile"] as const)[n % 3] ?? "none";
      for (const lie of tellLies(kind, world, 1, 5)) {
        if ((await told(lie, seat)) === "accepted") passed.push(kind);
      }
    }
    expect(passed).toEqual([]);
    for (const seat of ["none", "silent"] as const) expect(await told(world.claim, seat)).toBe("accepted");
  });
});

describe("forms of the true claim", () => {
  it("say the same of the same cause, and keep its first sign", () => {
    const forms = trueForms(world, 8);
    expect(forms.length).toBeGreaterThan(3);
    for (const form of forms) {
      expect(form).toMatchObject({ kind: "fault", cause: world.claim.kind === "fault" ? world.claim.cause : null });
      expect(form.parts.map(({ assertion }) => assertion)).toContainEqual(
        world.claim.parts.find(({ part }) => part === "cause")?.assertion,
      );
    }
  });
});
