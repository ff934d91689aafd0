import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument } from "yaml";
import type { z } from "zod";
import { Configuration } from "./configuration.js";

/** One thing wrong with a configuration, and where. Line and column count from 1. */
export interface ConfigurationProblem {
  readonly what: string;
  readonly line: number;
  readonly column: number;
}

export type CheckedYaml =
  | { readonly configuration: Configuration }
  | { readonly problems: readonly [ConfigurationProblem, ...ConfigurationProblem[]] };

type Path = readonly PropertyKey[];

/** Reads a configuration's text: YAML without aliases and without duplicate keys, strict as to every key. */
export function checkYaml(text: string): CheckedYaml {
  const lines = new LineCounter();
  const document = parseWhole(text, lines);
  if ("what" in document) return { problems: [document] };
  const [first, ...others] = [...document.errors, ...document.warnings].map((error) => ({
    what: firstLine(error.message),
    ...at(lines, error.pos[0]),
  }));
  if (first !== undefined) return { problems: [first, ...others] };
  const value = toValue(document);
  if (value === ALIASES) return { problems: [{ what: "aliases (`*name`) are not read here", line: 1, column: 1 }] };
  const parsed = Configuration.safeParse(value);
  if (parsed.success) return { configuration: parsed.data };
  const [worst, ...rest] = parsed.error.issues.flatMap((issue) => problemsOf(issue, document, lines));
  return { problems: [worst ?? { what: "it cannot be read", line: 1, column: 1 }, ...rest] };
}

/** yaml reads nested text by recursion: what is too deep for it is told, not thrown. */
function parseWhole(text: string, lines: LineCounter): Document.Parsed | ConfigurationProblem {
  try {
    return parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  } catch {
    return { what: "the YAML is nested too deeply to be read", line: 1, column: 1 };
  }
}

const ALIASES = Symbol("aliases");

/** An empty file says nothing, which is allowed. An alias is refused: a few lines of them can stand for gigabytes. */
function toValue(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 }) ?? {};
  } catch {
    return ALIASES;
  }
}

function problemsOf(
  issue: z.core.$ZodIssue,
  document: Document.Parsed,
  lines: LineCounter,
): readonly ConfigurationProblem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      what: `\`${[...issue.path, key].join(".")}\` is not known`,
      ...at(lines, offsetOf(document, [...issue.path, key])),
    }));
  }
  const path = issue.path.join(".");
  const message = issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
  return [{ what: path === "" ? message : `\`${path}\`: ${message}`, ...at(lines, offsetOf(document, issue.path)) }];
}

/** Where a path stands in the text: its key, else the deepest part of it that is there. */
function offsetOf(document: Document.Parsed, path: Path): number {
  let offset = 0;
  let node: unknown = document.contents;
  for (const key of path) {
    if (!isMap(node)) break;
    const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
    if (pair === undefined) break;
    offset = (pair.key as Node).range?.[0] ?? offset;
    node = pair.value;
  }
  return offset;
}

function at(lines: LineCounter, offset: number): { readonly line: number; readonly column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function firstLine(message: string): string {
  const line = message.split("\n")[0] ?? message;
  return line.charAt(0).toLowerCase() + line.slice(1).replace(/\.$/, "");
}
