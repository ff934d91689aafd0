import type { SeatName } from "../core/events/define.js";

/** What identifies a call to backends and on the wire, as a header of a request would. */
export interface CallTag {
  readonly investigation: string;
  readonly seat: SeatName;
  readonly n: number;
  readonly tool: string;
}
