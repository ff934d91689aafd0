/** What the installation stream says about itself and about other streams, folded from its entries. */
import type { Digest } from "../core/digest.js";
import type { Entry } from "../core/event.js";

export interface Seal {
  /** Its entry in the installation stream. */
  readonly seq: number;
  readonly size: number;
  readonly root: Digest;
}

export class InstallationFacts {
  readonly seals = new Map<string, Seal>();
  readonly erased = new Map<string, Set<Digest>>();
  /** The largest control epoch of which an entry speaks. */
  epoch = 0;
  firstKey: string | null = null;
  installation: string | null = null;

  fold(entry: Entry): void {
    switch (entry.type) {
      case "installation.created":
        this.installation ??= entry.data.installation;
        this.firstKey ??= entry.data.publicKey;
        return;
      case "stream.sealed":
        this.seals.set(entry.data.stream, { seq: entry.seq, size: entry.data.size, root: entry.data.root });
        return;
      case "body.erased":
        this.#erase(entry.data.stream, entry.data.bodies);
        return;
      case "policy.activated":
      case "kill.ordered":
      case "kill.lifted":
        this.epoch = Math.max(this.epoch, entry.data.epoch);
        return;
      default:
        // The others say nothing about other streams.
        return;
    }
  }

  #erase(stream: string, bodies: readonly Digest[]): void {
    const erased = this.erased.get(stream) ?? new Set();
    for (const body of bodies) erased.add(body);
    this.erased.set(stream, erased);
  }
}
