import { randomBytes } from "node:crypto";
import type { Clock } from "../core/ports/clock.js";
import type { Random } from "../core/ports/random.js";

/** Lower-case base 32 of Crockford: no letter that is read as a digit. */
const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
const TIME_DIGITS = 10;
const RANDOM_DIGITS = 16;

/** The operating system's randomness. Ids are ULIDs in lower case after their prefix: `inv-01k…`. */
export function systemRandom(clock: Pick<Clock, "now">): Random {
  return {
    bytes: (length) => randomBytes(length),
    id: (prefix) => `${prefix}-${timeDigits(clock.now())}${randomDigits()}`,
  };
}

function timeDigits(now: number): string {
  return Array.from(
    { length: TIME_DIGITS },
    (_, index) => DIGITS[Math.floor(now / 32 ** (TIME_DIGITS - 1 - index)) % 32],
  ).join("");
}

function randomDigits(): string {
  return [...randomBytes(RANDOM_DIGITS)].map((byte) => DIGITS[byte % 32]).join("");
}
