/** Ways to alter a journal's file behind the program's back: content, order and count, and single bits of the file. */
import { readFileSync, writeFileSync } from "node:fs";
import Database from "libsql";
import { hashLeaf } from "../../src/journal/merkle-tree.js";
import type { SeededRandom } from "./seeded-random.js";

interface Row {
  readonly [column: string]: unknown;
}

/** A second connection with the few steps that alterations are made of. */
class Tampering {
  readonly #database: Database.Database;
  readonly random: SeededRandom;

  constructor(file: string, random: SeededRandom) {
    this.#database = new Database(file);
    this.random = random;
  }

  run(sql: string, ...parameters: readonly unknown[]): void {
    this.#database.prepare(sql).run([...parameters]);
  }

  all(sql: string, ...parameters: readonly unknown[]): readonly Row[] {
    return this.#database.prepare(sql).all([...parameters]) as Row[];
  }

  pick(sql: string, ...parameters: readonly unknown[]): Row {
    const rows = this.all(sql, ...parameters);
    return rows[this.random.below(rows.length)] ?? {};
  }

  entry(): Row {
    return this.pick("SELECT * FROM entries");
  }

  body(): Row {
    return this.pick("SELECT * FROM bodies");
  }

  head(): Row {
    return this.pick("SELECT * FROM heads");
  }

  stream(): Row {
    return this.pick("SELECT * FROM streams");
  }

  setEntry({ stream, seq }: Row, leaf: Uint8Array, hash: unknown): void {
    this.run("UPDATE entries SET leaf = ?, leaf_hash = ? WHERE stream = ? AND seq = ?", leaf, hash, stream, seq);
  }

  close(): void {
    this.#database.close();
  }
}

function bytes(value: unknown): Uint8Array {
  return Uint8Array.from(value instanceof ArrayBuffer ? new Uint8Array(value) : (value as Uint8Array));
}

function flipBit(value: unknown, random: SeededRandom): Uint8Array {
  const flipped = bytes(value);
  const at = random.below(Math.max(1, flipped.length));
  if (flipped.length === 0) return Uint8Array.of(1);
  flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
  return flipped;
}

/** Another text of the same form: a digit or letter is changed, so that JSON mostly stays JSON. */
function editText(value: unknown, random: SeededRandom): Uint8Array {
  const text = new TextDecoder().decode(bytes(value));
  const places = [...text.matchAll(/[0-9a-z]/g)].map((match) => match.index);
  const at = places[random.below(places.length)] ?? 0;
  const other = text[at] === "1" ? "2" : "1";
  return new TextEncoder().encode(text.slice(0, at) + other + text.slice(at + 1));
}

type Alteration = (tampering: Tampering) => void;

const CONTENT = {
  "a bit of a leaf": (t) => {
    const entry = t.entry();
    t.setEntry(entry, flipBit(entry["leaf"], t.random), bytes(entry["leaf_hash"]));
  },
  "a character of a leaf, and its hash made anew": (t) => {
    const entry = t.entry();
    const leaf = editText(entry["leaf"], t.random);
    t.setEntry(entry, leaf, hashLeaf(leaf));
  },
  "a blank in a leaf, and its hash made anew": (t) => {
    const entry = t.entry();
    const leaf = Buffer.concat([bytes(entry["leaf"]), Buffer.from(" ")]);
    t.setEntry(entry, leaf, hashLeaf(leaf));
  },
  "a bit of a leaf's hash": (t) => {
    const entry = t.entry();
    t.setEntry(entry, bytes(entry["leaf"]), flipBit(entry["leaf_hash"], t.random));
  },
  "a bit of a body": (t) => {
    const { stream, id, bytes: text } = t.body();
    t.run("UPDATE bodies SET bytes = ? WHERE stream = ? AND id = ?", flipBit(text, t.random), stream, id);
  },
  "the id of a body": (t) => {
    const { stream, id } = t.body();
    const other = Buffer.from(t.random.bytes(32)).toString("hex");
    t.run("UPDATE bodies SET id = ? WHERE stream = ? AND id = ?", other, stream, id);
  },
  "a bit of a salt": (t) => {
    const { name, salt } = t.stream();
    t.run("UPDATE streams SET salt = ? WHERE name = ?", flipBit(salt, t.random), name);
  },
  "a bit of a frontier": (t) => {
    const { name, frontier } = t.stream();
    t.run("UPDATE streams SET frontier = ? WHERE name = ?", flipBit(frontier, t.random), name);
  },
  "a bit of a head's root": (t) => {
    const { stream, size, root } = t.head();
    t.run("UPDATE heads SET root = ? WHERE stream = ? AND size = ?", flipBit(root, t.random), stream, size);
  },
  "a character of a head": (t) => {
    const { stream, size, checkpoint } = t.head();
    const text = new TextDecoder().decode(editText(new TextEncoder().encode(String(checkpoint)), t.random));
    t.run("UPDATE heads SET checkpoint = ? WHERE stream = ? AND size = ?", text, stream, size);
  },
  "the public key": (t) => {
    const spki = Buffer.from("302a300506032b6570032100", "hex");
    const other = Buffer.concat([spki, t.random.bytes(32)]).toString("base64");
    t.run("UPDATE keys SET public_key = ?", other);
  },
  "the installation's name": (t) => t.run("UPDATE meta SET installation = 'another'"),
} satisfies Record<string, Alteration>;

