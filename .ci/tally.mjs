// Adds up what .ci/run has collected, and ends with the line `N passed, N failed`.
//   checks.tsv, tests.tsv   exit code and name of each step
//   <name>.json             vitest's results of that test run

import { join } from "node:path";
import { readIfThere } from "./setup/read-if-there.mjs";

/** @typedef {{ name: string, passed: number, failed: number, note: string }} Count */

const folder = process.argv[2] ?? ".";
const checks = stepsIn("checks.tsv").map(countCheck);
const runs = stepsIn("tests.tsv").map(countTestRun);

for (const { name, passed, failed, note } of [...checks, ...runs]) {
  console.log(`${failed === 0 ? "ok    " : "FAILED"} ${name}: ${passed} passed, ${failed} failed${note}`);
}
const noTestRan = runs.every((run) => run.passed + run.failed === 0);
if (noTestRan) console.log("FAILED no test ran");

const passed = sum([...checks, ...runs].map((count) => count.passed));
const failed = sum([...checks, ...runs].map((count) => count.failed)) + (noTestRan ? 1 : 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** @param {string} file @returns {{ status: string, name: string }[]} */
function stepsIn(file) {
  const lines = (readIfThere(join(folder, file)) ?? "").split("\n").filter((line) => line !== "");
  return lines.map((line) => line.split("\t")).map(([status = "", name = ""]) => ({ status, name }));
}

/** @param {{ status: string, name: string }} step @returns {Count} */
function countCheck({ status, name }) {
  const isGood = status === "0";
  return { name, passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, note: isGood ? "" : ` (exit code ${status})` };
}

/**
 * A test file that can't be loaded has no failed test, and neither has a run that crashed: both count as one failure.
 * @param {{ status: string, name: string }} step
 * @returns {Count}
 */
function countTestRun({ status, name }) {
  const results = readIfThere(join(folder, `${name}.json`));
  if (results === undefined) return { name, passed: 0, failed: 1, note: ` (no results, exit code ${status})` };

  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(results);
  const unloadable = testResults.filter(
    (/** @type {{ status: string, assertionResults: { status: string }[] }} */ file) =>
      file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"),
  ).length;
  const counted = numFailedTests + unloadable;
  const failed = counted === 0 && status !== "0" ? 1 : counted;
  const note = `, ${numPendingTests} skipped${status === "0" ? "" : ` (exit code ${status})`}`;
  return { name, passed: numPassedTests, failed, note };
}

/** @param {readonly number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
