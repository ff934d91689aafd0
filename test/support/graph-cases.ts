/** Case files for the graph: the example, with another name, another time, other evidence. */
import type { CaseFile, EvidenceFile } from "../../src/core/case-file.js";
import { type Digest, sha256 } from "../../src/core/digest.js";
import type { EntityRef } from "../../src/core/entity.js";
import type { Provenance } from "../../src/core/evidence.js";
import type { Query } from "../../src/core/query.js";
import type { RawRecord, RecordOf } from "../../src/core/record.js";
import type { Review } from "../../src/core/review.js";
import { exampleCase } from "./example-case.js";
import { WHOLE } from "./example-times.js";

export interface Told {
  readonly records: readonly RawRecord[];
  readonly source?: string;
  readonly provenance?: Provenance;
  readonly query?: Query;
  readonly covers?: readonly EntityRef[] | null;
}

/** Evidence by what it tells; its id is a digest of that. */
export function told({
  records,
  source = "replay/shop",
  provenance = "observed",
  query,
  covers = null,
}: Told): EvidenceFile {
  const id: Digest = sha256(JSON.stringify([records, source, provenance]));
  return {
    evidence: {
      id,
      source,
      tool: "replay.any",
      parser: "replay/1",
      query: query ?? { capability: "traces.edges", params: { window: WHOLE } },
      window: null,
      dataClass: "internal",
      provenance,
      recordedAt: WHOLE.to,
      answer: {
        records: records.map((record) => ({ ...record, at: [0, 0] })),
        coverage: [
          {
            kinds: records.map(({ kind }) => kind).concat("edge"),
            entities: covers === null ? null : [...covers],
            window: null,
          },
        ],
        omitted: [],
        unavailable: null,
        asked: null,
      },
    },
    seat: "investigator",
    n: 1,
    size: 0,
    redactions: {},
  };
}

export interface Case {
  readonly investigation: string;
  readonly at?: number;
  readonly evidence?: readonly EvidenceFile[];
}

/** The example's claims and conclusion, under another name and time, with this evidence alone. */
export function caseNamed({ investigation, at = WHOLE.to, evidence = [] }: Case): CaseFile {
  const { caseFile } = exampleCase();
  const { conclusion } = caseFile;
  return {
    ...caseFile,
    investigation,
    evidence: new Map(evidence.map((file) => [file.evidence.id, file])),
    conclusion: conclusion === null ? null : { ...conclusion, at },
  };
}

export function edge(
  from: EntityRef,
  to: EntityRef,
  at: number,
  relation: RecordOf<"edge">["relation"] = "calls",
): RawRecord {
  return { kind: "edge", from, to, relation, window: { from: at, to: at + 1 } };
}

export function review(change: Pick<Review, "investigation" | "seq"> & Partial<Review>): Review {
  return {
    hypothesis: null,
    judgement: "accept",
    by: "mara",
    comment: null,
    correction: null,
    at: WHOLE.to + change.seq * 1_000,
    ...change,
  };
}
