/**
 * Recomputes everything that a store holds, from its rows alone, and names what was altered, missing, swapped, added
 * or rolled back. Nothing here is taken from the code that wrote it but the formats.
 *
 * V1  Every entry and body that differs from what was appended is found without the key, unless whoever altered it
 *     also recomputed everything that hashes over it, up to the signed heads.
 * V2  With a head that was kept elsewhere, a rewriting that was signed again and a rollback are found too.
 * V3  What it can't exclude, it says.
 */
import type { Digest } from "../core/digest.js";
import type { Entry } from "../core/event.js";
import { Name } from "../core/events/define.js";
import { INSTALLATION_STREAM } from "../core/ports/store.js";
import { rootDigest } from "./checkpoint.js";
import { InstallationFacts } from "./installation-facts.js";
import { type OutsideHead, openOutsideHead } from "./outside-head.js";
import { ProblemList } from "./problem.js";
import type { RecordSource, StreamRow } from "./record-source.js";
import { type TrustedKeys, trustedKeys } from "./trusted-keys.js";
import type { StreamVerification, Verification, VerifyRequest } from "./verification.js";
import { verifyBodies } from "./verify-bodies.js";
import { verifyEntries } from "./verify-entries.js";
import { compareWithHead, verifyHeads } from "./verify-heads.js";
import { notExcluded, proven } from "./verify-words.js";

/** What the checks of all streams share. */
interface Context {
  readonly source: RecordSource;
  readonly problems: ProblemList;
  readonly installation: string;
  readonly trusted: TrustedKeys;
  readonly head: OutsideHead | null;
  readonly facts: InstallationFacts;
}

/** @throws InquestError for a head or keys that are none, and for a store that can't be read at all */
export function verifyRecord(source: RecordSource, request: VerifyRequest): Verification {
  const problems = new ProblemList();
  for (const line of problems.guard(null, () => source.damage()) ?? []) {
    problems.add("altered", {}, `the file's structure is damaged: ${line}`);
  }
  const installation = problems.guard(null, () => source.meta().installation);
  const streams = installation === null ? [] : verifyAll({ source, request, problems, installation });
  const ok = problems.found.length === 0;
  return {
    ok,
    installation,
    streams,
    problems: problems.found,
    moreProblems: problems.more,
    proven: ok ? proven(streams, request) : [],
    notExcluded: notExcluded(streams, request),
  };
}

function verifyAll(options: {
  readonly source: RecordSource;
  readonly request: VerifyRequest;
  readonly problems: ProblemList;
  readonly installation: string;
}): readonly StreamVerification[] {
  const { source, request, problems, installation } = options;
  const trusted = trustedKeys({ source, installation, given: request.keys, problems });
  const head = openOutsideHead({ text: request.head, installation, keys: trusted.keys, problems });
  const context: Context = { source, problems, installation, trusted, head, facts: new InstallationFacts() };

  const names = problems.guard(null, () => source.streamNames()) ?? [];
  const own = verifyStream(context, INSTALLATION_STREAM);
  verifyInstallation(context);
  const wanted = (name: string) => request.stream === null || name === request.stream || name === head?.stream;
  const others = names.filter((name) => name !== INSTALLATION_STREAM && wanted(name));
  const streams = [own, ...others.map((name) => verifyStream(context, name))];

  const known = new Set(names);
  for (const [stream, seal] of context.facts.seals) {
    if (known.has(stream) || !wanted(stream)) continue;
    const what = `stream \`${stream}\`, whose seal is entry ${seal.seq} of the installation stream, is missing`;
    problems.add("missing", { stream }, what);
  }
  if (request.stream !== null && !known.has(request.stream)) verifyStream(context, request.stream);
  if (head !== null && !known.has(head.stream)) {
    problems.add("missing", { stream: head.stream }, "the stream of the head from outside is missing");
  }
  if (request.stream === null) reportStrays(context, known);
  return streams.filter((stream) => stream !== null);
}

function verifyStream(context: Context, stream: string): StreamVerification | null {
  const { source, problems } = context;
  return problems.guard(stream, () => {
    const row = source.stream(stream);
    if (row === null) {
      problems.add("missing", { stream }, `stream \`${stream}\` is missing`);
      return null;
    }
    if (!Name.safeParse(stream).success) problems.add("altered", { stream }, "the stream's name is no name");
    return verifyRow(context, row);
  });
}

