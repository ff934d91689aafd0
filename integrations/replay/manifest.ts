import { z } from "zod";
import type { Manifest } from "../../src/core/ports/integration.js";

/** Names the parser of every replayed answer as well: raise it when the same bytes would be read otherwise. */
export const REPLAY_VERSION = "1";

export const replayManifest: Manifest = {
  name: "replay",
  version: REPLAY_VERSION,
  title: "A recorded incident, asked as if it were live",
  /** The recording's folder, relative to the configuration; the gate opens it, this integration never does. */
  configuration: z.strictObject({ folder: z.string().min(1).max(4096) }),
};
