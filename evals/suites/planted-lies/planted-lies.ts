/**
 * The verifier alone: lies of eleven kinds and true claims about each recording, told by a scripted investigator, with
 * nobody, a silent mind and a hostile mind in the verifier's seat. What is accepted though it is a lie is the measure.
 */
import type { Suite, SuiteCase } from "../../harness/suite.js";
import { type RecordingPlace, recordingsIn } from "../recordings/recorded-cases.js";
import type { LieInput } from "./lie-input.js";
import { LIE_KINDS } from "./lie-kinds.js";
import { LieResult } from "./lie-result.js";
import { runLie } from "./run-lie.js";
import { scoreLies } from "./score-lies.js";
import { VERIFIER_MINDS, type VerifierMind } from "./verifier-minds.js";

/** Lies of each kind that are made of each recording, and how many of them are told before each of the verifier's minds. */
const LIES_A_KIND = 20;
const TOLD_BEFORE: Readonly<Record<VerifierMind, number>> = { none: 20, silent: 5, hostile: 10 };
const TRUE_FORMS = 8;

export const plantedLies: Suite<LieInput, LieResult> = {
  name: "planted-lies",
  about: "false claims among true ones, judged by the verifier alone",
  caseTimeoutMs: 180_000,
  result: LieResult,
  cases: async (root) => lieCases(await recordingsIn(root)),
  run: runLie,
  score: scoreLies,
};

/** The first lies of every kind come first, so that a limit leaves some of each. */
function lieCases(places: readonly RecordingPlace[]): readonly SuiteCase<LieInput>[] {
  const variants = Array.from({ length: LIES_A_KIND }, (_, variant) => variant);
  return variants.flatMap((variant) =>
    places.flatMap((place) =>
      ["true" as const, ...LIE_KINDS].flatMap((kind) => {
        const of = kind === "true" ? TRUE_FORMS : LIES_A_KIND;
        const minds = VERIFIER_MINDS.filter((mind) => variant < Math.min(of, TOLD_BEFORE[mind]));
        return minds.map((verifier) => ({
          id: `${place.name}/${kind}/${variant + 1}/${verifier}`,
          input: { ...place, kind, variant, of, verifier },
        }));
      }),
    ),
  );
}
