/** Reads Prometheus text exposition (version 0.0.4). Linear; what is no sample is passed over. */

export interface Sample {
  readonly metric: string;
  readonly type: "counter" | "gauge" | "histogram";
  readonly labels: Readonly<Record<string, string>>;
  /** Null for NaN and the infinities, which JSON cannot hold. */
  readonly value: number | null;
}

const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})?\s+(\S+)(?:\s+-?\d+)?$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)",?/g;
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", "\\": "\\", '"': '"' };

export function parseExposition(text: string): readonly Sample[] {
  const types = new Map<string, string>();
  const samples: Sample[] = [];
  for (const line of text.split("\n")) {
    const declared = /^# TYPE (\S+) (\S+)$/.exec(line);
    if (declared?.[1] !== undefined && declared[2] !== undefined) types.set(declared[1], declared[2]);
    if (line === "" || line.startsWith("#")) continue;
    const match = SAMPLE.exec(line);
    if (match?.[1] === undefined) continue;
    samples.push({
      metric: match[1],
      type: typeOf(match[1], types),
      labels: labelsOf(match[2] ?? ""),
      value: numberOf(match[3] ?? ""),
    });
  }
  return samples;
}

/** Parts of a histogram carry the histogram's type; what no one declared is a gauge. */
function typeOf(metric: string, types: ReadonlyMap<string, string>): Sample["type"] {
  const base = metric.replace(/_(?:bucket|sum|count)$/, "");
  if (types.get(base) === "histogram") return "histogram";
  return types.get(metric) === "counter" ? "counter" : "gauge";
}

function labelsOf(text: string): Readonly<Record<string, string>> {
  const pairs = [...text.matchAll(LABEL)].map(([, name = "", value = ""]) => [
    name,
    value.replace(/\\(.)/g, (whole, escaped: string) => ESCAPES[escaped] ?? whole),
  ]);
  return Object.fromEntries(pairs);
}

function numberOf(text: string): number | null {
  const value = Number(text);
  return text !== "" && Number.isFinite(value) ? value : null;
}
