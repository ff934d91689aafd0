/** Everything that a journal can hold: a closed, versioned list. A new feature is a new event and a fold. */
import { z } from "zod";
import { Digest } from "./digest.js";
import { BodyErased } from "./events/body-erased.js";
import { CallDenied } from "./events/call-denied.js";
import { CallIntended } from "./events/call-intended.js";
import { CallSettled } from "./events/call-settled.js";
import { ChallengeJudged } from "./events/challenge-judged.js";
import { Name } from "./events/define.js";
import { EvidenceRecorded } from "./events/evidence-recorded.js";
import { HypothesisProposed } from "./events/hypothesis-proposed.js";
import { HypothesisRefused } from "./events/hypothesis-refused.js";
import { InstallationCreated } from "./events/installation-created.js";
import { InvestigationConcluded } from "./events/investigation-concluded.js";
import { InvestigationInterrupted } from "./events/investigation-interrupted.js";
import { InvestigationOpened } from "./events/investigation-opened.js";
import { InvestigationResumed } from "./events/investigation-resumed.js";
import { KillLifted } from "./events/kill-lifted.js";
import { KillOrdered } from "./events/kill-ordered.js";
import { MovesMade } from "./events/moves-made.js";
import { PolicyActivated } from "./events/policy-activated.js";
import { RemarkMade } from "./events/remark-made.js";
import { ReviewGiven } from "./events/review-given.js";
import { SeatOpened } from "./events/seat-opened.js";
import { StreamSealed } from "./events/stream-sealed.js";
import { TurnClosed } from "./events/turn-closed.js";
import { VerdictReached } from "./events/verdict-reached.js";
import type { DeepReadonly } from "./readonly.js";
import { Instant } from "./time.js";

export const Event = z.discriminatedUnion("type", [
  InvestigationOpened,
  SeatOpened,
  MovesMade,
  CallIntended,
  CallDenied,
  CallSettled,
  EvidenceRecorded,
  TurnClosed,
  HypothesisProposed,
  HypothesisRefused,
  ChallengeJudged,
  VerdictReached,
  RemarkMade,
  InvestigationResumed,
  InvestigationInterrupted,
  InvestigationConcluded,
  InstallationCreated,
  PolicyActivated,
  KillOrdered,
  KillLifted,
  ReviewGiven,
  StreamSealed,
  BodyErased,
]);
export type Event = DeepReadonly<z.infer<typeof Event>>;
export type EventType = Event["type"];
export type EventOf<T extends EventType> = Extract<Event, { type: T }>;

/** An event at its place in a stream. The canonical JSON (RFC 8785) of this object is the leaf of the tree. */
export const Entry = z
  .strictObject({
    v: z.literal(1),
    stream: Name,
    seq: z.int().nonnegative(),
    at: Instant,
    /** The lease's fence under which it was appended; 0 for the installation stream. */
    fence: z.int().nonnegative(),
    /** Every body that the data names, so that a missing one is noticed without knowing the event. */
    bodies: z.array(Digest),
    type: z.string(),
    data: z.unknown(),
  })
  .transform((raw, context) => {
    const event = Event.safeParse({ type: raw.type, data: raw.data });
    if (event.success) return { ...raw, ...event.data };
    context.addIssue({ code: "custom", path: ["data"], message: z.prettifyError(event.error) });
    return z.NEVER;
  });
export type Entry = {
  readonly v: 1;
  readonly stream: string;
  readonly seq: number;
  readonly at: Instant;
  readonly fence: number;
  readonly bodies: readonly Digest[];
} & Event;
export type EntryOf<T extends EventType> = Extract<Entry, { type: T }>;
