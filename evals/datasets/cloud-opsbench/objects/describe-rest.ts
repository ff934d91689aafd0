/** Quotas, namespaces, configuration, secrets and accounts. */
import type { Json } from "../../../../src/index.js";
import { type Fields, known, said } from "../fields.js";
import { child, listOf, type OutlineNode, textAt } from "../text/outline.js";
import { cells } from "../text/table.js";
import { quotaEntry } from "./resources.js";

export function describedQuota(lines: readonly OutlineNode[]): Fields {
  const entries = quotaRows(lines.map(({ text }) => text));
  const column = (name: "hard" | "used"): Fields =>
    Object.fromEntries(entries.map((entry) => [String(entry["resource"]), entry[name] ?? ""]));
  return { status: { hard: column("hard"), used: column("used"), entries } };
}

/** Rows below `Resource  Used  Hard`, until the next thing begins. */
function quotaRows(texts: readonly string[]): Fields[] {
  return texts.flatMap((text) => {
    const [resource = "", used, hard, ...more] = cells(text);
    if (used === undefined || hard === undefined || more.length > 0 || !/^[a-z]/.test(resource)) return [];
    return [quotaEntry(resource, used, hard)];
  });
}

export function describedNamespace(lines: readonly OutlineNode[]): Fields {
  const all = (nodes: readonly OutlineNode[]): string[] =>
    nodes.flatMap(({ text, children }) => [text, ...all(children)]);
  const texts = all(lines);
  return {
    status: known({ phase: said(textAt(lines, "Status")) }),
    quotas: quotaRows(texts),
    limitRanges: !texts.some((text) => text.startsWith("No LimitRange")),
  };
}

export function describedAccount(lines: readonly OutlineNode[]): Fields {
  const secrets = child(lines, "Mountable secrets");
  return known({
    imagePullSecrets: [...listOf(child(lines, "Image pull secrets"))],
    secrets: secrets === undefined ? undefined : [...listOf(secrets)],
  });
}

const SIZE = /^([A-Za-z0-9._-]{1,253}):\s{1,200}(\d{1,9}) bytes$/;

/** Keys and sizes; describe never shows what a secret holds. */
export function describedSecret(lines: readonly OutlineNode[]): Fields {
  const sizes = lines.flatMap(({ text }): [string, Json][] => {
    const match = SIZE.exec(text);
    return match === null ? [] : [[match[1] ?? "", Number(match[2])]];
  });
  return known({
    type: said(textAt(lines, "Type")),
    sizes: Object.fromEntries(sizes),
    keys: sizes.map(([key]) => key),
    dataCount: sizes.length,
  });
}

const LONGEST_VALUE = 8_192;

/** `Data` is free text: a key, a rule of dashes, then the value as it stands, until the next key. */
export function describedConfig(text: string): Fields {
  const from = text.indexOf("\nData\n====\n");
  const to = text.indexOf("\nBinaryData\n====", from);
  if (from < 0) return { data: {} };
  const lines = text.slice(from + 11, to < 0 ? text.length : to).split("\n");
  const data: [string, string[]][] = [];
  for (const [index, line] of lines.entries()) {
    const key = /^([A-Za-z0-9._-]{1,253}):$/.exec(line)?.[1];
    if (key !== undefined && lines[index + 1] === "----") data.push([key, []]);
    else if (line !== "----" || data.at(-1)?.[1].length !== 0) data.at(-1)?.[1].push(line);
  }
  return {
    data: Object.fromEntries(data.map(([key, value]) => [key, value.join("\n").trim().slice(0, LONGEST_VALUE)])),
    dataCount: data.length,
  };
}
