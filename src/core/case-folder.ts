/**
 * The fold from a journal's entries to a case file.
 *
 * 1. The same entries and bodies give the same case file, whoever folds and whenever.
 * 2. Evidence enters a seat's view when its turn closes, in the order of the moves; before that it is pending.
 * 3. Nothing here decides: outcomes, verdicts and refusals are read, never derived.
 */
import { z } from "zod";
import { Answer } from "./answer.js";
import type { CallFile, CaseFile, ClaimFile, Conclusion, EvidenceFile } from "./case-file.js";
import { ChallengeResult } from "./challenge.js";
import type { Digest } from "./digest.js";
import { InquestError } from "./errors.js";
import type { Entry, EntryOf } from "./event.js";
import type { SeatName } from "./events/define.js";
import type { Evidence } from "./evidence.js";
import { Hypothesis } from "./hypothesis.js";
import { Incident } from "./incident.js";
import { Query } from "./query.js";
import { Verdict } from "./verdict.js";
import { Offer } from "./view.js";

/** Gives a body's bytes; null where they are missing or were erased. */
export type BodyReader = (id: Digest) => Promise<Uint8Array | null>;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Folds entries as they come: engine and followers keep one of these, the rest call {@link foldCaseFile}. */
export class CaseFolder {
  #file: CaseFile | null = null;
  readonly #body: BodyReader;

  constructor(body: BodyReader) {
    this.#body = body;
  }

  /** @throws InquestError `INTEGRITY` before the opening entry was folded */
  get file(): CaseFile {
    if (this.#file === null) throw missing("the stream has no opening entry", "an investigation's stream");
    return this.#file;
  }

  async fold(entry: Entry): Promise<void> {
    if (entry.type === "investigation.opened") {
      const incident = await this.#read<Incident>(entry, entry.data.incident, Incident);
      this.#file = opening(
        entry,
        incident,
        await this.#read<readonly Offer[]>(entry, entry.data.offers, z.array(Offer)),
      );
      return;
    }
    const file = this.file;
    this.#file = { ...file, ...(await this.#change(file, entry)), lastAt: entry.at, size: entry.seq + 1 };
  }

  async #change(file: CaseFile, entry: Entry): Promise<Partial<CaseFile>> {
    switch (entry.type) {
      case "seat.opened":
        return { seats: [...file.seats, entry.data] };
      case "moves.made":
        return { turns: [...file.turns, { ...entry.data, closed: false }] };
      case "call.intended":
        return this.#intended(file, entry);
      case "call.denied":
        return { calls: withCall(file.calls, deniedCall(entry)) };
      case "call.settled":
        return { calls: file.calls.map((call) => (isCall(call, entry.data) ? { ...call, ...settled(entry) } : call)) };
      case "evidence.recorded":
        return this.#evidence(file, entry);
      case "turn.closed":
        return closeTurn(file, entry);
      case "hypothesis.proposed":
        return { claims: [...file.claims, await this.#claim(entry)] };
      case "hypothesis.refused": {
        const detail = await this.#text(entry, entry.data.detail);
        return {
          refusals: [...file.refusals, { seat: entry.data.seat, turn: entry.data.turn, code: entry.data.code, detail }],
        };
      }
      case "challenge.judged": {
        const result = await this.#read<ChallengeResult>(entry, entry.data.body, ChallengeResult);
        return {
          claims: withClaim(file.claims, entry.data.hypothesis, (claim) => ({
            challenges: [...claim.challenges, result],
          })),
        };
      }
      case "verdict.reached": {
        const verdict = await this.#read<Verdict>(entry, entry.data.body, Verdict);
        return { claims: withClaim(file.claims, entry.data.hypothesis, () => ({ verdict })) };
      }
      case "remark.made": {
        const text = await this.#text(entry, entry.data.body);
        return {
          remarks: [...file.remarks, { seat: entry.data.seat, turn: entry.data.turn, about: entry.data.about, text }],
        };
      }
      case "investigation.resumed":
        return { resumed: [...file.resumed, entry.data], interrupted: null };
      case "investigation.interrupted":
        return { interrupted: entry.data.reason };
      case "investigation.concluded":
        return { conclusion: await this.#conclusion(entry) };
      default:
        throw missing(`\`${entry.type}\` does not belong in an investigation's stream`, place(entry));
    }
  }

  async #intended(file: CaseFile, entry: EntryOf<"call.intended">): Promise<Partial<CaseFile>> {
    const query = await this.#read<Query>(entry, entry.data.query, Query);
    const { seat, n, turn, move, tool, source, capability, again } = entry.data;
    const call: CallFile = {
      seat,
      n,
      turn,
      move,
      tool,
      source,
      capability,
      again,
      query,
      outcome: "pending",
      code: null,
      evidence: null,
      cost: 0,
      ms: 0,
    };
    return { calls: withCall(file.calls, call) };
  }

  async #evidence(file: CaseFile, entry: EntryOf<"evidence.recorded">): Promise<Partial<CaseFile>> {
    const data = entry.data;
    const evidence: Evidence = {
      id: data.evidence,
      source: data.source,
      tool: data.tool,
      parser: data.parser,
      query: await this.#read<Query>(entry, data.query, Query),
      window: data.window,
      dataClass: data.dataClass,
      provenance: data.provenance,
      recordedAt: entry.at,
      answer: await this.#read<Answer>(entry, data.answer, Answer),
    };
    const file2: EvidenceFile = { evidence, seat: data.seat, n: data.n, size: data.size, redactions: data.redactions };
    // The same bytes asked for again are the same evidence: who saw it first stays on record.
    if (file.evidence.has(data.evidence)) return {};
    return { evidence: new Map(file.evidence).set(data.evidence, file2) };
  }

