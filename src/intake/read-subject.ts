import type { Incident } from "../core/incident.js";
import { readAlertmanager } from "./alertmanager.js";
import { incidentFromAlerts, type Looking } from "./incident-from-alerts.js";
import { readAlertFile, readAlertStream } from "./read-alert-file.js";
import { incidentFromScope, type ScopeRequest } from "./scope.js";

/** What a person asks to be investigated. */
export type Subject =
  | { readonly kind: "alert-file"; readonly path: string }
  | { readonly kind: "alert-on-stdin" }
  | ({ readonly kind: "scope" } & ScopeRequest)
  /** The alert that a recording holds; where it holds none, everything in it is the scope. */
  | { readonly kind: "recorded-alert" }
  | { readonly kind: "resume"; readonly investigation: string };

export interface RecordedAlert {
  /** The recording's alert as it stands. */
  readonly text: string;
  readonly file: string;
}

/** The incident that a person means. @throws InquestError naming file, place and remedy */
export async function readSubject(
  subject: Exclude<Subject, { kind: "resume" }>,
  stdin: AsyncIterable<Uint8Array | string>,
  recorded: RecordedAlert | null,
  looking: Looking,
): Promise<Incident> {
  switch (subject.kind) {
    case "alert-file":
      return fromAlerts(await readAlertFile(subject.path), subject.path, looking);
    case "alert-on-stdin":
      return fromAlerts(await readAlertStream(stdin, "stdin"), "stdin", looking);
    case "recorded-alert":
      if (recorded === null) return incidentFromScope({ service: null, since: null, text: "" }, looking);
      return fromAlerts(recorded.text, recorded.file, looking);
    case "scope":
      return incidentFromScope(subject, looking);
  }
}

function fromAlerts(text: string, file: string, looking: Looking): Incident {
  return incidentFromAlerts(readAlertmanager(text, file, looking.now), looking);
}