function verifyRow(context: Context, row: StreamRow): StreamVerification {
  const { source, problems, facts, installation, trusted, head: outside } = context;
  const { stream } = row;
  const heads = problems.guard(stream, () => source.heads(stream)) ?? [];
  const ofOutside = outside?.stream === stream ? outside : null;
  const seal = facts.seals.get(stream);
  const sizes = new Set([...heads, ...(ofOutside ? [ofOutside] : []), ...(seal ? [seal] : [])].map(({ size }) => size));

  const fold = new StreamFold(stream === INSTALLATION_STREAM ? facts : null);
  const visit = (entry: Entry) => fold.visit(entry);
  const tree = problems.guard(stream, () => verifyEntries({ source, row, sizes, problems, visit }));
  const roots = tree?.roots ?? new Map();
  verifyHeads({ row, heads, installation, keys: trusted.keys, roots, problems });
  if (ofOutside !== null) compareWithHead({ ...ofOutside, row, roots, problems, what: "the head from outside" });
  verifySeal({ context, row, roots, headSizes: new Set(heads.map((head) => head.size)) });
  if (fold.fence > row.fence) problems.add("altered", { stream }, "the lease's fence is behind that of an entry");

  const erased = facts.erased.get(stream) ?? new Set();
  const { named, saltCommitment } = fold;
  const bodies = problems.guard(stream, () => verifyBodies({ source, row, named, erased, saltCommitment, problems }));
  return {
    stream,
    entries: tree?.entries ?? 0,
    bodies: bodies ?? 0,
    heads: heads.length,
    underHead: Math.max(0, ...heads.map((head) => head.size)),
    sealed: row.sealed,
    root: tree?.root ? rootDigest(tree.root) : null,
  };
}

/** What the entries of one stream say that other rows are compared with. */
class StreamFold {
  readonly #facts: InstallationFacts | null;
  /** Bodies, and the first entry that names each. */
  readonly named = new Map<Digest, number>();
  fence = 0;
  saltCommitment: Digest | null = null;

  constructor(facts: InstallationFacts | null) {
    this.#facts = facts;
  }

  visit(entry: Entry): void {
    for (const id of entry.bodies) if (!this.named.has(id)) this.named.set(id, entry.seq);
    this.fence = Math.max(this.fence, entry.fence);
    if (entry.type === "investigation.opened") this.saltCommitment ??= entry.data.saltCommitment;
    this.#facts?.fold(entry);
  }
}

function verifySeal(options: {
  readonly context: Context;
  readonly row: StreamRow;
  readonly roots: ReadonlyMap<number, Uint8Array>;
  readonly headSizes: ReadonlySet<number>;
}): void {
  const { context, row, roots, headSizes } = options;
  const { facts, problems } = context;
  const { stream } = row;
  const seal = facts.seals.get(stream);
  if (seal === undefined) {
    if (row.sealed) problems.add("missing", { stream }, "the stream is sealed, and its seal is not in the record");
    return;
  }
  if (!row.sealed) problems.add("altered", { stream }, `the seal of entry ${seal.seq} of the installation was lifted`);
  if (row.size > seal.size) problems.add("added", { stream, seq: seal.size }, "there are entries behind the seal");
  if (!headSizes.has(seal.size)) problems.add("missing", { stream }, "the sealed head is missing");
  const root = Buffer.from(seal.root, "hex");
  compareWithHead({ row, size: seal.size, root, roots, problems, what: "the seal" });
}

/** The installation stream against the rows about the installation. */
function verifyInstallation({ source, facts, problems, installation, trusted }: Context): void {
  const stream = INSTALLATION_STREAM;
  if (facts.installation !== null && facts.installation !== installation) {
    problems.add(
      "altered",
      { stream },
      `the store says that it is \`${installation}\`, its first entry says otherwise`,
    );
  }
  if (facts.firstKey !== null && trusted.first !== null && facts.firstKey !== trusted.first) {
    problems.add("altered", { stream }, "the first public key is not the one that the first entry names");
  }
  const epoch = problems.guard(null, () => source.meta().epoch) ?? 0;
  if (epoch < facts.epoch) {
    problems.add("rolled-back", { stream }, `the control epoch is ${epoch}, and an entry speaks of ${facts.epoch}`);
  }
}

/** Rows of streams that don't exist. */
function reportStrays({ source, problems }: Context, known: ReadonlySet<string>): void {
  const names = problems.guard(null, () => source.namesInUse()) ?? [];
  for (const stream of names) {
    if (known.has(stream)) continue;
    problems.add("added", { stream }, `there are rows of a stream \`${stream}\`, which does not exist`);
  }
}
