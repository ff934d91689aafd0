// Names the tests that were skipped and why, after vitest's own summary: a test that needs a server skips itself with
// `context.skip("no PostgreSQL here: ...")`, and nobody should have to guess what a green run has not shown.

/** @implements {Reporter} */
export default class SkippedTestsReporter {
  /** @type {Vitest | undefined} */
  #vitest;

  /** @param {Vitest} vitest */
  onInit(vitest) {
    this.#vitest = vitest;
  }

  /** @param {readonly TestModule[]} modules */
  onTestRunEnd(modules) {
    // With a name pattern everything else counts as skipped, which says nothing.
    if (this.#vitest?.config.testNamePattern) return;
    console.log(skippedTestsText(modules.flatMap((module) => [...module.children.allTests("skipped")])));
  }
}

/**
 * @param {readonly TestCase[]} skipped
 * @returns {string} the reasons, each with its tests
 */
function skippedTestsText(skipped) {
  if (skipped.length === 0) return "Skipped tests: none\n";
  /** @type {Map<string, string[]>} */
  const byReason = new Map();
  for (const test of skipped) {
    const result = test.result();
    const reason = (result.state === "skipped" && result.note) || "no reason given";
    byReason.set(reason, [...(byReason.get(reason) ?? []), `${test.module.relativeModuleId} > ${test.fullName}`]);
  }
  const sections = [...byReason].map(([reason, tests]) => [`  ${reason}`, ...tests.map((name) => `    ${name}`)]);
  return [`Skipped tests: ${skipped.length}`, ...sections.flat(), ""].join("\n");
}

/**
 * @typedef {import("vitest/node").Reporter} Reporter
 * @typedef {import("vitest/node").TestCase} TestCase
 * @typedef {import("vitest/node").TestModule} TestModule
 * @typedef {import("vitest/node").Vitest} Vitest
 */
