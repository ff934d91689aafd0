import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

// One run at a time installs or builds. The lock is a file that its holder touches every two seconds. It is stale as
// soon as its process is gone from this host, or once a waiter has watched it for half a minute without a touch:
// measured by the waiter, so that neither a suspended laptop nor a clock that is off makes a live lock look stale.

const POLL_MS = 200;
const TOUCH_MS = 2_000;
const SILENCE_MS = 30_000;
const SETTLE_MS = 100;

/**
 * Runs `work` while no other process that asks for the same lock runs its own.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {{ onWait: () => void, silenceMs?: number }} options `onWait` is called once, where the lock isn't free
 * @returns {Promise<T>}
 */
export async function withProjectLock(file, work, { onWait, silenceMs = SILENCE_MS }) {
  const owner = JSON.stringify({ host: hostname(), pid: process.pid, id: randomUUID() });
  await acquire(file, owner, onWait, silenceMs);
  const touching = setInterval(() => touch(file), TOUCH_MS);
  try {
    return await work();
  } finally {
    clearInterval(touching);
    if (readOwner(file) === owner) rmSync(file, { force: true });
  }
}

/**
 * @param {string} file
 * @param {string} owner
 * @param {() => void} onWait
 * @param {number} silenceMs
 */
async function acquire(file, owner, onWait, silenceMs) {
  let waiting = false;
  let seen = "";
  let seenSince = 0;
  while (!create(file, owner)) {
    const holder = readOwner(file);
    const state = `${holder} ${lastTouch(file)}`;
    if (state !== seen) [seen, seenSince] = [state, performance.now()];
    if (isGone(holder) || performance.now() - seenSince > silenceMs) {
      if (await takeOver(file, owner)) return;
    } else {
      if (!waiting) onWait();
      waiting = true;
      await sleep(POLL_MS);
    }
  }
}

/**
 * Moves a stale lock away and makes one's own. Between judging and moving another waiter may have done the same, and
 * then it is its fresh lock that was moved: hence each of them waits a moment and looks whether its own one still stands.
 * @param {string} file
 * @param {string} owner
 */
async function takeOver(file, owner) {
  const grave = `${file}.${randomUUID()}`;
  try {
    renameSync(file, grave);
  } catch {
    return false; // another waiter was faster
  }
  rmSync(grave, { force: true });
  if (!create(file, owner)) return false;
  await sleep(SETTLE_MS);
  return readOwner(file) === owner;
}

/** @param {string} file @param {string} owner @returns {boolean} false where the file exists */
function create(file, owner) {
  try {
    writeFileSync(file, owner, { flag: "wx" });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/** @param {string} holder @returns {boolean} whether its process is known not to run any more */
function isGone(holder) {
  const { host, pid } = parseOwner(holder);
  if (host !== hostname() || pid === undefined) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "ESRCH";
  }
}

/** @param {string} holder @returns {{ host?: string, pid?: number }} empty for a lock that is still being written */
function parseOwner(holder) {
  try {
    return JSON.parse(holder);
  } catch {
    return {};
  }
}

/** @param {string} file */
function readOwner(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** @param {string} file */
function lastTouch(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** @param {string} file */
function touch(file) {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // The project folder was removed under us: whatever runs will say so better.
  }
}
