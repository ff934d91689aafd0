/** A scorecard for people: one line of figures overall, per system and per family. */
import type { Figures } from "../scoring/scorecard.js";
import type { TrialFigures } from "../scoring/trials.js";

interface ScorecardTable {
  readonly overall: Figures;
  readonly systems: Readonly<Record<string, Figures>>;
  readonly families: Readonly<Record<string, Figures>>;
  readonly trials: TrialFigures | null;
}

const HEAD = [
  "",
  "cases",
  "A@1",
  "95 %",
  "A@3",
  "object",
  "fault",
  "coverage",
  "precision",
  "sure+wrong",
  "ECE",
  "Brier",
  "calls",
  "p95",
  "ms p50",
  "p95",
  "MB",
];

export function scorecardLines({ overall, systems, families, trials }: ScorecardTable): readonly string[] {
  const rows = [
    HEAD,
    row("overall", overall),
    ...Object.entries(systems).map(([name, figures]) => row(`  ${name}`, figures)),
    ...Object.entries(families).map(([name, figures]) => row(`  ${name}`, figures)),
  ];
  return [...aligned(rows), ...(trials === null ? [] : trialLines(trials))];
}

function row(name: string, figures: Figures): readonly string[] {
  const interval = figures.ci["a1"];
  return [
    name,
    String(figures.cases),
    share(figures.a1),
    interval === undefined ? "-" : `${share(interval[0])}-${share(interval[1])}`,
    ...[figures.a3, figures.object, figures.fault, figures.coverage, figures.precision, figures.sureAndWrong].map(
      share,
    ),
    ...[figures.ece, figures.brier].map(share),
    ...[figures.calls.mean, figures.calls.p95, figures.ms.p50, figures.ms.p95, figures.peakMb].map(whole),
  ];
}

function share(value: number | null): string {
  return value === null ? "-" : value.toFixed(2);
}

function whole(value: number | null): string {
  return value === null ? "-" : String(Math.round(value));
}

function trialLines({ trials, a1, calls, rightInAll }: TrialFigures): readonly string[] {
  return [
    `${trials} trials: A@1 ${share(a1.mean)} (spread ${a1.spread.toFixed(3)}), right in all ${share(rightInAll)}, calls ${whole(calls.mean)} (spread ${calls.spread.toFixed(1)})`,
  ];
}

/** Columns as wide as their widest cell; figures stand to the right. */
export function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows.map((cells) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}