  async #claim(entry: EntryOf<"hypothesis.proposed">): Promise<ClaimFile> {
    const { hypothesis: id, rank, standing } = entry.data;
    const hypothesis = await this.#read<Hypothesis>(entry, entry.data.body, Hypothesis);
    return { id, rank, standing, hypothesis, challenges: [], verdict: null };
  }

  async #conclusion(entry: EntryOf<"investigation.concluded">): Promise<Conclusion> {
    const { outcome, findings, leading, because, calls } = entry.data;
    const settledBy =
      entry.data.settledBy === null ? null : await this.#read<Query>(entry, entry.data.settledBy, Query);
    return { outcome, findings, leading, because, calls, settledBy, at: entry.at };
  }

  async #text(entry: Entry, id: Digest): Promise<string> {
    return new TextDecoder().decode(await this.#bytes(entry, id));
  }

  /** `T` is the read-only form of what `schema` gives. */
  async #read<T>(entry: Entry, id: Digest, schema: z.ZodType): Promise<T> {
    const text = await this.#text(entry, id);
    try {
      return schema.parse(JSON.parse(text)) as T;
    } catch (cause) {
      throw missing(`body \`${id.slice(0, 12)}\` cannot be read`, place(entry), cause);
    }
  }

  async #bytes(entry: Entry, id: Digest): Promise<Uint8Array> {
    const bytes = await this.#body(id);
    if (bytes !== null) return bytes;
    throw missing(`body \`${id.slice(0, 12)}\` is missing`, place(entry));
  }
}

/** The case file of a whole stream. @throws InquestError `INTEGRITY` naming entry and body */
export async function foldCaseFile(
  entries: AsyncIterable<Entry> | Iterable<Entry>,
  body: BodyReader,
): Promise<CaseFile> {
  const folder = new CaseFolder(body);
  for await (const entry of entries) await folder.fold(entry);
  return folder.file;
}

function opening(entry: EntryOf<"investigation.opened">, incident: Incident, offers: readonly Offer[]): CaseFile {
  return {
    investigation: entry.stream,
    opened: entry.data,
    openedAt: entry.at,
    lastAt: entry.at,
    size: entry.seq + 1,
    incident,
    offers,
    seats: [],
    turns: [],
    calls: [],
    evidence: new Map(),
    seen: { investigator: [], verifier: [] },
    claims: [],
    refusals: [],
    remarks: [],
    resumed: [],
    interrupted: null,
    conclusion: null,
  };
}

function isCall(call: CallFile, which: { readonly seat: SeatName; readonly n: number }): boolean {
  return call.seat === which.seat && call.n === which.n;
}

/** A call that is asked again takes the place of its first intent. */
function withCall(calls: readonly CallFile[], call: CallFile): readonly CallFile[] {
  return [...calls.filter((other) => !isCall(other, call)), call];
}

function withClaim(
  claims: readonly ClaimFile[],
  id: string,
  change: (claim: ClaimFile) => Partial<Mutable<ClaimFile>>,
): readonly ClaimFile[] {
  return claims.map((claim) => (claim.id === id ? { ...claim, ...change(claim) } : claim));
}

function deniedCall(entry: EntryOf<"call.denied">): CallFile {
  const { seat, n, turn, move, capability, code } = entry.data;
  return {
    seat,
    n,
    turn,
    move,
    capability,
    code,
    tool: null,
    source: null,
    again: false,
    outcome: "denied",
    evidence: null,
    cost: 0,
    ms: 0,
    query: null,
  };
}

function settled(entry: EntryOf<"call.settled">): Pick<CallFile, "outcome" | "code" | "evidence" | "cost" | "ms"> {
  const { outcome, code, evidence, cost, ms } = entry.data;
  return { outcome, code, evidence, cost, ms };
}

function closeTurn(file: CaseFile, entry: EntryOf<"turn.closed">): Partial<CaseFile> {
  const { seat, turn, calls } = entry.data;
  const entered = calls.flatMap((n) => {
    const evidence = file.calls.find((call) => call.seat === seat && call.n === n)?.evidence ?? null;
    return evidence === null || file.seen[seat].includes(evidence) ? [] : [evidence];
  });
  return {
    turns: file.turns.map((other) => (other.seat === seat && other.turn === turn ? { ...other, closed: true } : other)),
    seen: { ...file.seen, [seat]: [...file.seen[seat], ...new Set(entered)] },
  };
}

function place(entry: Entry): string {
  return `stream ${entry.stream}, entry ${entry.seq}`;
}

function missing(what: string, where: string, cause?: unknown): InquestError {
  return new InquestError("INTEGRITY", {
    what,
    where,
    remedy: "run `inquest journal verify` to see what else is wrong",
    cause,
  });
}
