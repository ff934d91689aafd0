/**
 * Verifies an exported stream from the specifications alone: RFC 6962 (trees), RFC 8032 (Ed25519), C2SP signed-note
 * and tlog-checkpoint, SHA-256 of salt and bytes for bodies. Nothing of the program is imported, on purpose: if both
 * agree, the record can be checked without trusting the program.
 *
 *     npx tsx test/journal/independent-verifier.ts export.ndjson
 */
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export interface IndependentResult {
  readonly problems: readonly string[];
  readonly entries: number;
  readonly bodies: number;
  /** How many of the entries a verified head covers. */
  readonly covered: number;
}

type Line = Readonly<Record<string, unknown>>;

const sha256 = (...parts: readonly Uint8Array[]) => createHash("sha256").update(Buffer.concat(parts)).digest();

export function verifyExport(ndjson: string): IndependentResult {
  const problems: string[] = [];
  const lines = ndjson.split("\n").filter((line) => line !== "");
  const parsed: Line[] = lines.map((line) => JSON.parse(line));
  const [header = {}, ...rest] = parsed;
  const of = (kind: string) => rest.filter((line) => line["kind"] === kind);
  const [entries, bodies, ends] = [of("entry"), of("body"), of("end")];
  const [end] = ends;

  if (header["format"] !== "inquest-export/1") problems.push("the first line is no header");
  if (entries.length + bodies.length + 1 !== rest.length || ends.length !== 1)
    problems.push("there are lines too many");
  if (end?.["entries"] !== entries.length || end?.["bodies"] !== bodies.length) problems.push("lines are missing");
  if (header["size"] !== entries.length) problems.push("the header speaks of another number of entries");

  const leaves = entries.map((line) => Buffer.from(String(line["leaf"])));
  const named = new Set<string>();
  for (const [index, leaf] of leaves.entries()) {
    const entry = JSON.parse(leaf.toString());
    if (entry.seq !== index || entry.stream !== header["stream"]) problems.push(`entry ${index} is of another place`);
    for (const id of entry.bodies) named.add(id);
  }

  const salt = Buffer.from(String(header["salt"] ?? ""), "base64");
  for (const body of bodies) {
    const id = sha256(salt, Buffer.from(String(body["bytes"]), "base64")).toString("hex");
    if (id !== body["id"]) problems.push(`body ${body["id"]} does not hash to its id`);
    if (!named.delete(id)) problems.push(`body ${id} is named by no entry, or twice there`);
  }
  if (end?.["absent"] !== named.size) problems.push("bodies are missing that the last line does not count");

  const covered = header["head"] === null ? 0 : verifyHead(header, leaves, problems);
  return { problems, entries: entries.length, bodies: bodies.length, covered };
}

/** The number of entries under the head, if it is signed and its root is that of the leaves. */
function verifyHead(header: Line, leaves: readonly Uint8Array[], problems: string[]): number {
  const [text = "", signature = ""] = String(header["head"]).split("\n\n");
  const [origin, size, root] = text.split("\n");
  if (origin !== `inquest/${header["installation"]}/${header["stream"]}`)
    problems.push("the head is of another stream");
  const [, name, base64 = ""] = /^— (\S+) (\S+)\n$/.exec(signature) ?? [];
  const signed = Buffer.from(base64, "base64");
  const isSigned = ((header["publicKeys"] ?? []) as readonly string[]).some((line) => {
    const [keyName = "", keyId, encoded = ""] = line.split("+", 2).concat(line.split("+").slice(2).join("+"));
    const key = Buffer.from(encoded, "base64");
    const id = sha256(Buffer.from(`${keyName}\n`), key).subarray(0, 4);
    if (keyName !== name || id.toString("hex") !== keyId || !id.equals(signed.subarray(0, 4))) return false;
    const jwk = { kty: "OKP", crv: "Ed25519", x: key.subarray(1).toString("base64url") };
    return verify(null, Buffer.from(`${text}\n`), createPublicKey({ key: jwk, format: "jwk" }), signed.subarray(4));
  });
  if (!isSigned) problems.push("no key of the header has signed the head");
  const computed = merkleTreeHash(leaves.slice(0, Number(size))).toString("base64");
  if (Number(size) > leaves.length || computed !== root) problems.push("the head is not that of the entries");
  return Number(size);
}

/** RFC 6962, section 2.1. */
function merkleTreeHash(leaves: readonly Uint8Array[]): Buffer {
  const [first] = leaves;
  if (first === undefined) return sha256();
  if (leaves.length === 1) return sha256(Uint8Array.of(0), first);
  let k = 1;
  while (2 * k < leaves.length) k *= 2;
  return sha256(Uint8Array.of(1), merkleTreeHash(leaves.slice(0, k)), merkleTreeHash(leaves.slice(k)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = verifyExport(readFileSync(process.argv[2] ?? "/dev/stdin", "utf8"));
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  process.exitCode = result.problems.length === 0 ? 0 : 1;
}
