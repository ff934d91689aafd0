import { MemoryStore } from "../../src/journal/memory-store.js";
import { NOW } from "./mini-incident.js";
import { runMini } from "./run-mini.js";
import { ScriptedMind } from "./scripted-mind.js";
import { SeededRandom } from "./seeded-random.js";
import { conclude, look, propose, shop, trueClaim } from "./shop-claim.js";
import { VirtualClock } from "./virtual-clock.js";

export interface PastCase {
  readonly store: MemoryStore;
  readonly clock: VirtualClock;
  readonly mind: ScriptedMind;
}

export const FIRST = "inv-first";
export const SECOND = "inv-second";

/** A journal of two concluded investigations: a finding, and one where nothing was claimed. */
export async function pastCase(): Promise<PastCase> {
  const clock = new VirtualClock(NOW);
  const store = new MemoryStore({ clock, random: new SeededRandom("past") });
  const mind = new ScriptedMind([look, (view) => [propose(trueClaim(view))], conclude]);
  await runMini({ mini: shop(), store, clock, mind, stream: FIRST });
  clock.advance(60_000);
  await runMini({ mini: shop(), store, clock, mind: new ScriptedMind([look, conclude]), stream: SECOND });
  return { store, clock, mind };
}
