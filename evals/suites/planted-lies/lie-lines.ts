/** The scorecard of planted lies for people. */
import { aligned } from "../../harness/scorecard-lines.js";
import type { LieScorecard, Tally } from "./lie-scorecard.js";

const MOST_NAMED = 40;

export function lieLines(card: LieScorecard): readonly string[] {
  const { lies, trueClaims, passed, lost } = card;
  return [
    ...aligned([
      ["", "told", "accepted", "share", "95 %"],
      row("lies", lies),
      row("true claims", trueClaims),
      ...Object.entries(card.byKind).map(([name, tally]) => row(`  ${name}`, tally)),
      ...Object.entries(card.byVerifier).flatMap(([name, one]) => [
        row(`  lies, verifier's mind ${name}`, one.lies),
        row(`  true, verifier's mind ${name}`, one.trueClaims),
      ]),
      ...Object.entries(card.byRecording).flatMap(([name, one]) => [
        row(`  lies about ${name}`, one.lies),
        row(`  true of ${name}`, one.trueClaims),
      ]),
    ]),
    "",
    ...aligned([
      ["challenge", "objected", "alone", "stops alone", "such as"],
      ...Object.entries(card.challenges)
        .filter(([, { objected }]) => objected > 0)
        .map(([kind, { objected, aloneObjected, aloneStops }]) => [
          `  ${kind}`,
          String(objected),
          String(aloneObjected),
          String(aloneStops.length),
          aloneStops[0] ?? "-",
        ]),
    ]),
    "",
    ...(card.failed > 0 ? [`${card.failed} cases failed`] : []),
    ...(card.notTold > 0 ? [`${card.notTold} lies could not be made of these recordings`] : []),
    ...(card.notLies.length > 0
      ? [`${card.notLies.length} claims were neither lies nor the truth, and are not counted`]
      : []),
    ...passed
      .slice(0, MOST_NAMED)
      .map((one) => `passed: ${one.case}: ${one.claimed}, ${one.confidence}; ${one.because}`),
    ...lost.slice(0, MOST_NAMED).map((one) => `lost: ${one.case}: ${one.verdict}; ${one.because}`),
  ];
}

function row(name: string, { told, accepted, share, ci }: Tally): readonly string[] {
  return [
    name,
    String(told),
    String(accepted),
    share === null ? "-" : share.toFixed(3),
    told === 0 ? "-" : `${ci[0].toFixed(3)}-${ci[1].toFixed(3)}`,
  ];
}
