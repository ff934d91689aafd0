/** Lines of a table: each column as wide as its widest cell, the last one as long as it is. Cells must be escaped. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  return rows
    .map((row) =>
      row
        .map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join("");
}

/** `2026-03-01 03:14:00` in UTC. */
export function instantWords(instant: number): string {
  return new Date(instant).toISOString().slice(0, 19).replace("T", " ");
}
