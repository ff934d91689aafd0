import { InquestError } from "../core/errors.js";
import type { Json } from "../core/json.js";
import { parseJson } from "../core/strict-json.js";

export const ALERT_MAX_BYTES = 1_048_576;

/** The JSON of an alert, strictly read. @throws InquestError `ALERT_INVALID` or `INPUT_TOO_LARGE` with file, line and column */
export function parseAlertJson(text: string, file: string): Json {
  if (Buffer.byteLength(text) > ALERT_MAX_BYTES) throw tooLarge(file);
  if (text.trim() === "") {
    throw new InquestError("ALERT_INVALID", {
      what: "there is no alert in it: the text is empty",
      where: file,
      remedy: "give the payload that Alertmanager sends to its webhooks, or alerts from its API v2",
    });
  }
  const parsed = parseJson(text.replace(/^\uFEFF/, ""));
  if (parsed.ok) return parsed.value;
  throw new InquestError("ALERT_INVALID", {
    what: `this is no JSON that can be read: ${parsed.what}`,
    where: `${file}, line ${parsed.at.line}, column ${parsed.at.column}`,
    remedy: "mend the text there, or save the alert anew from Alertmanager",
  });
}

export function tooLarge(file: string): InquestError {
  return new InquestError("INPUT_TOO_LARGE", {
    what: "the alert is larger than 1 MiB",
    where: file,
    remedy: "give fewer alerts: an incident has at most 1,000 of them",
  });
}
