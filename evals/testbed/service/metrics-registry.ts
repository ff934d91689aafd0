/** Counters, gauges and histograms with labels, rendered as Prometheus text exposition (version 0.0.4). */
type Labels = Readonly<Record<string, string>>;

/** Upper bounds in seconds, as OpenTelemetry advises for `http.server.request.duration`. */
export const DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] as const;

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n")}"`,
  );
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

interface Family {
  render(): readonly string[];
}

/** Grows only. */
export class Counter implements Family {
  readonly #name: string;
  readonly #values = new Map<string, number>();

  constructor(name: string) {
    this.#name = name;
  }

  add(labels: Labels, amount = 1): void {
    const key = labelText(labels);
    this.#values.set(key, (this.#values.get(key) ?? 0) + amount);
  }

  render(): readonly string[] {
    return [`# TYPE ${this.#name} counter`, ...[...this.#values].map(([key, value]) => `${this.#name}${key} ${value}`)];
  }
}

/** Read anew at each scrape. */
export class Gauge implements Family {
  readonly #name: string;
  readonly #type: "gauge" | "counter";
  readonly #read: () => number;

  constructor(name: string, read: () => number, type: "gauge" | "counter" = "gauge") {
    this.#name = name;
    this.#type = type;
    this.#read = read;
  }

  render(): readonly string[] {
    return [`# TYPE ${this.#name} ${this.#type}`, `${this.#name} ${this.#read()}`];
  }
}

export class Histogram implements Family {
  readonly #name: string;
  readonly #series = new Map<
    string,
    { readonly labels: Labels; readonly counts: number[]; sum: number; count: number }
  >();

  constructor(name: string) {
    this.#name = name;
  }

  observe(labels: Labels, seconds: number): void {
    const key = labelText(labels);
    const series = this.#series.get(key) ?? { labels, counts: DURATION_BUCKETS.map(() => 0), sum: 0, count: 0 };
    this.#series.set(key, series);
    for (const [index, bound] of DURATION_BUCKETS.entries()) {
      if (seconds <= bound) series.counts[index] = (series.counts[index] ?? 0) + 1;
    }
    series.sum += seconds;
    series.count += 1;
  }

  render(): readonly string[] {
    const lines = [`# TYPE ${this.#name} histogram`];
    for (const [key, { labels, counts, sum, count }] of this.#series) {
      for (const [index, bound] of DURATION_BUCKETS.entries()) {
        lines.push(`${this.#name}_bucket${labelText({ ...labels, le: String(bound) })} ${counts[index] ?? 0}`);
      }
      lines.push(`${this.#name}_bucket${labelText({ ...labels, le: "+Inf" })} ${count}`);
      lines.push(`${this.#name}_sum${key} ${sum}`, `${this.#name}_count${key} ${count}`);
    }
    return lines;
  }
}

export class MetricsRegistry {
  readonly #families: Family[] = [];

  counter(name: string): Counter {
    return this.#keep(new Counter(name));
  }

  gauge(name: string, read: () => number): void {
    this.#keep(new Gauge(name, read));
  }

  /** A counter that somebody else counts. */
  counted(name: string, read: () => number): void {
    this.#keep(new Gauge(name, read, "counter"));
  }

  histogram(name: string): Histogram {
    return this.#keep(new Histogram(name));
  }

  render(): string {
    return `${this.#families.flatMap((family) => family.render()).join("\n")}\n`;
  }

  #keep<F extends Family>(family: F): F {
    this.#families.push(family);
    return family;
  }
}
