import { accessSync, constants } from "node:fs";
import { SetupError } from "./setup-error.mjs";

/**
 * Whether this user may write there. The answer is the kernel's, so it is right for root and for read-only mounts too.
 * @param {string} path
 */
export function isWritable(path) {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} folder the project, or what the set-up has to replace in it
 * @param {string} task what can't be done otherwise, as in "can't ... here"
 */
export function requireWritable(folder, task) {
  if (isWritable(folder)) return;
  throw new SetupError(`can't ${task}: the folder can't be written`, {
    where: folder,
    remedy: "copy the project to a folder of your own, or ask for write permission, and run the command again",
  });
}
