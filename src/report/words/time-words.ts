import type { Instant, Window } from "../../core/time.js";
import { durationWords } from "./number-words.js";

/** The largest instant that a calendar of the language can name. */
const LAST_DATE = 8_640_000_000_000_000;

/** `2026-11-02 12:03:10`, in UTC; parts of a second are for machines. */
export function dateTimeWords(at: Instant): string {
  if (at > LAST_DATE) return `${at} ms after 1970`;
  return new Date(at)
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d+Z$/, "");
}

/** Names instants as seen from one day: those of that day by the time alone. All in UTC. */
export interface TimeWords {
  instant(at: Instant): string;
  window(window: Window): string;
}

export function timeWords(day: Instant): TimeWords {
  const today = dateTimeWords(day).slice(0, 11);
  const instant = (at: Instant) => {
    const text = dateTimeWords(at);
    return text.startsWith(today) ? text.slice(11) : text;
  };
  return {
    instant,
    window: (window) => `${instant(window.from)} to ${instant(window.to)} (${durationWords(window.to - window.from)})`,
  };
}
