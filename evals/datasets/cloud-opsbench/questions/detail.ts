/** One object with all that was recorded of it: its description with its events, and what its manifest adds. */
import type { EntityRef, Json, RawRecord } from "../../../../src/index.js";
import { describeText, getResources, manifestText } from "../calls.js";
import { coverageOf, type Draft, dropped, NOT_RECORDED, outside } from "../draft.js";
import { type Fields, filledIn, isFields, known } from "../fields.js";
import { entityNamed, entityOf, kindNamed, type ObjectKind } from "../kinds.js";
import { ownerAmong } from "../naming.js";
import { readDescription } from "../objects/described.js";
import { eventsBelow } from "../objects/events.js";
import { type ManifestObject, readManifest } from "../objects/manifest.js";
import type { RecordedCase } from "../recorded-case.js";
import { readList, stateOf } from "./list.js";

interface Named {
  readonly kind: ObjectKind;
  readonly namespace: string;
  readonly name: string;
}

/** What one text tells of an object. */
type Told =
  | { readonly kind: "told"; readonly fields: Fields; readonly events: ReturnType<typeof eventsBelow> }
  | { readonly kind: "not-found" }
  | { readonly kind: "not-recorded" }
  | { readonly kind: "unreadable"; readonly why: string };

/** Kinds whose description leaves out what matters, and whose own form was recorded by name. */
const BY_OWN_FORM = new Set(["Secret", "NetworkPolicy", "RoleBinding"]);

export function answerDetail(recorded: RecordedCase, named: Named, asked: string): Draft {
  const { kind, namespace, name } = named;
  const entity = entityOf(kind, namespace, name);
  const told = toldOf(recorded, named, entity);
  const objects = kind.manifest ? manifestObjects(recorded, named, told) : [];
  const own = objects.find((one) => one.kind === kind.kind && one.name === name);
  const others = objects.filter((one) => one !== own).flatMap((one) => declaredState(one, namespace));
  switch (told.kind) {
    case "told": {
      const events = told.events;
      const fields = known({ ...told.fields, events: events === null ? undefined : events.records.length });
      const merged = own === undefined ? fields : { ...(filledIn(fields, own.fields) as Fields) };
      return {
        records: [stateOf(kind, namespace, name, merged), ...(events?.records ?? []), ...others],
        coverage: coverageOf(events === null || events.dropped > 0 ? ["state"] : ["state", "event"], [entity]),
        omitted: dropped("events of the object", events?.dropped ?? 0),
        unavailable: null,
        asked,
      };
    }
    case "not-found":
      return { records: [], coverage: coverageOf(["state"], [entity]), omitted: [], unavailable: null, asked };
    case "unreadable":
      return outside(`the recorded answer cannot be read: ${told.why}`, asked);
    case "not-recorded":
      return own === undefined ? unrecorded(recorded, named, entity, asked) : declaredOnly(own, others, named, asked);
  }
}

/** Nothing was recorded by that name; a whole list without it says that it is not there. */
function unrecorded(recorded: RecordedCase, { kind, namespace, name }: Named, entity: EntityRef, asked: string): Draft {
  const listed = readList(recorded, kind, namespace);
  const known = listed.kind === "listed" && listed.dropped === 0;
  if (!known || listed.states.some((state) => state.entity.name === name)) return outside(NOT_RECORDED, asked);
  return { records: [], coverage: coverageOf(["state"], [entity]), omitted: [], unavailable: null, asked };
}

function declaredOnly(own: ManifestObject, others: readonly RawRecord[], { namespace }: Named, asked: string): Draft {
  return {
    records: [...declaredState(own, namespace), ...others],
    coverage: [],
    omitted: dropped("how the object is", 1, "only what it was declared to be was recorded"),
    unavailable: null,
    asked,
  };
}

