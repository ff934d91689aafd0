/** A report of an investigation as the journal holds it: the case, its bytes, its sealed head, and what people said. */
import type { CaseFile } from "../core/case-file.js";
import { foldCaseFile } from "../core/case-folder.js";
import type { Digest } from "../core/digest.js";
import { INSTALLATION_STREAM, type SignedHead, type Store } from "../core/ports/store.js";
import { type Review, readReview } from "../core/review.js";
import { buildReport } from "./build-report.js";
import { quotableEvidence } from "./citation-table.js";
import type { ReportModel } from "./report-model.js";

type Readable = Pick<Store, "read" | "body">;

/**
 * @param resume the command that goes on with this investigation, should it not have ended
 * @throws InquestError `INTEGRITY`
 */
export async function readReport(store: Readable, stream: string, resume: string): Promise<ReportModel> {
  const caseFile = await foldCaseFile(store.read(stream), (id) => store.body(stream, id));
  const { head, reviews, trackRecord } = await installationNews(store, stream);
  return buildReport({
    caseFile,
    head,
    reviews,
    bytes: await quotedBytes(store, caseFile),
    resume: isResumable(caseFile) ? resume : null,
    ...(trackRecord.reviewed > 0 && { trackRecord }),
  });
}

/** What was killed stays ended; what merely stopped can go on. */
function isResumable({ conclusion, interrupted }: CaseFile): boolean {
  return conclusion === null && interrupted !== "killed";
}

async function quotedBytes(store: Readable, file: CaseFile): Promise<ReadonlyMap<Digest, Uint8Array | null>> {
  const bytes = new Map<Digest, Uint8Array | null>();
  for (const id of quotableEvidence(file)) bytes.set(id, await store.body(file.investigation, id));
  return bytes;
}

interface InstallationNews {
  readonly head: SignedHead | null;
  readonly reviews: readonly Review[];
  readonly trackRecord: { readonly right: number; readonly reviewed: number };
}

/** One reading of the installation stream. Of several reviews of one claim the latest counts for the track record. */
async function installationNews(store: Readable, stream: string): Promise<InstallationNews> {
  const body = (id: Digest) => store.body(INSTALLATION_STREAM, id);
  const reviews: Review[] = [];
  const judged = new Map<string, boolean>();
  let head: SignedHead | null = null;
  for await (const entry of store.read(INSTALLATION_STREAM)) {
    if (entry.type === "review.given") {
      judged.set(`${entry.data.investigation} ${entry.data.hypothesis}`, entry.data.judgement === "accept");
      if (entry.data.investigation === stream) reviews.push(await readReview(entry, body));
    } else if (entry.type === "stream.sealed" && entry.data.stream === stream) {
      const { size, root } = entry.data;
      const checkpoint = new TextDecoder().decode((await body(entry.data.head)) ?? new Uint8Array());
      head = { stream, size, root, checkpoint };
    }
  }
  const right = [...judged.values()].filter((isRight) => isRight).length;
  return { head, reviews, trackRecord: { right, reviewed: judged.size } };
}
