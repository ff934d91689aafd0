import type { Examination } from "../doctor/examine.js";

const MARKS = { fine: "ok   ", note: "note ", wrong: "WRONG" } as const;

export function doctorLines({ checks }: Examination, visible: (text: string) => string): string {
  const lines = checks.flatMap(({ name, state, what, where, remedy }) => [
    `${MARKS[state]} ${name}: ${what}`,
    ...(where === null ? [] : [`        where: ${where}`]),
    ...(remedy === null ? [] : [`        remedy: ${remedy}`]),
  ]);
  const wrong = checks.filter((check) => check.state === "wrong").length;
  return [
    ...lines,
    "",
    wrong === 0 ? "nothing is wrong with this set-up" : `${wrong} of ${checks.length} checks failed`,
  ]
    .map(visible)
    .join("\n");
}
