/** A process of its own that orders a stop of everything and says when the order is durable: `kill-child.ts FOLDER`. */
import { writeSync } from "node:fs";
import { systemClock } from "../../src/cli/system-clock.js";
import { systemRandom } from "../../src/cli/system-random.js";
import { orderKill } from "../../src/gate/kill.js";
import { openSqliteStore } from "../../src/journal/sqlite-store.js";

const [path = ""] = process.argv.slice(2);
const store = await openSqliteStore({ path, clock: systemClock, random: systemRandom(systemClock) });
writeSync(1, "ready\n");
process.stdin.once("data", async () => {
  await orderKill(store, { scope: "all", target: null, by: "alice", why: "enough", at: systemClock.now() });
  writeSync(1, `acknowledged ${Date.now()}\n`);
  await store.close();
  process.exit(0);
});
