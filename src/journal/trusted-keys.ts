/** The public keys that a verification goes by. */

import { readKeyring } from "./keyring.js";
import { keyNameOf, parseVerifyingKeys, spkiOf, type VerifyingKey } from "./keys.js";
import type { ProblemList } from "./problem.js";
import type { RecordSource } from "./record-source.js";

export interface TrustedKeys {
  readonly keys: readonly VerifyingKey[];
  /** The store's first public key as SPKI in base64; null where the store's keys can't be read. */
  readonly first: string | null;
}

/**
 * Keys that were kept outside, and those of the store that they endorse one after the other; without any from
 * outside, the store's own.
 */
export function trustedKeys(options: {
  readonly source: RecordSource;
  readonly installation: string;
  readonly given: string | null;
  readonly problems: ProblemList;
}): TrustedKeys {
  const { source, installation, given, problems } = options;
  const ring = problems.guard(null, () => readKeyring(keyNameOf(installation), source.keys())) ?? [];
  const [oldest] = ring;
  const first = oldest === undefined ? null : spkiOf(oldest);
  if (given === null) return { keys: ring, first };

  const outside = parseVerifyingKeys(given, "the public keys");
  const isGiven = (key: VerifyingKey) => outside.some((known) => Buffer.compare(known.publicKey, key.publicKey) === 0);
  const from = ring.findIndex(isGiven);
  if (from < 0) problems.add("altered", {}, "none of the store's public keys is one of those from outside");
  return { keys: from < 0 ? outside : ring.slice(from), first };
}
