/** All that a worker gets to know of a case. */
export interface RecordingInput {
  readonly name: string;
  readonly folder: string;
  readonly from: "alert" | "scope";
}
