import { z } from "zod";
import { defineEvent } from "./define.js";

/** Work stops before a conclusion; it can be resumed unless it was killed. */
export const InvestigationInterrupted = defineEvent("investigation.interrupted", {
  reason: z.enum(["signal", "killed", "shutdown"]),
});
