/**
 * What every report says, whatever it is rendered as: the nine sections of the product, as data. Texts in it are
 * raw: each renderer escapes for its own medium. Numbers of citations point into `citations`, first is 1.
 */
import { z } from "zod";
import { DATA_CLASSES } from "../core/data-class.js";
import { Digest } from "../core/digest.js";
import { EntityRef } from "../core/entity.js";
import { PROVENANCES } from "../core/evidence.js";
import type { DeepReadonly } from "../core/readonly.js";
import { ByteRange } from "../core/record.js";
import { Instant, Window } from "../core/time.js";
import { OUTCOMES, VERDICTS } from "../core/verdict.js";

export const REPORT_FORMAT = "inquest-report/1";

const Count = z.int().nonnegative();
const Cites = z.array(z.int().positive());
const Counted = z.array(z.strictObject({ name: z.string(), count: Count }));
const Seat = z.enum(["investigator", "verifier"]);
const Named = z.strictObject({ entity: EntityRef, name: z.string() });

/** One sentence made by code, and what it rests on. */
const Sentence = z.strictObject({ text: z.string(), cites: Cites });

/** A question in words, and as data for whoever wants to ask it. */
const Question = z.strictObject({
  text: z.string(),
  capability: z.string(),
  source: z.string().nullable(),
  query: z.string(),
});

const Challenge = z.strictObject({
  kind: z.string(),
  by: z.enum(["floor", "mind"]),
  outcome: z.enum(["broken", "survived", "undecided"]),
  required: z.boolean(),
  why: z.string(),
  cites: Cites,
  /** Pieces of evidence that the verifier gathered itself for it. */
  ownEvidence: Count,
});

const Confidence = z.strictObject({
  value: z.number().min(0).max(1),
  /** `91 %`. */
  percent: z.string(),
  calibrated: z.boolean(),
  /** Where the figure comes from, in one sentence. */
  meaning: z.string(),
});

const VerdictSection = z.strictObject({
  word: z.enum(["Finding", "Unproven", "No fault found"]),
  outcome: z.enum(OUTCOMES).nullable(),
  /** False until the investigation has concluded: the best answer so far. */
  verified: z.boolean(),
  headline: z.string(),
  claim: z.string().nullable(),
  cause: z.strictObject({ ...Named.shape, fault: z.string(), since: Instant.nullable() }).nullable(),
  confidence: Confidence.nullable(),
  threshold: z.number(),
  decidedBy: z.string(),
  challenges: z.array(Challenge),
  /** Further accepted claims. */
  also: z.array(z.string()),
});

const PathSection = z.strictObject({
  line: z.string(),
  nodes: z
    .array(z.strictObject({ ...Named.shape, role: z.enum(["cause", "between", "symptom"]), note: z.string() }))
    .min(1),
  /** Between neighbours of `nodes`; `relation` is null where no edge was seen. */
  links: z.array(z.strictObject({ relation: z.string().nullable(), cites: Cites })),
});

const Step = z.strictObject({
  kind: z.string(),
  what: z.string(),
  target: Named,
  risk: z.enum(["low", "medium", "high"]),
  rollback: z.string(),
  success: z.string(),
  blastRadius: Sentence,
});

const NextSection = z.strictObject({
  mitigations: z.array(Step),
  /** What would settle an answer that is not a finding. */
  settledBy: Question.nullable(),
  resume: z.string().nullable(),
});

const ImpactSection = z.strictObject({
  sentences: z.array(Sentence),
  goesOn: z.enum(["yes", "no", "not seen"]),
  /** Set where nothing could be cited. */
  notSeen: z.string().nullable(),
});

const TimelineItem = z.strictObject({
  at: Instant,
  kind: z.enum(["alert", "change", "onset", "symptom", "event", "recovery"]),
  text: z.string(),
  cites: Cites,
});

const EvidenceItem = z.strictObject({
  claim: z.string(),
  part: z.enum(["cause", "symptom", "path", "onset", "rules-out", "recovery"]),
  ...Sentence.shape,
  /** Indices into `series`. */
  series: z.array(Count),
});

