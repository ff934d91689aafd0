/**
 * Makes every character that steers a terminal, reorders text or hides in it visible, as `\u{1b}`. What is left has a
 * glyph or is a space, so that a line from production can neither move the cursor nor pretend to be another line.
 */

/**
 * Controls (C0, C1, DEL), format characters (bidi, zero-width, tags), lone surrogates, private use, line and
 * paragraph separators, and letters that have no glyph.
 */
const HIDDEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]|\u034f|\u17b4|\u17b5|[\u180b-\u180f]|\p{Variation_Selector}/gu;

/** The text on one line. */
export function visible(text: string): string {
  return text.replace(HIDDEN, escapeCharacter);
}

function escapeCharacter(character: string): string {
  switch (character) {
    case "\n":
      return "\\n";
    case "\r":
      return "\\r";
    case "\t":
      return "\\t";
    default:
      return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  }
}

/** The same, with every hidden character as JSON writes it: the text of a JSON document stays the same document. */
export function visibleJson(json: string): string {
  return json.replace(HIDDEN, (character) =>
    character === "\n"
      ? character
      : [...Array(character.length).keys()].map((i) => `\\u${hex4(character.charCodeAt(i))}`).join(""),
  );
}

function hex4(unit: number): string {
  return unit.toString(16).padStart(4, "0");
}

/** The start of a text, cut between characters, with a mark where something was left out. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = most - 1;
  const splits = /[\ud800-\udbff]/.test(text[end - 1] ?? "");
  return `${text.slice(0, splits ? end - 1 : end)}…`;
}
