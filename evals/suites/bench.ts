/** One bench for each worker process: what is dear to make is made once, and kept between cases. */
import { performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { type Clock, type Random, RecordingBench, sha256 } from "../../src/index.js";

/** Time-outs are for production: here they come this much later, so that a busy machine changes no answer. */
const SLOWER = 20;
const BEGAN = Date.now();

/** Durations are real; times of day and waits run slower. */
const clock: Clock = {
  now: () => BEGAN + Math.floor((Date.now() - BEGAN) / SLOWER),
  elapsed: () => performance.now(),
  async sleep(ms, signal) {
    await wait(ms * SLOWER, undefined, { signal, ref: false });
  },
};

export const bench = new RecordingBench(clock);

/** Salts and ids of an eval guard nothing: a counter gives them, and the same name gives the same ones. */
export class CountingRandom implements Random {
  readonly #name: string;
  #count = 0;

  constructor(name: string) {
    this.#name = name;
  }

  bytes(length: number): Uint8Array {
    const blocks: Buffer[] = [];
    for (let have = 0; have < length; have += 32) blocks.push(Buffer.from(this.#next(), "hex"));
    return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
  }

  id(prefix: string): string {
    return `${prefix}-${this.#next().slice(0, 16)}`;
  }

  #next(): string {
    this.#count += 1;
    return sha256(`${this.#name} ${this.#count}`);
  }
}
