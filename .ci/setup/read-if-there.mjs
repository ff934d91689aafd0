import { readFileSync } from "node:fs";

/** @param {string} file @returns {string | undefined} its text, undefined where it isn't there or can't be read */
export function readIfThere(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
