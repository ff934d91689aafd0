import { visible } from "../visible.js";
import type { Palette } from "./palette.js";
import { wrap } from "./wrap.js";

/** Columns of a report: what every terminal has, and what fits beside another window. */
export const COLUMNS = 80;

/** Collects a report's lines: everything that goes through here is escaped, wrapped, then painted. */
export class Lines {
  readonly palette: Palette;
  readonly #lines: string[] = [];

  constructor(palette: Palette) {
    this.palette = palette;
  }

  heading(text: string): void {
    this.#lines.push("", this.palette.heading(text));
  }

  /** A paragraph. `first` stands before its first line, which the others are indented by. */
  text(text: string, first = "  ", paint: keyof Palette | null = null): void {
    const indent = " ".repeat(first.length);
    const brush = paint === null ? (line: string) => line : this.palette[paint];
    for (const [i, line] of wrap(visible(text), COLUMNS - first.length).entries()) {
      this.#lines.push(line === "" ? first.trimEnd() : (i === 0 ? first : indent) + brush(line));
    }
  }

  /** A line that is laid out already and holds no text from outside. */
  drawn(line: string): void {
    this.#lines.push(line);
  }

  toString(): string {
    return `${this.#lines.join("\n").replace(/^\n/, "")}\n`;
  }
}