const RuledOutItem = z.strictObject({
  claim: z.string(),
  verdict: z.enum(VERDICTS),
  headline: z.string(),
  /** The challenges that decided against it. */
  by: z.array(z.strictObject({ kind: z.string(), outcome: z.string(), why: z.string(), cites: Cites })),
});

const NotSeenItem = z.strictObject({ what: z.string(), why: z.string(), remedy: z.string() });

const AccountsSection = z.strictObject({
  calls: z.array(z.strictObject({ seat: Seat, used: Count, of: Count, byOutcome: Counted })),
  /** Wall time from the first to the last entry, and the time that calls took. */
  elapsedMs: Count,
  callMs: Count,
  modelTokens: Count.nullable(),
  moneyMicros: Count.nullable(),
  denials: Counted,
  redactions: Counted,
  controlsAbsent: z.array(z.string()),
  accepted: z.array(z.string()),
  seats: z.array(z.strictObject({ seat: Seat, mind: z.string(), mindDigest: Digest, binding: z.string() })),
  integrations: z.array(z.strictObject({ instance: z.string(), version: z.string() })),
  engine: z.string(),
  resumed: Count,
  head: z.strictObject({ size: Count, root: Digest, checkpoint: z.string() }).nullable(),
});

const Review = z.strictObject({
  claim: z.string().nullable(),
  judgement: z.enum(["accept", "reject", "correct"]),
  by: z.string(),
  comment: z.string().nullable(),
  correction: z.string().nullable(),
  at: Instant,
});

/** The exact bytes behind a sentence. */
const Citation = z.strictObject({
  n: z.int().positive(),
  evidence: Digest,
  record: Count.nullable(),
  range: ByteRange,
  quote: z.string(),
  /** What stands around the quote in the source, a little of it. */
  before: z.string(),
  after: z.string(),
  /** Whether the source still holds the quote there; `unchecked` where its bytes were not at hand. */
  standing: z.enum(["resolves", "altered", "missing", "unchecked"]),
  source: z.string(),
  tool: z.string(),
  question: z.string(),
  /** The same question in the source's own language, to check it oneself. */
  asked: z.string().nullable(),
  seat: Seat.nullable(),
  dataClass: z.enum(DATA_CLASSES),
  provenance: z.enum(PROVENANCES),
  recordedAt: Instant,
});

const Series = z.strictObject({
  ...Named.shape,
  title: z.string(),
  metric: z.string(),
  unit: z.string(),
  times: z.array(Instant),
  values: z.array(z.number().nullable()),
  window: Window.nullable(),
  reference: Window.nullable(),
  onset: Instant.nullable(),
  cites: Cites,
});

export const ReportModel = z.strictObject({
  format: z.literal(REPORT_FORMAT),
  investigation: z.string(),
  title: z.string(),
  mode: z.enum(["recording", "live"]),
  openedAt: Instant,
  lastAt: Instant,
  state: z.enum(["concluded", "running", "interrupted", "killed"]),
  verdict: VerdictSection,
  path: PathSection.nullable(),
  next: NextSection,
  impact: ImpactSection,
  timeline: z.strictObject({ items: z.array(TimelineItem), leftOut: Count }),
  evidence: z.array(EvidenceItem),
  ruledOut: z.array(RuledOutItem),
  notSeen: z.array(NotSeenItem),
  accounts: AccountsSection,
  reviews: z.array(Review),
  /** Memory: what was found before. It proves nothing about now. */
  before: z.array(z.strictObject({ investigation: z.string(), text: z.string(), standing: z.string() })),
  /** What minds said. Machine-made, decides nothing. */
  remarks: z.array(z.strictObject({ seat: Seat, turn: Count, about: z.string(), text: z.string() })),
  citations: z.array(Citation),
  series: z.array(Series),
});
export type ReportModel = DeepReadonly<z.infer<typeof ReportModel>>;
export type ReportSentence = DeepReadonly<z.infer<typeof Sentence>>;
export type ReportCitation = ReportModel["citations"][number];
export type ReportSeries = ReportModel["series"][number];
