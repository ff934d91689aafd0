/** The right to write one investigation's stream: a new one, or one that was interrupted. */
import { InquestError } from "../core/errors.js";
import type { Clock } from "../core/ports/clock.js";
import type { Random } from "../core/ports/random.js";
import type { Lease, Store } from "../core/ports/store.js";
import { LEASE_MS } from "./keep-lease.js";

const SALT_BYTES = 32;

export interface TakenStream {
  readonly lease: Lease;
  readonly salt: Uint8Array;
}

export interface StreamWorld {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
}

/** A new investigation, leased by this process. @throws InquestError `STORE_FULL` or `STORE_UNUSABLE` */
export async function newStream({ store, clock, random }: StreamWorld): Promise<TakenStream> {
  const stream = random.id("inv");
  const salt = random.bytes(SALT_BYTES);
  await store.create(stream, salt, clock.now());
  return { salt, lease: await leaseOf({ store, clock, random }, stream) };
}

/**
 * An investigation that was begun, leased anew.
 * @throws InquestError `LEASE_LOST` while another process works on it, `USAGE` where it has ended
 */
export async function resumedStream(world: StreamWorld, stream: string): Promise<TakenStream> {
  const info = await world.store.info(stream);
  if (info === null || info.salt === null || info.sealed) {
    throw new InquestError("USAGE", {
      what:
        info?.sealed === true ? "the investigation has concluded" : "the investigation cannot be written to any more",
      where: stream,
      remedy: `\`inquest show ${stream}\` shows what came of it`,
    });
  }
  return { salt: info.salt, lease: await leaseOf(world, stream) };
}

async function leaseOf({ store, clock, random }: StreamWorld, stream: string): Promise<Lease> {
  const lease = await store.acquire(stream, random.id("worker"), LEASE_MS, clock.now());
  if (lease !== null) return lease;
  throw new InquestError("LEASE_LOST", {
    what: "another process works on this investigation",
    where: stream,
    remedy: `look at it with \`inquest show ${stream}\`; half a minute after that process is gone, it can be resumed`,
  });
}
