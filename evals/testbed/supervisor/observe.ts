import type { RawRecord } from "../../../src/index.js";

/** Takes what happens in the shop, as it happens. Must not throw. */
export type Observe = (record: RawRecord) => void;
