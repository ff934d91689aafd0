import { z } from "zod";
import { defineEvent, Name } from "./define.js";

/** The installation stream begins: under which name and key heads are signed. */
export const InstallationCreated = defineEvent("installation.created", {
  installation: Name,
  keyName: Name,
  /** Ed25519, SPKI in base64. */
  publicKey: z.string().max(256),
});
