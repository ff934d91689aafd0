/** Addresses of people. Names of units, images and machines that merely hold an `@` are left. */
import { ascii, isAlphanumeric, isWord } from "./bytes.js";
import type { Rule } from "./rule.js";

const LOCAL_LIMIT = 64;
const DOMAIN_LIMIT = 253;
const DOT = 0x2e;
/** Last labels that are no country and no registry, but systemd units and networks of one's own. */
const NOT_MAIL = new Set([
  "service",
  "socket",
  "timer",
  "mount",
  "target",
  "slice",
  "scope",
  "device",
  "path",
  "local",
  "internal",
  "localhost",
  "svc",
  "cluster",
  "lan",
]);

/** Where names with an `@` are accounts of programs and users of databases. */
const MACHINES = ["gserviceaccount.com", "amazonaws.com", "database.windows.net", "database.azure.com", "cloud.sap"];

export const EMAIL_RULE: Rule = {
  name: "email",
  label: "email",
  literals: ["@"],
  find(bytes, literal) {
    let from = literal.from;
    while (from > 0 && literal.from - from < LOCAL_LIMIT && isLocal(bytes[from - 1])) from -= 1;
    while (from < literal.from && !isAlphanumeric(bytes[from])) from += 1;
    let to = literal.to;
    while (to < bytes.length && to - literal.to < DOMAIN_LIMIT && isDomain(bytes[to])) to += 1;
    while (to > literal.to && !isAlphanumeric(bytes[to - 1])) to -= 1;
    if (from === literal.from || to === literal.to || isWord(bytes[to])) return null;
    const [local, domain] = [ascii(bytes, from, literal.from), ascii(bytes, literal.to, to)];
    return isAddress(local, domain) ? { from, to } : null;
  },
};

function isLocal(byte: number | undefined): boolean {
  return isWord(byte) || byte === DOT || byte === 0x2b || byte === 0x25;
}

function isDomain(byte: number | undefined): boolean {
  return isAlphanumeric(byte) || byte === DOT || byte === 0x2d;
}

function isAddress(local: string, domain: string): boolean {
  const labels = domain.toLowerCase().split(".");
  const last = labels.at(-1) ?? "";
  if (labels.length < 2 || !/^[a-z]{2,24}$/.test(last) || NOT_MAIL.has(last) || labels.includes("svc")) return false;
  if (labels.some((label) => label === "") || MACHINES.some((name) => domain.endsWith(name))) return false;
  // `git@github.com:owner/repository` is how Git writes a host.
  return local !== "git";
}
