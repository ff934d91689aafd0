import type { Coverage, Omission } from "../../src/core/answer.js";
import { type EntityRef, entityKey, sameEntity } from "../../src/core/entity.js";
import type { RecordKind } from "../../src/core/record.js";
import { type Instant, type Window, windowOverlap } from "../../src/core/time.js";
import { windowText } from "./question-text.js";
import type { StreamManifest } from "./stream-question.js";

/** The part of what was asked that a stream was watched for. */
export interface Look {
  readonly window: Window;
  /** Null: every entity of the system. */
  readonly entities: readonly EntityRef[] | null;
  readonly omitted: readonly Omission[];
}

export type LookResult =
  | { readonly kind: "inside"; readonly look: Look }
  | { readonly kind: "outside"; readonly why: string };

/** What a stream was watched for, up to and including the recording's present. */
export function watchedWindow(declared: StreamManifest, now: Instant): Window | null {
  return windowOverlap(declared.window, { from: 0, to: now + 1 });
}

/**
 * Where a question may look: the window asked for, cut to what was watched, and the entity asked for, if the
 * stream was watched for it. What lies outside is told, never covered.
 */
export function lookAt(
  { declared, now }: { readonly declared: StreamManifest; readonly now: Instant },
  asked: Window | undefined,
  entity: EntityRef | undefined,
): LookResult {
  const watched = watchedWindow(declared, now);
  if (watched === null) return { kind: "outside", why: "the recording holds nothing of this up to its present" };
  const window = asked === undefined ? watched : windowOverlap(asked, watched);
  if (window === null) return { kind: "outside", why: `the recording holds ${windowText(watched)} alone` };
  const { entities } = declared;
  if (entity !== undefined && entities !== null && !entities.some((one) => sameEntity(one, entity))) {
    return { kind: "outside", why: `the recording did not watch ${entityKey(entity)} for this` };
  }
  return {
    kind: "inside",
    look: {
      window,
      entities: entity === undefined ? entities : [entity],
      omitted: [...(declared.omitted ?? []), ...(asked === undefined ? [] : outsideOf(asked, watched))],
    },
  };
}

function outsideOf(asked: Window, watched: Window): readonly Omission[] {
  const parts: Omission[] = [];
  if (asked.from < watched.from) {
    const before = windowText({ from: asked.from, to: watched.from });
    parts.push({ what: before, why: "before the recording begins", count: 0 });
  }
  if (asked.to > watched.to) {
    parts.push({
      what: windowText({ from: watched.to, to: asked.to }),
      why: "after what the recording holds",
      count: 0,
    });
  }
  return parts;
}

/** The look as the coverage of one answer. */
export function coverageOf(look: Pick<Look, "window" | "entities">, ...kinds: readonly RecordKind[]): Coverage {
  return { kinds: [...kinds], entities: look.entities, window: look.window };
}
