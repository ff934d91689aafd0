import { createHash } from "node:crypto";
import type { Random } from "../../src/core/ports/random.js";

/** The same bytes for the same seed: SHA-256 over seed and counter. */
export class SeededRandom implements Random {
  readonly #seed: string;
  #counter = 0;

  constructor(seed: string) {
    this.#seed = seed;
  }

  bytes(length: number): Uint8Array {
    const blocks: Buffer[] = [];
    for (let have = 0; have < length; have += 32) blocks.push(this.#block());
    return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
  }

  id(prefix: string): string {
    return `${prefix}-${this.#block().toString("hex", 0, 8)}`;
  }

  /** A whole number from 0 on and below `below`. */
  below(below: number): number {
    return Number(this.#block().readBigUInt64BE() % BigInt(below));
  }

  #block(): Buffer {
    this.#counter += 1;
    return createHash("sha256").update(`${this.#seed}/${this.#counter}`).digest();
  }
}
