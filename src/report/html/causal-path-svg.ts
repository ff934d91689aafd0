/** The causal path as a picture: cause first, arrows towards the symptom. Drawn along a row, or down a column for a phone. */
import type { ReportModel } from "../report-model.js";
import { shortened } from "../visible.js";
import { html, type Markup } from "./escape-html.js";

type PathSection = NonNullable<ReportModel["path"]>;
type Node = PathSection["nodes"][number];

const BOX = { width: 180, height: 58 } as const;
const GAP = { row: 116, column: 46 } as const;
/** A row of more would be too small to read. */
const MOST_IN_A_ROW = 4;

export function causalPathPictures(path: PathSection): Markup {
  if (path.nodes.length > MOST_IN_A_ROW) return html`<div class="path">${picture(path, "column")}</div>`;
  return html`<div class="path wide">${picture(path, "row")}</div><div class="path narrow">${picture(path, "column")}</div>`;
}

function picture(path: PathSection, along: "row" | "column"): Markup {
  const count = path.nodes.length;
  const width = along === "row" ? count * BOX.width + (count - 1) * GAP.row + 4 : BOX.width + 140;
  const height = along === "row" ? BOX.height + 4 : count * BOX.height + (count - 1) * GAP.column + 4;
  const nodes = path.nodes.map((node, i) => box(node, place(i, along)));
  const arrows = path.links.map(({ relation }, i) => arrow(relation, place(i, along), along));
  return html`<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${path.line}">${nodes}${arrows}</svg>`;
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

function place(i: number, along: "row" | "column"): Corner {
  return along === "row" ? { x: 2 + i * (BOX.width + GAP.row), y: 2 } : { x: 2, y: 2 + i * (BOX.height + GAP.column) };
}

function box({ name, entity, note, role }: Node, { x, y }: Corner): Markup {
  const kind = name.slice(0, Math.max(0, name.length - qualified(entity).length)).trim();
  return html`<g class="node ${role}"><title>${note === "" ? name : `${name}: ${note}`}</title>
<rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="8"/>
<text x="${x + 12}" y="${y + 17}" class="kind">${kind}</text>
<text x="${x + 12}" y="${y + 33}" class="name">${shortened(qualified(entity), 22)}</text>
<text x="${x + 12}" y="${y + 49}" class="note">${shortened(note, 26)}</text></g>`;
}

function qualified({ namespace, name }: Node["entity"]): string {
  return namespace === "" ? name : `${namespace}/${name}`;
}

function arrow(relation: string | null, { x, y }: Corner, along: "row" | "column"): Markup {
  const [fromX, fromY] = along === "row" ? [x + BOX.width + 4, y + BOX.height / 2] : [x + 30, y + BOX.height + 4];
  const [toX, toY] = along === "row" ? [fromX + GAP.row - 12, fromY] : [fromX, fromY + GAP.column - 12];
  const head =
    along === "row"
      ? `${toX},${toY - 5} ${toX + 8},${toY} ${toX},${toY + 5}`
      : `${toX - 5},${toY} ${toX},${toY + 8} ${toX + 5},${toY}`;
  const label = relation ?? "no edge seen";
  const seen = relation === null ? "link unseen" : "link";
  const text =
    along === "row"
      ? html`<text x="${(fromX + toX) / 2}" y="${fromY - 8}" text-anchor="middle">${shortened(verb(label), 18)}</text>`
      : html`<text x="${fromX + 14}" y="${fromY + GAP.column / 2}">${shortened(label, 38)}</text>`;
  return html`<g class="${seen}"><title>${label}</title><line x1="${fromX}" y1="${fromY}" x2="${toX}" y2="${toY}"/><polygon points="${head}"/>${text}</g>`;
}

/** `orders reads from orders-db`, between two boxes that name both ends: `reads from`. */
function verb(relation: string): string {
  const words = relation.split(" ");
  return words.length < 3 ? relation : words.slice(1, -1).join(" ");
}
