import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";

/** A file of the fixture and the statements in it, such as `import type { T } from "../core/t.js"`. */
export type Sources = Readonly<Record<string, readonly string[]>>;

/**
 * A project of a few lines in a temporary folder. Whatever its sources import exists in it: files as an empty
 * module, packages as an empty package that its package.json names.
 */
export function makeFixtureProject(sources: Sources): { readonly root: string; readonly remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), "inquest-fixture-"));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };

  const imports = Object.entries(sources).flatMap(([file, statements]) =>
    statements.map((statement) => ({ file, specifier: specifierOf(statement) })),
  );
  const packages = new Set(imports.map(({ specifier }) => packageOf(specifier)).filter((name) => name !== undefined));

  for (const { file, specifier } of imports) {
    const target = normalize(join(dirname(file), specifier)).replace(/\.js$/, ".ts");
    if (specifier.startsWith(".") && !(target in sources)) write(target, "export {};\n");
  }
  for (const [file, statements] of Object.entries(sources)) write(file, `${statements.join("\n")}\nexport {};\n`);
  for (const name of packages) write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0" }));
  for (const { specifier } of imports) {
    if (packageOf(specifier) !== undefined) write(`node_modules/${specifier}/index.js`, "");
  }
  write("package.json", JSON.stringify({ dependencies: Object.fromEntries([...packages].map((name) => [name, "1"])) }));

  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

function specifierOf(statement: string): string {
  const specifier = /["']([^"']+)["']/.exec(statement)?.[1];
  if (specifier === undefined) throw new Error(`no specifier in \`${statement}\``);
  return specifier;
}

/** The package behind a specifier, or undefined for a file and for a module of Node. */
function packageOf(specifier: string): string | undefined {
  if (specifier.startsWith(".") || specifier.startsWith("node:") || builtinModules.includes(specifier))
    return undefined;
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
