/** JUnit XML, which every CI system reads: one suite, one test case per case. */
import type { CaseResults } from "../scoring/case-results.js";

export interface JUnitSuite {
  readonly name: string;
  readonly results: CaseResults;
  readonly complaints: Readonly<Record<string, string>>;
  readonly seconds: number;
}

export function junitXml(suites: readonly JUnitSuite[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.map(suiteXml).join("")}</testsuites>\n`;
}

function suiteXml({ name, results, complaints, seconds }: JUnitSuite): string {
  const cases = Object.entries(results);
  const failures = cases.filter(([, result]) => !result.right).length;
  const head = `  <testsuite name="${escapeXml(name)}" tests="${cases.length}" failures="${failures}" time="${seconds.toFixed(3)}">\n`;
  const body = cases.map(([id, { right }]) => {
    const open = `    <testcase classname="${escapeXml(name)}" name="${escapeXml(id)}"`;
    if (right) return `${open}/>\n`;
    return `${open}>\n      <failure message="${escapeXml(complaints[id] ?? "the answer is not right")}"/>\n    </testcase>\n`;
  });
  return `${head}${body.join("")}  </testsuite>\n`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
  "\t": "&#9;",
};

/** What XML 1.0 does not allow at all is shown as U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replace(/[&<>"\n\t]/g, (character) => ENTITIES[character] ?? character);
}
