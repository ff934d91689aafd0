import { BodyRef, Count, defineEvent, Name } from "./define.js";

/** The head of another stream as it was when that stream ended. */
export const StreamSealed = defineEvent("stream.sealed", {
  stream: Name,
  size: Count,
  root: BodyRef,
  /** The signed checkpoint's text. */
  head: BodyRef,
});
