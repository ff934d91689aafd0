/** Every body that an entry names is there, unless it was erased, and is what it was; nobody put others beside. */
import { DataClass } from "../core/data-class.js";
import { bodyId, type Digest, sha256 } from "../core/digest.js";
import type { ProblemList } from "./problem.js";
import type { RecordSource, StreamRow } from "./record-source.js";

export interface BodyCheck {
  readonly source: RecordSource;
  readonly row: StreamRow;
  /** Bodies, and the first entry that names each. */
  readonly named: ReadonlyMap<Digest, number>;
  /** Bodies of the stream that `body.erased` entries speak of. */
  readonly erased: ReadonlySet<Digest>;
  /** SHA-256 of the salt, where the stream says it. */
  readonly saltCommitment: Digest | null;
  readonly problems: ProblemList;
}

/** How many bodies are there. */
export function verifyBodies(check: BodyCheck): number {
  const { source, row, named, erased, problems } = check;
  const { stream } = row;
  verifySalt(check);
  const stored = new Set(source.bodyIds(stream));
  for (const id of stored) problems.guard(stream, () => verifyBody(check, id));
  for (const [id, seq] of named) {
    if (stored.has(id) || erased.has(id)) continue;
    problems.add("missing", { stream, seq, body: id }, `body ${id}, which entry ${seq} names, is missing`);
  }
  return stored.size;
}

function verifyBody({ source, row, named, erased, problems }: BodyCheck, id: Digest): void {
  const { stream, salt } = row;
  const seq = named.get(id) ?? null;
  const place = { stream, seq, body: id };
  if (seq === null) problems.add("added", place, `body ${id} is named by no entry`);
  if (erased.has(id)) problems.add("added", place, `body ${id} was erased and is there again`);
  const body = source.body(stream, id);
  if (body === null) {
    problems.add("missing", place, `body ${id} can't be found by its id`);
    return;
  }
  if (salt === null) problems.add("altered", place, `body ${id} is there, and the salt is not`);
  else if (bodyId(salt, body.bytes) !== id) problems.add("altered", place, `body ${id} does not hash to its id`);
  if (!DataClass.safeParse(body.dataClass).success) problems.add("altered", place, `body ${id} has no data class`);
}

/** A salt that is another one would show in the bodies, if there are any. */
function verifySalt({ row, erased, saltCommitment, problems }: BodyCheck): void {
  const { stream, salt } = row;
  if (salt === null) {
    if (erased.size === 0) problems.add("missing", { stream }, "the salt is missing, and nothing was erased");
    return;
  }
  if (saltCommitment !== null && sha256(salt) !== saltCommitment) {
    problems.add("altered", { stream }, "the salt is another one than at the beginning");
  }
}
