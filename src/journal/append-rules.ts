/** What every store decides about an append in the same way, before it writes anything. */
import { z } from "zod";
import { bodyId, type Digest } from "../core/digest.js";
import { InquestError } from "../core/errors.js";
import { Entry } from "../core/event.js";
import { Name } from "../core/events/define.js";
import { type AppendRequest, type AppendResult, INSTALLATION_STREAM, type Lease } from "../core/ports/store.js";
import type { Instant } from "../core/time.js";

/** Larger ones would hold up the main thread for too long while they are handed over. */
export const MAX_BODY_BYTES = 32 * 1024 * 1024;
const SALT_SIZES = { least: 16, most: 64 };

/** What has to be known of a stream to decide. */
export interface StreamState {
  readonly size: number;
  readonly salt: Uint8Array | null;
  readonly sealed: boolean;
  readonly leaseHolder: string | null;
  readonly fence: number;
  readonly leaseExpires: Instant;
}

export type Refusal = Exclude<AppendResult, { readonly kind: "appended" }>;

/** Why the append may not happen now, or null. */
export function refusalOf(request: AppendRequest, state: StreamState, epoch: number): Refusal | null {
  if (state.sealed) return { kind: "sealed" };
  if (request.stream !== INSTALLATION_STREAM && !holdsLease(request.lease, request, state)) {
    return { kind: "lease-lost" };
  }
  if (request.expectedSize !== null && request.expectedSize !== state.size) {
    return { kind: "size-differs", size: state.size };
  }
  if (request.expectedEpoch !== null && request.expectedEpoch !== epoch) return { kind: "epoch-moved", epoch };
  return null;
}

/** Whether that lease is the one given out last, whatever the time. */
export function isCurrent(lease: Lease, state: StreamState): boolean {
  return state.leaseHolder === lease.holder && state.fence === lease.fence;
}

/** Whether another holder may take the stream. */
export function isFree(state: StreamState, holder: string, now: Instant): boolean {
  return state.leaseHolder === null || state.leaseHolder === holder || state.leaseExpires <= now;
}

/** The entries that the request makes in a stream of that size. */
export function entriesOf(request: AppendRequest, size: number): readonly Entry[] {
  const fence = request.stream === INSTALLATION_STREAM ? 0 : (request.lease?.fence ?? 0);
  const { stream, at } = request;
  return request.events.map(({ event, bodies }, index) => ({
    v: 1,
    stream,
    seq: size + index,
    at,
    fence,
    bodies,
    ...event,
  }));
}

/**
 * What is written must be readable: entries fit their schema, bodies hash to their ids, and entries and bodies name
 * each other. Anything else is a mistake of the caller.
 *
 * @throws InquestError `INTERNAL`, or `INPUT_TOO_LARGE` for a body beyond the cap
 */
export function assertSound(
  request: AppendRequest,
  entries: readonly Entry[],
  salt: Uint8Array | null,
  isStored: (id: Digest) => boolean,
): void {
  if (entries.length === 0) throw mistake(request, "has no event");
  for (const entry of entries) {
    const read = Entry.safeParse(entry);
    if (!read.success) throw mistake(request, `holds a malformed \`${entry.type}\`: ${z.prettifyError(read.error)}`);
  }
  const brought = new Set(request.bodies.map((body) => body.id));
  for (const body of request.bodies) {
    if (body.bytes.length > MAX_BODY_BYTES) throw tooLarge(request, body.bytes.length);
    if (salt === null) throw mistake(request, "brings a body to a stream whose salt was erased");
    if (bodyId(salt, body.bytes) !== body.id) throw mistake(request, `brings body ${body.id}, whose id is another`);
  }
  const named = new Set(entries.flatMap((entry) => entry.bodies));
  for (const id of named) {
    if (!brought.has(id) && !isStored(id)) throw mistake(request, `names body ${id}, which is not stored`);
  }
  for (const id of brought) if (!named.has(id)) throw mistake(request, `brings body ${id}, which no entry names`);
}

/** @throws InquestError `USAGE` for a name or salt that no stream can have */
export function assertStreamMakes(stream: string, salt: Uint8Array): void {
  const refuse = (what: string, remedy: string) => {
    throw new InquestError("USAGE", { what, where: "creating a stream", remedy });
  };
  if (!Name.safeParse(stream).success) {
    refuse(`\`${stream}\` is no name of a stream`, "use letters, digits and . _ : / @ + -");
  }
  if (salt.length < SALT_SIZES.least || salt.length > SALT_SIZES.most) {
    refuse(`a salt has ${SALT_SIZES.least} to ${SALT_SIZES.most} bytes`, "take it from the source of randomness");
  }
}

export function unknownStream(stream: string): InquestError {
  return new InquestError("NOT_FOUND", {
    what: `there is no stream \`${stream}\``,
    where: "the journal",
    remedy: "run `inquest list` to see the investigations that there are",
  });
}

function holdsLease(lease: Lease | null, request: AppendRequest, state: StreamState): boolean {
  return (
    lease !== null &&
    lease.stream === request.stream &&
    isCurrent(lease, state) &&
    // The stored expiry counts: the lease may have been renewed since.
    request.at < state.leaseExpires
  );
}

function mistake(request: AppendRequest, what: string): InquestError {
  return new InquestError("INTERNAL", {
    what: `an append ${what}`,
    where: `stream \`${request.stream}\``,
    remedy: "nothing was written; please report it",
  });
}

function tooLarge(request: AppendRequest, size: number): InquestError {
  return new InquestError("INPUT_TOO_LARGE", {
    what: `a body of ${size} bytes is larger than ${MAX_BODY_BYTES}`,
    where: `stream \`${request.stream}\``,
    remedy: "store a part of it, and say what was left out",
  });
}
