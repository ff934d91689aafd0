import type { SeededRandom } from "../seeded-random.js";

/**
 * Loopback addresses for one run. Linux answers on all of 127.0.0.0/8, so that each process has an address of its
 * own and all of them the same port, as pods have; a second run beside this one draws another network.
 */
export class AddressPool {
  readonly #network: string;
  #last = 0;

  constructor(random: SeededRandom) {
    if (process.platform !== "linux")
      throw new Error("the testbed needs Linux: its processes share ports on 127.0.0.0/8");
    this.#network = `127.${random.integer(20, 250)}.${random.integer(0, 255)}`;
  }

  next(): string {
    this.#last += 1;
    if (this.#last > 254) throw new RangeError("all loopback addresses of this run are used");
    return `${this.#network}.${this.#last}`;
  }
}
