import { readFileSync } from "node:fs";
import { userInfo } from "node:os";

export interface UnprivilegedUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. As root, its processes run as a user that the machine has already: `postgres`,
 * or `nobody`; no user is created. Null for an ordinary user, who runs them under the own name.
 */
export function unprivilegedUser(): UnprivilegedUser | null {
  if (userInfo().uid !== 0) return null;
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const name of ["postgres", "nobody"]) {
    const account = accounts.find(([account]) => account === name);
    if (account !== undefined) return { uid: Number(account[2]), gid: Number(account[3]) };
  }
  throw new Error("PostgreSQL does not run as root, and this machine has no user `postgres` or `nobody` to run it as");
}
