/** Recorded calls by what they ask, whatever their keys look like. */
import type { Json } from "../../../src/index.js";
import type { ObjectKind } from "./kinds.js";
import type { CallArguments, Recorded, RecordedCase } from "./recorded-case.js";

/** Text that a call answered. */
export type RecordedText =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "not-recorded" }
  | { readonly kind: "unreadable"; readonly why: string };

export type View = "output_wide" | "show_labels" | null;

/** A list of objects; a wide list that says what the plain one says was recorded as the plain one. */
export function listText(recorded: RecordedCase, kind: ObjectKind, namespace: string): RecordedText {
  const wide = getResources(recorded, kind, "", namespace, "output_wide");
  return wide.kind === "not-recorded" ? getResources(recorded, kind, "", namespace, null) : wide;
}

export function getResources(
  recorded: RecordedCase,
  kind: ObjectKind,
  name: string,
  namespace: string,
  view: View,
): RecordedText {
  return firstOf(
    namespacesOf(recorded, kind, namespace).map((space) => ({
      tool: "GetResources",
      given: {
        resource_type: kind.recorded,
        name,
        ...(space === null ? {} : { namespace: space }),
        ...(view === null ? {} : { [view]: true }),
      },
    })),
    recorded,
  );
}

export function describeText(recorded: RecordedCase, kind: ObjectKind, name: string, namespace: string): RecordedText {
  return firstOf(
    namespacesOf(recorded, kind, namespace).map((space) => ({
      tool: "DescribeResource",
      given: { resource_type: kind.recorded, name, ...(space === null ? {} : { namespace: space }) },
    })),
    recorded,
  );
}

export function manifestText(recorded: RecordedCase, app: string): RecordedText {
  return asText(recorded.call("GetAppYAML", { app_name: app }));
}

/** What is cluster-wide was recorded under the case's namespace, an empty one, or none at all. */
function namespacesOf(recorded: RecordedCase, { wide }: ObjectKind, namespace: string): readonly (string | null)[] {
  return wide ? [recorded.namespace, "", null] : [namespace];
}

function firstOf(
  calls: readonly { readonly tool: string; readonly given: CallArguments }[],
  recorded: RecordedCase,
): RecordedText {
  for (const { tool, given } of calls) {
    const text = asText(recorded.call(tool, given));
    if (text.kind !== "not-recorded") return text;
  }
  return { kind: "not-recorded" };
}

function asText(found: Recorded): RecordedText {
  if (found.kind !== "recorded") return found;
  return typeof found.value === "string"
    ? { kind: "text", text: found.value }
    : { kind: "unreadable", why: "not the text that this call answers with" };
}

/** A value, or the JSON that a text holds: the same tool gave now the one and now the other. */
export function asJson(value: Json): Json | undefined {
  if (typeof value !== "string") return value;
  if (value.trim() === "") return {};
  try {
    return JSON.parse(value) as Json;
  } catch {
    return undefined;
  }
}
