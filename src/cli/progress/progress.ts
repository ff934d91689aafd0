import type { CaseFile } from "../../core/case-file.js";
import type { Entry } from "../../core/event.js";

/** Follows an investigation's journal on stderr. */
export interface Progress {
  observe(entry: Entry, file: CaseFile): void;
  /** Takes away what is live; may be called more than once. */
  end(): void;
}
