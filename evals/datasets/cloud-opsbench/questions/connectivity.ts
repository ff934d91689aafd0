import type { Params, RawRecord } from "../../../../src/index.js";
import { coverageOf, type Draft, dropped, NOT_RECORDED, outside } from "../draft.js";
import { type Fields, known } from "../fields.js";
import type { RecordedCase } from "../recorded-case.js";

/** Whether a connection to a service's port opened, from the one place or from each node where it was tried. */
export function connectivityCheck({ to, port, from }: Params<"connectivity.check">, recorded: RecordedCase): Draft {
  const namespace = to.namespace || recorded.namespace;
  const tried = port ?? portsTried(recorded, to.name)[0];
  const asked = `nc -z -v ${to.name}.${namespace} ${tried ?? "<port>"}`;
  if (tried === undefined) return outside(NOT_RECORDED, asked);
  const found = recorded.call("CheckServiceConnectivity", { namespace, service_name: to.name, port: tried });
  // What nobody tried says nothing: it is no failed connection.
  if (found.kind === "not-recorded") return outside(NOT_RECORDED, asked);
  const text = found.kind === "recorded" && typeof found.value === "string" ? found.value : "";
  const attempts = readAttempts(text);
  const results = attempts.filter(({ open }) => open !== null);
  if (results.length === 0) return outside("the recorded answer cannot be read: it tells no result", asked);
  const wanted = results.filter((one) => from === undefined || one.from === from.name);
  return {
    records: wanted.map(
      (one): RawRecord => ({
        kind: "state",
        entity: { kind: to.kind, namespace, name: to.name },
        aspect: "connectivity",
        time: null,
        fields: fieldsOf(one, tried),
      }),
    ),
    coverage: wanted.length === 0 ? [] : coverageOf(["state"], [{ kind: to.kind, namespace, name: to.name }]),
    omitted: dropped("attempts", attempts.length - results.length, "they tell no result"),
    unavailable: null,
    asked,
  };
}

function portsTried(recorded: RecordedCase, service: string): readonly number[] {
  return recorded
    .callsOf("CheckServiceConnectivity")
    .flatMap((call) => (call["service_name"] === service && typeof call["port"] === "number" ? [call["port"]] : []))
    .sort((a, b) => a - b);
}

function fieldsOf({ from, open, address, result }: Attempt, port: number): Fields {
  return known({ port, open, from, address, result });
}

interface Attempt {
  /** The node that it was tried from; null where nobody says. */
  readonly from: string | null;
  readonly open: boolean | null;
  readonly address: string | undefined;
  readonly result: string;
}

const FROM = /\bon (\S{1,253}):(?:\s|$)/;
const MOST_LINES = 2_000;

/** Lines up to the next one that names where it was tried belong together. */
export function readAttempts(text: string): readonly Attempt[] {
  const groups: { from: string | null; lines: string[] }[] = [];
  for (const line of text.split("\n", MOST_LINES)) {
    if (line.trim() === "" || line.startsWith("===")) continue;
    const match = FROM.exec(line);
    if (match !== null) groups.push({ from: match[1] ?? null, lines: [line.slice(match.index + match[0].length)] });
    else if (groups.length === 0) groups.push({ from: null, lines: [line] });
    else groups.at(-1)?.lines.push(line);
  }
  return groups.map(({ from, lines }) => {
    const result = lines
      .map((line) => line.trim())
      .filter((line) => line !== "")
      .join("; ");
    return {
      from,
      open: opened(result),
      address: /\((\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?)\)/.exec(result)?.[1],
      result: result.slice(0, 500),
    };
  });
}

function opened(result: string): boolean | null {
  // netcat gives up with "punt!", a time limit ends it with "Terminated".
  if (/\b(?:fail|failed|refused|timed out|time ?out|unreachable|no route|bad address|punt!|terminated)/i.test(result))
    return false;
  return /\bopen\b|\bsucceeded\b|\bsuccess/i.test(result) ? true : null;
}
