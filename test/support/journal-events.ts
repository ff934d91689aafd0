/** Small events and bodies for tests of the journal, and requests around them. */
import { bodyId, type Digest, sha256 } from "../../src/core/digest.js";
import type { EventOf } from "../../src/core/event.js";
import type { AppendRequest, Body, Lease } from "../../src/core/ports/store.js";

export const SALT = new Uint8Array(32).fill(7);
export const AT = 1_700_000_000_000;

export function aBody(text: string | Uint8Array, salt: Uint8Array = SALT): Body {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return { id: bodyId(salt, bytes), dataClass: "internal", bytes };
}

export function aRemark(body: Digest, turn = 0): EventOf<"remark.made"> {
  return { type: "remark.made", data: { seat: "investigator", turn, about: "remark", body } };
}

export function anOpening(salt: Uint8Array, incident: Digest): EventOf<"investigation.opened"> {
  const digest = sha256("a digest");
  return {
    type: "investigation.opened",
    data: {
      incident,
      mode: "recording",
      engine: "inquest/test",
      saltCommitment: sha256(salt),
      digests: { policies: digest, faults: digest, prompts: null, configuration: digest },
      offers: incident,
      integrations: [],
      budget: { calls: 10, verifierCalls: 3, timeMs: 1_000, modelTokens: null, moneyMicros: null },
      threshold: 0.5,
      accepted: [],
      controlsAbsent: [],
    },
  };
}

export function aKill(body: Digest, epoch: number): EventOf<"kill.ordered"> {
  return { type: "kill.ordered", data: { scope: "all", target: null, epoch, by: body, why: body } };
}

/** A request with one remark for each text. */
export function remarks(
  stream: string,
  lease: Lease | null,
  texts: readonly (string | Uint8Array)[],
  more: Partial<AppendRequest> = {},
): AppendRequest {
  const bodies = texts.map((text) => aBody(text));
  return {
    stream,
    events: bodies.map((body, turn) => ({ event: aRemark(body.id, turn), bodies: [body.id] })),
    bodies,
    at: AT,
    lease,
    expectedSize: null,
    expectedEpoch: null,
    advanceEpoch: false,
    ...more,
  };
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
