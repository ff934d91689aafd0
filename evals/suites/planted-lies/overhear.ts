/**
 * What a lie needs of the truth: a normal run of the reasoner is overheard, its questions become a script, and a run of
 * the script shows a liar what it can cite. Ids follow from the recording's name, so the same evidence has the same
 * id in every run.
 */
import {
  createReasoner,
  type Move,
  type ProposedHypothesis,
  type Query,
  type RecordedRequest,
  type SeatView,
} from "../../../src/index.js";
import { bench, CountingRandom } from "../bench.js";
import { type LieWorld, lieWorld } from "./lie-world.js";
import { OverheardMind, scriptedMind } from "./scripted-mind.js";

export interface Overheard {
  /** Questions of the reasoner up to its claim. */
  readonly honestTurns: readonly (readonly Query[])[];
  /** The same, and what a liar asks besides. */
  readonly turns: readonly (readonly Query[])[];
  readonly claim: ProposedHypothesis;
  /** Whether the verifier accepted it in that run. */
  readonly accepted: boolean;
  readonly world: LieWorld;
}

export type Telling = Pick<RecordedRequest, "folder" | "maxCalls" | "minds" | "floor">;

/** One investigation from the recording's alert, with the ids that all of them share. */
export function tell(request: Telling) {
  return bench.investigate({
    ...request,
    subject: { kind: "recorded-alert" },
    random: new CountingRandom("planted lies"),
    signal: new AbortController().signal,
  });
}

/** Null where the reasoner claims nothing: then there is no truth to lie about. */
export async function overhear(folder: string, maxCalls: number | null): Promise<Overheard | null> {
  const mind = new OverheardMind(createReasoner());
  const { file } = await tell({ folder, maxCalls, minds: { investigator: mind, verifier: null } });
  const id = file.conclusion?.findings[0] ?? file.conclusion?.leading ?? file.claims[0]?.id;
  const place = /^h(\d+)\.(\d+)$/.exec(id ?? "");
  const turn = Number(place?.[1]);
  const move = mind.turns[turn]?.[Number(place?.[2])];
  if (move?.kind !== "propose") return null;
  const honestTurns = mind.turns
    .slice(0, turn)
    .map(queriesOf)
    .filter((queries) => queries.length > 0);
  const asked = file.claims.find((claim) => claim.id === id)?.verdict?.verdict === "accepted";
  const view = await lastView(folder, maxCalls, honestTurns);
  const more = liarsQuestions(view);
  const turns = more.length === 0 ? honestTurns : [...honestTurns, more];
  const world = lieWorld(await lastView(folder, maxCalls, turns), move.hypothesis);
  return { honestTurns, turns, claim: move.hypothesis, accepted: asked, world };
}

function queriesOf(moves: readonly Move[]): readonly Query[] {
  return moves.flatMap((move) => (move.kind === "query" ? [move.query] : []));
}

async function lastView(
  folder: string,
  maxCalls: number | null,
  turns: readonly (readonly Query[])[],
): Promise<SeatView> {
  const seen: SeatView[] = [];
  const investigator = scriptedMind({ turns, claim: null, onView: (view) => seen.push(view) });
  await tell({ folder, maxCalls, minds: { investigator, verifier: null } });
  const view = seen.at(-1);
  if (view === undefined) throw new Error("the scripted investigator never came to its end");
  return view;
}

/** Whatever the reasoner did not ask and a lie can be made of, as far as the calls go: then the verifier has its own share and no more. */
function liarsQuestions(view: SeatView): readonly Query[] {
  const window = view.incident.window;
  const offered = new Set(view.offers.map(({ capability }) => capability));
  const asked = new Set(
    view.calls.map(({ query }) => JSON.stringify(query === null ? null : [query.capability, query.params])),
  );
  const wanted: readonly Query[] = [
    { capability: "alerts.list", params: { window } },
    { capability: "changes.list", params: { window } },
    { capability: "metrics.range", params: { role: "cpu", window } },
    { capability: "metrics.range", params: { role: "request-rate", window } },
    { capability: "logs.templates", params: { window } },
    { capability: "cluster.events", params: { window } },
    { capability: "metrics.range", params: { role: "memory", window } },
    { capability: "traces.search", params: { window, status: "error", limit: 100 } },
  ];
  return wanted
    .filter((query) => offered.has(query.capability) && !asked.has(JSON.stringify([query.capability, query.params])))
    .slice(0, view.budget.callsLeft);
}