function toldOf(recorded: RecordedCase, { kind, namespace, name }: Named, entity: EntityRef): Told {
  if (BY_OWN_FORM.has(kind.kind)) {
    const form = ownForm(recorded, kind, name, namespace);
    if (form !== null) return form;
  }
  const found = describeText(recorded, kind, name, namespace);
  if (found.kind !== "text")
    return found.kind === "not-recorded" ? (ownForm(recorded, kind, name, namespace) ?? found) : found;
  const description = readDescription(kind, found.text);
  if (description.kind !== "object") return description;
  if (description.name !== name) return { kind: "unreadable", why: "it describes another object" };
  return { kind: "told", fields: description.fields, events: eventsBelow(found.text, entity) };
}

/** The object as the cluster keeps it, where that was recorded by name; null where a mere row was. */
function ownForm(recorded: RecordedCase, kind: ObjectKind, name: string, namespace: string): Told | null {
  const found = getResources(recorded, kind, name, namespace, null);
  if (found.kind !== "text") return null;
  if (/\(NotFound\)/.test(found.text.slice(0, 200))) return { kind: "not-found" };
  if (!/^(?:apiVersion|kind):/.test(found.text)) return null;
  const manifest = readManifest(found.text);
  const own = manifest.kind === "objects" ? manifest.objects.find((one) => one.kind === kind.kind) : undefined;
  return own === undefined || own.name !== name ? null : { kind: "told", fields: own.fields, events: null };
}

/** What the manifest declares of the application that the object is, or that uses it; the object's own form where there is none. */
function manifestObjects(
  recorded: RecordedCase,
  { kind, namespace, name }: Named,
  told: Told,
): readonly ManifestObject[] {
  const found = manifestText(recorded, userOf(recorded, told) ?? name);
  const text = found.kind === "text" ? found : getResources(recorded, kind, name, namespace, null);
  if (text.kind !== "text" || !/^\s*(?:#|---|apiVersion|kind|metadata)/.test(text.text)) return [];
  const manifest = readManifest(text.text);
  return manifest.kind === "objects" ? manifest.objects : [];
}

/** The application whose pod uses a claim. */
function userOf(recorded: RecordedCase, told: Told): string | null {
  const status = told.kind === "told" ? told.fields["status"] : undefined;
  const usedBy = isFields(status) ? status["usedBy"] : undefined;
  if (!Array.isArray(usedBy)) return null;
  const apps = recorded.callsOf("GetAppYAML").flatMap(({ app_name: app }) => (typeof app === "string" ? [app] : []));
  return usedBy.flatMap((pod: Json) => (typeof pod === "string" ? (ownerAmong(apps, pod) ?? []) : []))[0] ?? null;
}

/** An object of a manifest: what it was declared to be, which is not how it is. */
function declaredState(object: ManifestObject, namespace: string): RawRecord[] {
  const kind = kindNamed(object.kind);
  const space = object.namespace === "" ? namespace : object.namespace;
  const entity =
    kind === null ? entityNamed(`${object.kind}/${object.name}`, space) : entityOf(kind, space, object.name);
  if (entity === null) return [];
  const { status: _, ...fields } = object.fields;
  return [{ kind: "state", entity, aspect: "object", time: null, fields: { ...withoutScale(fields), declared: true } }];
}

/** How many were declared says nothing of how many are wanted now: a scale may have been changed since. */
function withoutScale(fields: Fields): Fields {
  const { spec } = fields;
  if (!isFields(spec) || spec["replicas"] === undefined) return fields;
  const { replicas, ...rest } = spec;
  return { ...fields, spec: known({ ...rest, declaredReplicas: replicas }) };
}

/** An application's manifest: every object that it declares. */
export function answerManifest(recorded: RecordedCase, app: string, asked: string): Draft {
  const found = manifestText(recorded, app);
  if (found.kind === "not-recorded") return outside(NOT_RECORDED, asked);
  const manifest = found.kind === "text" ? readManifest(found.text) : found;
  if (manifest.kind === "unreadable") return outside(`the recorded answer cannot be read: ${manifest.why}`, asked);
  const records = manifest.objects.flatMap((object) => declaredState(object, recorded.namespace));
  return {
    records,
    coverage: [],
    omitted: dropped("objects of the manifest", manifest.dropped),
    unavailable: null,
    asked,
  };
}
