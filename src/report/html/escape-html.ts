import { visible } from "../visible.js";

/** Markup that is safe to put into a page: made by {@link html} alone. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Markup | readonly Markup[];

/** A template whose values are escaped unless they are markup themselves. Text keeps its meaning and loses its powers. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.reduce((text, string, i) => text + rendered(parts[i - 1] ?? "") + string));
}

function rendered(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (typeof part === "number") return String(part);
  return typeof part === "string" ? escapeHtml(visible(part)) : part.map(({ text }) => text).join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? character);
}

/** Bytes from a source as they are, over several lines; tabs and line ends keep their place, the rest is made visible. */
export function preformatted(text: string): Markup {
  return new Markup(
    text
      .split("\n")
      .map((line) =>
        line
          .split("\t")
          .map((piece) => escapeHtml(visible(piece)))
          .join("\t"),
      )
      .join("\n"),
  );
}
