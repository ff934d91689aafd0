import type { RecordingProblem } from "../app-types.js";

export function validationLines(
  folder: string,
  problems: readonly RecordingProblem[],
  visible: (text: string) => string,
): string {
  if (problems.length === 0) return `${visible(folder)} can be investigated\n`;
  const lines = problems.flatMap(({ what, where, remedy }) => [what, `  where: ${where}`, `  remedy: ${remedy}`]);
  return [...lines, problems.length === 1 ? "1 problem" : `${problems.length} problems`]
    .map((line) => `${visible(line)}\n`)
    .join("");
}
