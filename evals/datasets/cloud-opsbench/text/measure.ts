/**
 * A line of an alert: `KIND [detail] | p95latency: Normal=12.0ms -> Current=480.5ms (+3904.2%) | Peak=900ms`. One
 * measure for each comparison in it, as labels: signal, statistic, direction, and numbers in the unit that is told.
 */

type Measure = Readonly<Record<string, string>>;

/** The signals that a kind of alert is about, in the words of metrics; others keep their own. */
const SIGNALS: readonly (readonly [RegExp, string])[] = [
  [/^LATENCY/, "latency"],
  [/^THROUGHPUT/, "request-rate"],
  [/^TRAFFIC/, "network-traffic"],
  [/^ERROR/, "success-rate"],
  [/^NETWORK_QUALITY/, "retransmissions"],
];

const LONGEST = 2_048;

export function measuresIn(line: string, name: string): Measure[] {
  const [head = "", ...parts] = line
    .slice(0, LONGEST)
    .split(" | ")
    .map((part) => part.trim());
  const match = /^([A-Z][A-Z_]{1,63})(?: \[([^\]]{1,100})\])?$/.exec(head);
  if (match === null) return [];
  const [, kind = "", detail = ""] = match;
  const signal = signalOf(kind, detail);
  const measures: Record<string, string>[] = [];
  for (const part of parts) {
    const last = measures.at(-1);
    const peak = /^Peak=(\S{1,40})$/.exec(part)?.[1];
    if (peak !== undefined && last !== undefined) last["peak"] = numberAndUnit(peak)[0];
    else if (peak === undefined) measures.push(measureOf(part, { kind, detail, name, signal }));
  }
  return measures;
}

function signalOf(kind: string, detail: string): string {
  if (kind === "RESOURCE_SATURATION")
    return /cfs|throttl/i.test(detail) ? "cpu-throttling" : /mem/i.test(detail) ? "memory" : "cpu";
  return SIGNALS.find(([pattern]) => pattern.test(kind))?.[1] ?? kind.toLowerCase().replaceAll("_", "-");
}

interface Head {
  readonly kind: string;
  readonly detail: string;
  readonly name: string;
  readonly signal: string;
}

const COMPARED = /^(?:([^:=]{1,200}): )?Normal=(.{1,60}?) -> Cur(?:rent)?=(.{1,60}?) \(([^)]{1,40})\)$/;

function measureOf(part: string, { kind, detail, name, signal }: Head): Record<string, string> {
  const match = COMPARED.exec(part);
  if (match === null) {
    const value = /^Val: (\S{1,40})/.exec(part)?.[1];
    const [current, unit] = value === undefined ? ["", ""] : numberAndUnit(value);
    const direction = value === undefined ? "vanished" : "up";
    return { signal, ...statisticOf(detail, name), direction, ...(current === "" ? {} : { current, unit }) };
  }
  const [, label = detail, before = "", after = "", change = ""] = match;
  const [normal, unit] = numberAndUnit(before);
  const [current] = numberAndUnit(after);
  const percent = /^([+-]?\d{1,12}(?:\.\d{1,6})?)%$/.exec(change)?.[1];
  const falls = percent?.startsWith("-") ?? (/DROP|DEGRADED$/.test(kind) && Number(current) < Number(normal));
  return {
    signal,
    ...statisticOf(label, name),
    direction: falls ? "down" : "up",
    normal,
    current,
    unit,
    ...(percent === undefined ? {} : { changePercent: percent.replace(/^\+/, "") }),
  };
}

function statisticOf(label: string, name: string): Record<string, string> {
  const own = label.startsWith(`${name}-`) ? label.slice(name.length + 1) : label;
  const percentile = /\bp(\d{2,3})(?=latency|\b)/i.exec(own)?.[1];
  if (percentile !== undefined) return { statistic: `p${percentile}` };
  const way = /\b(inbound|outbound)\b/i.exec(own)?.[1];
  return way === undefined ? {} : { statistic: way.toLowerCase() };
}

/** `480.5ms` → `480.5`, `ms`. */
function numberAndUnit(text: string): readonly [string, string] {
  const match = /^(-?\d{1,15}(?:\.\d{1,9})?)\s?([A-Za-z%/]{0,16})$/.exec(text.trim());
  return match === null ? [text.trim(), ""] : [match[1] ?? "", match[2] ?? ""];
}
