/**
 * A process of its own that appends to a stream, one batch after the other, and says each acknowledged sequence
 * number on stdout before it begins the next: `append-child.ts FOLDER STREAM BATCHES`.
 */
import { writeSync } from "node:fs";
import { INSTALLATION_STREAM } from "../../src/core/ports/store.js";
import { openSqliteStore } from "../../src/journal/sqlite-store.js";
import { AT, aBody, aRemark, remarks, SALT } from "./journal-events.js";
import { SeededRandom } from "./seeded-random.js";
import { StillClock } from "./still-clock.js";

const [path = "", stream = "", batches = "0"] = process.argv.slice(2);
const random = new SeededRandom(`${stream}/${process.pid}`);
const store = await openSqliteStore({ path, clock: new StillClock(AT), random });
const isInstallation = stream === INSTALLATION_STREAM;
if (!isInstallation) await store.create(stream, SALT, AT);
const salt = (await store.info(stream))?.salt ?? SALT;
const lease = isInstallation ? null : await store.acquire(stream, `process-${process.pid}`, 3_600_000, AT);

writeSync(1, "ready\n");
for (let batch = 0; batch < Number(batches); batch += 1) {
  const bodies = [aBody(`batch ${batch} of ${process.pid}`, salt), aBody(random.bytes(2_000), salt)];
  const result = await store.append({
    ...remarks(stream, lease, []),
    events: bodies.map((body) => ({ event: aRemark(body.id, batch), bodies: [body.id] })),
    bodies,
  });
  if (result.kind !== "appended") throw new Error(`an append ended as ${result.kind}`);
  for (const entry of result.entries) writeSync(1, `${entry.seq} ${entry.bodies.join(" ")}\n`);
}
await store.close();
writeSync(1, "done\n");
