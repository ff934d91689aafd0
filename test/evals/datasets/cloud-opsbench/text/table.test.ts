import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cells, parseTable } from "../../../../../evals/datasets/cloud-opsbench/text/table.js";

const rowsOf = (text: string) => {
  const table = parseTable(text);
  return table.kind === "rows" ? table.rows : table;
};

describe("parseTable", () => {
  it("keeps blanks inside of a cell and knows an empty cell by its column", () => {
    const text = [
      "NAME    READY   STATUS    RESTARTS      AGE   NODE SELECTOR",
      "oven-1  1/1     Running   2 (3d ago)    9m    disk=fast",
      "mixer   0/1     Pending                 9m    <none>",
    ].join("\n");
    expect(rowsOf(text)).toMatchObject([
      { NAME: "oven-1", RESTARTS: "2 (3d ago)", "NODE SELECTOR": "disk=fast" },
      { NAME: "mixer", RESTARTS: "", AGE: "9m" },
    ]);
  });

  it("splits a row that does not stand under its header, and drops it where the columns do not come out", () => {
    const text = "NAME   DATA   AGE\nrather-long-name   3   9m\nanother-long-name   9m\n";
    expect(parseTable(text)).toMatchObject({
      rows: [{ NAME: "rather-long-name", DATA: "3", AGE: "9m" }],
      dropped: 1,
    });
  });

  it("tells none, not found and something else apart", () => {
    expect(parseTable("").kind).toBe("none");
    expect(parseTable("No resources found in bakery namespace.\n").kind).toBe("none");
    expect(parseTable('Error from server (NotFound): services "mill" not found').kind).toBe("not-found");
    expect(parseTable("sh: syntax error").kind).toBe("unreadable");
  });

  it("reads back what a table printer pads, however wide the cells", () => {
    const cell = fc.stringMatching(/^[a-z0-9]{1,12}( [a-z0-9]{1,5})?$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 20 }), (rows) => {
        const all = [["NAME", "MIDDLE NAME", "AGE"], ...rows];
        const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)) + 3);
        const text = all
          .map((row) =>
            row
              .map((one, column) => one.padEnd(widths[column] ?? 0))
              .join("")
              .trimEnd(),
          )
          .join("\n");
        expect(rowsOf(text)).toEqual(rows.map(([a, b, c]) => ({ NAME: a, "MIDDLE NAME": b, AGE: c })));
      }),
    );
  });

  it("takes linear time (adversarial)", () => {
    const began = performance.now();
    parseTable(`NAME   AGE\n${" x ".repeat(200_000)}\n${"y\n".repeat(15_000)}`);
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});

describe("cells", () => {
  it("leaves the last cell as it stands once there are enough", () => {
    expect(cells("  Normal   Pulled  9m   kubelet   two  blanks   stay", 5)).toEqual([
      "Normal",
      "Pulled",
      "9m",
      "kubelet",
      "two  blanks   stay",
    ]);
  });
});
