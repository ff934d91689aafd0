/** Small lists of names and values, as Kubernetes tools write them. */

/** `app=web,tier=front` or one pair a text; what has no `=` is no pair. */
export function pairsOf(texts: readonly string[]): Record<string, string> {
  const pairs: [string, string][] = [];
  for (const text of texts.flatMap((one) => one.split(","))) {
    const at = text.indexOf("=");
    if (at > 0) pairs.push([text.slice(0, at).trim(), text.slice(at + 1).trim()]);
  }
  return Object.fromEntries(pairs);
}

/** `a, b + 2 more...`: what is named, without the remainder. */
export function commaList(text: string): string[] {
  return text
    .replace(/ \+ \d{1,6} more\.{3}\s*$/, "")
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "" && one !== "<none>" && one !== "<unset>");
}

export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

/** `key=value:NoSchedule`, `key:NoExecute`; null for what is no taint. */
export function taintOf(text: string): Taint | null {
  const match = /^([^=:\s]{1,317})(?:=([^:\s]{0,63}))?:(\w{1,32})$/.exec(text.trim());
  return match === null ? null : { key: match[1] ?? "", value: match[2] ?? "", effect: match[3] ?? "" };
}

/** A tolerance as describe writes it: `key=value:Effect op=Exists for 300s`, `key:Effect`, `op=Exists`. */
export function tolerationOf(text: string): Record<string, string | number> {
  const words = text.trim().split(/\s+/, 16);
  const operator = words.find((word) => word.startsWith("op="))?.slice(3);
  const first = words[0]?.startsWith("op=") === true ? "" : (words[0] ?? "");
  const colon = first.lastIndexOf(":");
  const [key = "", value] = (colon < 0 ? first : first.slice(0, colon)).split("=", 2);
  const seconds = /^(\d{1,9})s$/.exec(words[words.indexOf("for") + 1] ?? "")?.[1];
  return {
    key,
    operator: operator ?? (value === undefined ? "Exists" : "Equal"),
    ...(value === undefined ? {} : { value }),
    effect: colon < 0 ? "" : first.slice(colon + 1),
    ...(words.includes("for") && seconds !== undefined ? { seconds: Number(seconds) } : {}),
  };
}
