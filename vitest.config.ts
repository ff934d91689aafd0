import { defineConfig } from "vitest/config";

/** Where .ci/run wants the results as JSON, since it adds up the numbers of several runs. */
const outputFile = process.env["INQUEST_TEST_RESULTS"];

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts", "integrations/**/*.test.ts", "evals/**/*.test.ts"],
    // Processes, not threads: the store's binary, worker threads and child processes are what a user runs as well.
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    reporters: ["default", "./.ci/skipped-tests-reporter.mjs", ...(outputFile ? ["json"] : [])],
    ...(outputFile && { outputFile: { json: outputFile } }),
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts", "integrations/**/*.ts", "evals/**/*.ts"],
      exclude: ["**/*.test.ts"],
    },
  },
});
