import { once } from "node:events";
import type { Writable } from "node:stream";
import type { Session } from "../session.js";
import { writeWhole } from "../write-whole.js";

/** Writes an export's lines to a file or to stdout, no faster than its reader takes them. */
export async function exportEntries(
  lines: AsyncIterable<string>,
  output: string | null,
  session: Session,
): Promise<void> {
  if (output !== null) {
    await writeWhole(output, withLineEnds(lines));
    session.print({ exported: output }, () => `exported to ${session.words.visible(output)}`);
    return;
  }
  const { stdout } = session.terminal;
  for await (const line of withLineEnds(lines)) {
    if (stdout.destroyed) return;
    session.signal.throwIfAborted();
    if (!stdout.write(line)) await takesMore(stdout);
  }
}

async function* withLineEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

/** Whoever reads may also stop reading, with an error or without: then there is nothing to wait for. */
async function takesMore(stream: Writable): Promise<void> {
  const enough = new AbortController();
  const events = ["drain", "close"].map((event) =>
    once(stream, event, { signal: enough.signal }).catch(() => undefined),
  );
  await Promise.race(events);
  enough.abort();
}
