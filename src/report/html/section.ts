import { html, type Markup } from "./escape-html.js";

export function section(id: string, title: string, body: Markup): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${body}</section>`;
}

/** Links to the citations, or the word that there is none. */
export function citeLinks(cites: readonly number[]): Markup[] {
  return cites.map((n) => html` <a class="cite" href="#citation-${n}" aria-label="citation ${n}">[${n}]</a>`);
}

export function sentenceMarkup(text: string, cites: readonly number[]): Markup {
  return cites.length === 0
    ? html`${text} <span class="quiet small">(no citation)</span>`
    : html`${text}${citeLinks(cites)}`;
}
