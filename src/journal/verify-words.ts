/** What a verification has shown and what it can't exclude, in sentences for whoever has to rely on it. */
import type { StreamVerification, VerifyRequest } from "./verification.js";

export function proven(streams: readonly StreamVerification[], request: VerifyRequest): readonly string[] {
  const sum = (of: (stream: StreamVerification) => number) => streams.reduce((total, stream) => total + of(stream), 0);
  const [entries, bodies, heads] = [sum((s) => s.entries), sum((s) => s.bodies), sum((s) => s.heads)];
  const sentences = [
    `${count(entries, "entry", "entries")} and ${count(bodies, "body", "bodies")} of ${count(streams.length, "stream", "streams")} were recomputed: each is what the trees say, none is missing, none was added.`,
    `The signatures and roots of ${count(heads, "head", "heads")} were checked against the keys and the entries.`,
  ];
  if (request.head !== null) sentences.push("Since the head from outside, its stream only grew.");
  return sentences;
}

export function notExcluded(streams: readonly StreamVerification[], request: VerifyRequest): readonly string[] {
  const sentences: string[] = [];
  const open = streams.filter((stream) => stream.entries > stream.underHead);
  if (open.length > 0) {
    const behind = open.reduce((total, stream) => total + stream.entries - stream.underHead, 0);
    sentences.push(
      `${count(behind, "entry", "entries")} of ${count(open.length, "stream", "streams")} came after the newest signed head: whoever can write to the store could have written them anew, tree and all.`,
    );
  }
  if (request.head === null) {
    sentences.push(
      "No head from outside was given: that the whole store was rolled back to an earlier state, or rewritten and signed again by whoever holds its key, can't be excluded. Keep a head in another place and pass it with --head.",
    );
  } else {
    sentences.push(
      "The head from outside speaks for its own stream and, if it is the installation's, for every stream sealed before it. What other streams lost at their ends before they were sealed can't be excluded.",
    );
  }
  if (request.keys === null) {
    sentences.push(
      "The public keys were read from the store itself: whoever can write to the store could have put others in their place. Keep the installation's public key in another place and pass it.",
    );
  }
  sentences.push(
    "Streams that were never sealed could have been removed as a whole. Leases, times of creation and the data classes noted beside bodies are not under the tree.",
  );
  return sentences;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
