import type { Difference, Replay, Rethought } from "../app-types.js";

type Visible = (text: string) => string;

export function replayLines({ investigation, decided, differences, versions }: Replay, visible: Visible): string {
  const claims = decided === 1 ? "1 claim" : `${decided} claims`;
  if (differences.length === 0)
    return `equal: ${claims} of ${visible(investigation)} decided again, each with the same challenges and verdict\n`;
  return [
    `differs: ${claims} of ${visible(investigation)} decided again`,
    ...differences.flatMap((difference) => differenceLines(difference, visible)),
    ...(versions.length === 0
      ? ["  the makings are the same as then, so this should have been equal: run `inquest journal verify`"]
      : versions.map(({ what, recorded, now }) => visible(`  made by another ${what}: ${recorded} then, ${now} now`))),
    "",
  ].join("\n");
}

export function rethinkLines({ same, first }: Rethought, visible: Visible): string {
  const turns = same === 1 ? "1 turn" : `${same} turns`;
  if (first === null) return `equal: today's mind makes the same moves in all of ${turns}\n`;
  return [`differs after ${turns} of the same moves`, ...differenceLines(first, visible), ""].join("\n");
}

const SHOWN = 400;

function differenceLines({ what, recorded, now }: Difference, visible: Visible): readonly string[] {
  return [`  ${what}`, `    then: ${short(recorded)}`, `    now:  ${short(now)}`].map(visible);
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}… (all of it with --json)`;
}
