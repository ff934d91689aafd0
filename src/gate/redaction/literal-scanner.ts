/**
 * Finds any of many literals in one pass over bytes (Aho and Corasick, "Efficient string matching", CACM 18:6, 1975).
 * Letters are compared without case, and `DIGIT` in a literal stands for any digit. Linear in the bytes, whatever
 * they hold; the caller decides what a hit is worth.
 */

/** In a literal: any of `0` to `9`. */
export const DIGIT = "\u0001";

export interface LiteralScanner {
  /** Calls `onHit` with the literal's index and the offset behind its last byte, in order of that offset. */
  scan(bytes: Uint8Array, onHit: (literal: number, end: number) => void): void;
}

interface Node {
  readonly next: Map<number, number>;
  readonly literals: number[];
  fail: number;
}

export function literalScanner(literals: readonly string[]): LiteralScanner {
  const { classOf, classes } = classify(literals);
  const nodes = trie(literals, classOf);
  const { table, hits, firstHit } = compile(nodes, classes);
  return {
    scan(bytes, onHit) {
      let state = 0;
      for (let at = 0; at < bytes.length; at++) {
        state = table[state + (classOf[bytes[at] ?? 0] ?? 0)] ?? 0;
        if (state >= firstHit) for (const literal of hits[(state - firstHit) / classes] ?? []) onHit(literal, at + 1);
      }
    },
  };
}

/** A small number for each byte that any literal holds, 0 for all others: the table stays in the processor's cache. */
function classify(literals: readonly string[]): { classOf: Uint8Array; classes: number } {
  const classOf = new Uint8Array(256);
  let classes = 1;
  for (const literal of literals) {
    for (const character of literal) {
      const bytes = character === DIGIT ? "0123456789" : `${character.toLowerCase()}${character.toUpperCase()}`;
      if (classOf[bytes.charCodeAt(0)] !== 0) continue;
      for (const byte of Buffer.from(bytes, "latin1")) classOf[byte] = classes;
      classes += 1;
    }
  }
  return { classOf, classes };
}

function trie(literals: readonly string[], classOf: Uint8Array): Node[] {
  const nodes: Node[] = [{ next: new Map(), literals: [], fail: 0 }];
  for (const [index, literal] of literals.entries()) {
    let node = 0;
    for (const character of literal) {
      const kind = classOf[character === DIGIT ? 0x30 : character.charCodeAt(0)] ?? 0;
      let child = nodes[node]?.next.get(kind);
      if (child === undefined) {
        child = nodes.push({ next: new Map(), literals: [], fail: 0 }) - 1;
        nodes[node]?.next.set(kind, child);
      }
      node = child;
    }
    nodes[node]?.literals.push(index);
  }
  return nodes;
}

/** One row of successors per state; rows are numbered so that the states with hits come last: one comparison tells. */
function compile(nodes: Node[], classes: number): { table: Uint32Array; hits: number[][]; firstHit: number } {
  const steps = nodes.map(() => new Uint32Array(classes));
  for (const index of breadthFirst(nodes)) {
    const node = nodes[index];
    const row = steps[index];
    if (node === undefined || row === undefined) continue;
    if (index !== 0) {
      row.set(steps[node.fail] ?? []);
      node.literals.push(...(nodes[node.fail]?.literals ?? []));
    }
    for (const [kind, child] of node.next) {
      const next = nodes[child];
      if (next !== undefined) next.fail = index === 0 ? 0 : (row[kind] ?? 0);
      row[kind] = child;
    }
  }
  const order = [...nodes.keys()].sort((a, b) => hitRank(nodes[a]) - hitRank(nodes[b]) || a - b);
  const place = new Uint32Array(nodes.length);
  for (const [position, index] of order.entries()) place[index] = position * classes;
  const table = new Uint32Array(nodes.length * classes);
  for (const index of order)
    table.set(
      (steps[index] ?? new Uint32Array(0)).map((target) => place[target] ?? 0),
      place[index],
    );
  const quiet = order.findIndex((index) => hitRank(nodes[index]) > 0);
  return { table, hits: order.slice(quiet).map((index) => nodes[index]?.literals ?? []), firstHit: quiet * classes };
}

function hitRank(node: Node | undefined): number {
  return node !== undefined && node.literals.length > 0 ? 1 : 0;
}

function breadthFirst(nodes: readonly Node[]): number[] {
  const order = [0];
  for (let position = 0; position < order.length; position++) {
    for (const child of nodes[order[position] ?? 0]?.next.values() ?? []) order.push(child);
  }
  return order;
}
