// `npm run check` fails where the source leaves the import table. The table itself is data in .ci/import-table.mjs;
// test/architecture/import-table.test.ts shows that the rules find what they forbid, and that they saw all the source.
import { IMPORT_TABLE, OWNED_PACKAGES } from "./.ci/import-table.mjs";

/** Tests may import anything: what they need to reach is what they test. */
const TEST_FILE = "\\.test\\.ts$";

/** Network modules of Node. */
const NETWORK = "^(?:node:)?(?:net|tls|dns|dgram|http|https|http2)(?:/|$)";

/** @param {string} name @returns {string} a pattern; `@scope/*` stands for all packages of a scope */
const packagePath = (name) => `(?:^|/)node_modules/${name.replace(/\/\*$/, "/[^/]+")}/`;

/** @param {string} name @returns {string} */
const builtinPath = (name) => `^(?:node:)?${name}$`;

/**
 * @param {import("./.ci/import-table.mjs").Row} row
 * @returns {import("dependency-cruiser").IForbiddenRuleType}
 */
const ruleOf = (row) => ({
  name: `table:${row.name}`,
  comment: "The import table of docs/architecture.md doesn't allow this import; the row is in .ci/import-table.mjs.",
  severity: "error",
  from: { path: row.room, pathNot: row.except ? [TEST_FILE, row.except] : [TEST_FILE] },
  to: {
    // What can't be resolved has a rule of its own.
    couldNotResolve: false,
    pathNot: [
      ...row.local,
      ...(row.packages === "any" ? ["(?:^|/)node_modules/"] : row.packages.map(packagePath)),
      ...(row.builtins === "any" ? [] : row.builtins.map(builtinPath)),
    ],
    ...(row.builtins === "any" && { dependencyTypesNot: ["core"] }),
  },
});

const rooms = IMPORT_TABLE.map((row) => row.room);

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...IMPORT_TABLE.map(ruleOf),
    {
      name: "no-room-without-a-row",
      comment: "The first level of src is the architecture: a new room needs a row in .ci/import-table.mjs first.",
      severity: "error",
      from: { path: "^(?:src|integrations|evals)/", pathNot: [TEST_FILE, ...rooms] },
      to: {},
    },
    ...OWNED_PACKAGES.map(({ packages, only }) => ({
      name: `owned:${packages.join("+")}`,
      comment: "What reaches the outside has one place that may import it.",
      severity: /** @type {const} */ ("error"),
      from: { pathNot: [TEST_FILE, only] },
      to: { path: packages.map(packagePath) },
    })),
    {
      name: "one-door-to-the-outside",
      comment: "The gate alone speaks to a network; the server listens on one.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(?:gate|server)/" },
      to: { path: NETWORK },
    },
    {
      name: "evals-only-when-asked-for",
      comment: "The `eval` command loads the suites lazily, so that no other command pays for them.",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^evals/", dynamic: false, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-cycle",
      comment: "Nor one of types alone.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-import-of-a-test",
      comment: "A test file is nobody's library.",
      severity: "error",
      from: {},
      to: { path: TEST_FILE },
    },
    {
      name: "nothing-unresolved",
      comment: "What can't be resolved can't be judged.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "no-unlisted-package",
      comment: "A package that package.json doesn't name is there by accident.",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "no-development-package-in-production",
      comment: "A user who installs Inquest gets no development packages.",
      severity: "error",
      from: { path: "^(?:src|integrations|evals)/", pathNot: [TEST_FILE, "^evals/testbed/"] },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    doNotFollow: { path: "(?:^|/)node_modules/" },
    // Type-only imports are imports: a room that knows another one's types knows that room.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "types", "default", "require"],
    },
  },
};
