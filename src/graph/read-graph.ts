import { foldCaseFile } from "../core/case-folder.js";
import { INSTALLATION_STREAM, type Store } from "../core/ports/store.js";
import { readReview } from "../core/review.js";
import type { ContextGraph } from "./context-graph.js";
import { GraphFold } from "./graph-fold.js";

/** The graph of everything that a journal holds: all cases, all reviews. @throws InquestError `INTEGRITY` */
export async function readGraph(store: Pick<Store, "list" | "read" | "body">): Promise<ContextGraph> {
  const fold = new GraphFold();
  for (const { stream } of await store.list()) {
    if (stream === INSTALLATION_STREAM) continue;
    fold.addCase(await foldCaseFile(store.read(stream), (id) => store.body(stream, id)));
  }
  for await (const entry of store.read(INSTALLATION_STREAM)) {
    if (entry.type === "review.given")
      fold.addReview(await readReview(entry, (id) => store.body(INSTALLATION_STREAM, id)));
  }
  return fold.graph;
}
