/** `inquest journal verify`: opens a store without its key, recomputes everything, closes it again. */
import { openReadOnly } from "./read-only-store.js";
import type { Verification } from "./verification.js";

export interface VerifyOptions {
  /** The store's folder. */
  readonly path: string;
  /** One stream only; all of them otherwise. */
  readonly stream?: string;
  /** The text of a head that was kept outside of the store. */
  readonly head?: string;
  /** Public keys that were kept outside, a line for each. */
  readonly keys?: string;
  readonly signal?: AbortSignal;
}

/** @throws InquestError where the store can't be opened, or where `head` or `keys` are none */
export async function verifyStore(options: VerifyOptions): Promise<Verification> {
  const { path, stream = null, head = null, keys = null, signal } = options;
  const store = await openReadOnly({ path, ...(signal !== undefined && { signal }) });
  try {
    return await store.verify({ stream, head, keys });
  } finally {
    await store.close();
  }
}
