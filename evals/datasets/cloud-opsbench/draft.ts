/** An answer as a question's own file works it out, before it becomes bytes. */
import type { Answer, EntityRef, RawRecord } from "../../../src/index.js";

export interface Draft {
  readonly records: readonly RawRecord[];
  readonly coverage: Answer["coverage"];
  readonly omitted: Answer["omitted"];
  readonly unavailable: string | null;
  /** The question in the source's own words. */
  readonly asked: string;
}

export function outside(why: string, asked: string): Draft {
  return { records: [], coverage: [], omitted: [], unavailable: why, asked };
}

export const NOT_RECORDED = "nobody recorded the answer to this question";

/** A snapshot without a clock covers no window. */
export function coverageOf(
  kinds: readonly RawRecord["kind"][],
  entities: readonly EntityRef[] | null,
): Answer["coverage"] {
  return [{ kinds, entities, window: null }];
}

/** What could not be read; nothing where all could. */
export function dropped(what: string, count: number, why = "it is not what it should be"): Answer["omitted"] {
  return count === 0 ? [] : [{ what, why, count }];
}

const encoder = new TextEncoder();
const MOST_BYTES = 2 * 1024 * 1024;

/** NDJSON, as a recording's answers are: a header, then one record a line; cut to size, and saying so. */
export function encodeDraft({ records, coverage, omitted, unavailable, asked }: Draft): Uint8Array {
  const lines: string[] = [];
  let size = 0;
  for (const record of records) {
    const line = JSON.stringify(record);
    size += line.length + 1;
    if (size > MOST_BYTES) break;
    lines.push(line);
  }
  const cut = records.length - lines.length;
  const header = {
    coverage: cut === 0 ? coverage : [],
    omitted: [...omitted, ...dropped("further records", cut, "the answer was cut to size")],
    asked: asked.slice(0, 4096),
    ...(unavailable === null ? {} : { unavailable }),
    records: lines.length,
  };
  return encoder.encode([JSON.stringify(header), ...lines].map((line) => `${line}\n`).join(""));
}
