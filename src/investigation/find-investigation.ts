import type { CaseFile } from "../core/case-file.js";
import { foldCaseFile } from "../core/case-folder.js";
import { InquestError } from "../core/errors.js";
import { INSTALLATION_STREAM, type Store, type StreamInfo } from "../core/ports/store.js";

/** All investigations of a store, newest first. */
export async function investigations(store: Pick<Store, "list">): Promise<readonly StreamInfo[]> {
  const streams = await store.list();
  return streams
    .filter(({ stream }) => stream !== INSTALLATION_STREAM)
    .toSorted((a, b) => b.createdAt - a.createdAt || (a.stream < b.stream ? 1 : -1));
}

/**
 * The investigation that a person means: its whole id, a beginning that only one has, or `latest`.
 * @throws InquestError `NOT_FOUND`
 */
export async function findInvestigation(store: Pick<Store, "list">, named: string): Promise<string> {
  const all = (await investigations(store)).map(({ stream }) => stream);
  if (all.includes(named)) return named;
  const meant =
    named === "latest" ? all.slice(0, 1) : all.filter((stream) => named.length >= 4 && stream.startsWith(named));
  if (meant.length === 1 && meant[0] !== undefined) return meant[0];
  throw new InquestError("NOT_FOUND", {
    what:
      meant.length > 1
        ? `${meant.length} investigations begin with \`${named}\``
        : `there is no investigation \`${named.slice(0, 80)}\``,
    where: "the journal",
    remedy:
      meant.length > 1 ? `write more of it: ${meant.slice(0, 3).join(", ")}` : "`inquest list` shows which there are",
  });
}

/** The same, and the installation's own stream by its name. @throws InquestError `NOT_FOUND` */
export async function findStream(store: Pick<Store, "list">, named: string): Promise<string> {
  return named === INSTALLATION_STREAM ? named : await findInvestigation(store, named);
}

/** An investigation as its journal tells it. @throws InquestError `INTEGRITY` */
export function readCase(store: Pick<Store, "read" | "body">, stream: string): Promise<CaseFile> {
  return foldCaseFile(store.read(stream), (id) => store.body(stream, id));
}
