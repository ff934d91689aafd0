import { MemoryStore } from "../../src/journal/memory-store.js";
import { SeededRandom } from "../support/seeded-random.js";
import { StillClock } from "../support/still-clock.js";
import { describeStore } from "./store.js";

describeStore("the store in memory", async () => {
  return new MemoryStore({ clock: new StillClock(), random: new SeededRandom("memory") });
});
