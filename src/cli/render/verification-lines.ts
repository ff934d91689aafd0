import type { Verification } from "../app-types.js";

/** What was found wrong, or what is proven and what nobody can exclude. */
export function verificationLines(verification: Verification, visible: (text: string) => string): string {
  const { ok, problems, moreProblems, proven, notExcluded } = verification;
  const lines = ok
    ? [
        "The journal is whole.",
        ...proven.map((sentence) => `  ${sentence}`),
        "Not excluded:",
        ...notExcluded.map((sentence) => `  ${sentence}`),
      ]
    : [
        `The journal does not prove what it should: ${problems.length + moreProblems} problems.`,
        ...problems.map(problemLine),
        ...(moreProblems === 0 ? [] : [`  and ${moreProblems} more`]),
      ];
  return lines.map((line) => `${visible(line)}\n`).join("");
}

function problemLine({ kind, stream, what }: Verification["problems"][number]): string {
  return `  ${kind}${stream === null ? "" : `, stream ${stream}`}: ${what}`;
}