const ORDER = {
  "two entries of a stream": (t) => {
    const a = t.entry();
    const b = t.pick("SELECT * FROM entries WHERE stream = ? AND seq <> ?", a["stream"], a["seq"]);
    t.setEntry(a, bytes(b["leaf"]), bytes(b["leaf_hash"]));
    t.setEntry(b, bytes(a["leaf"]), bytes(a["leaf_hash"]));
  },
  "two entries of different streams": (t) => {
    const a = t.entry();
    const b = t.pick("SELECT * FROM entries WHERE stream <> ?", a["stream"]);
    t.setEntry(a, bytes(b["leaf"]), bytes(b["leaf_hash"]));
    t.setEntry(b, bytes(a["leaf"]), bytes(a["leaf_hash"]));
  },
  "the bytes of two bodies": (t) => {
    const a = t.body();
    const b = t.pick("SELECT * FROM bodies WHERE stream = ? AND id <> ?", a["stream"], a["id"]);
    const set = "UPDATE bodies SET bytes = ? WHERE stream = ? AND id = ?";
    t.run(set, bytes(b["bytes"]), a["stream"], a["id"]);
    t.run(set, bytes(a["bytes"]), b["stream"], b["id"]);
  },
  "the heads of two streams": (t) => {
    const [a = {}, b = {}] = t.all("SELECT * FROM heads WHERE stream <> 'installation'");
    const set = "UPDATE heads SET root = ?, checkpoint = ? WHERE stream = ?";
    t.run(set, bytes(b["root"]), b["checkpoint"], a["stream"]);
    t.run(set, bytes(a["root"]), a["checkpoint"], b["stream"]);
  },
} satisfies Record<string, Alteration>;

const COUNT = {
  "an entry less": (t) => {
    const { stream, seq } = t.entry();
    t.run("DELETE FROM entries WHERE stream = ? AND seq = ?", stream, seq);
  },
  "the last entry less, and the size with it": (t) => {
    const { name, size } = t.stream();
    t.run("DELETE FROM entries WHERE stream = ? AND seq = ?", name, Number(size) - 1);
    t.run("UPDATE streams SET size = size - 1 WHERE name = ?", name);
  },
  "an entry more behind the end": (t) => {
    const { stream, leaf, leaf_hash } = t.entry();
    const more = 1 + t.random.below(3);
    const last = Number(t.pick("SELECT size FROM streams WHERE name = ?", stream)["size"]);
    t.run("INSERT INTO entries VALUES (?, ?, ?, ?)", stream, last - 1 + more, bytes(leaf), bytes(leaf_hash));
  },
  "an entry more, and the size with it": (t) => {
    const { stream, leaf, leaf_hash } = t.entry();
    const last = Number(t.pick("SELECT size FROM streams WHERE name = ?", stream)["size"]);
    t.run("INSERT INTO entries VALUES (?, ?, ?, ?)", stream, last, bytes(leaf), bytes(leaf_hash));
    t.run("UPDATE streams SET size = size + 1 WHERE name = ?", stream);
  },
  "the size alone": (t) => {
    const { name } = t.stream();
    t.run("UPDATE streams SET size = size + ? WHERE name = ?", t.random.below(2) === 0 ? 1 : -1, name);
  },
  "a body less": (t) => {
    const { stream, id } = t.body();
    t.run("DELETE FROM bodies WHERE stream = ? AND id = ?", stream, id);
  },
  "a body more": (t) => {
    const id = Buffer.from(t.random.bytes(32)).toString("hex");
    t.run("INSERT INTO bodies VALUES (?, ?, 'public', ?)", t.stream()["name"], id, t.random.bytes(20));
  },
  "a stream's row less": (t) => t.run("DELETE FROM streams WHERE name = ?", t.stream()["name"]),
  "a sealed stream less, with all that is of it": (t) => {
    const { name } = t.pick("SELECT * FROM streams WHERE sealed = 1");
    t.run("DELETE FROM streams WHERE name = ?", name);
    for (const table of ["entries", "bodies", "heads"]) t.run(`DELETE FROM ${table} WHERE stream = ?`, name);
  },
  "entries of a stream that is none": (t) => {
    const { leaf, leaf_hash } = t.entry();
    t.run("INSERT INTO entries VALUES ('nobody', 0, ?, ?)", bytes(leaf), bytes(leaf_hash));
  },
  "a sealed head less": (t) => t.run("DELETE FROM heads WHERE stream = 'inv-sealed'"),
  "a seal lifted": (t) => t.run("UPDATE streams SET sealed = 0 WHERE sealed = 1"),
  "a seal that nobody set": (t) => t.run("UPDATE streams SET sealed = 1 WHERE sealed = 0"),
  "the control epoch set back": (t) => t.run("UPDATE meta SET control_epoch = 0"),
} satisfies Record<string, Alteration>;

const THROUGH_SQL: readonly (readonly [string, Alteration])[] = Object.entries({ ...CONTENT, ...ORDER, ...COUNT });

/** Every way through SQL, by name. */
export const ALTERATIONS: readonly string[] = THROUGH_SQL.map(([name]) => name);

/** Alters the file in one way through SQL, chosen by name or at random; gives the name. */
export function alterThroughSql(file: string, random: SeededRandom, name?: string): string {
  const chosen = THROUGH_SQL.find(([known]) => known === name) ?? THROUGH_SQL[random.below(THROUGH_SQL.length)];
  if (chosen === undefined) throw new RangeError("no alteration");
  const tampering = new Tampering(file, random);
  try {
    chosen[1](tampering);
  } finally {
    tampering.close();
  }
  return chosen[0];
}

/** Flips one bit of the file itself; gives where. */
export function flipBitOfFile(file: string, random: SeededRandom): string {
  const content = readFileSync(file);
  const at = random.below(content.length);
  const bit = random.below(8);
  content[at] = (content[at] ?? 0) ^ (1 << bit);
  writeFileSync(file, content);
  return `bit ${bit} of byte ${at}`;
}
