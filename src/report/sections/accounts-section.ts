/** 9. Calls, time, tokens, money, denials, redactions, controls, and the head of the journal. */
import type { SeatName } from "../../core/events/define.js";
import type { ReportContext } from "../report-context.js";
import type { ReportModel } from "../report-model.js";

type AccountsSection = ReportModel["accounts"];

export function accountsSection({ file, input }: ReportContext): AccountsSection {
  const { opened } = file;
  return {
    calls: [seatCalls("investigator"), seatCalls("verifier")],
    elapsedMs: file.lastAt - file.openedAt,
    callMs: file.calls.reduce((sum, call) => sum + call.ms, 0),
    // A budget of null is a build, or an installation, that asks no language model.
    modelTokens: null,
    moneyMicros: null,
    denials: counted(
      file.calls.flatMap((call) => (call.outcome === "denied" ? [[call.code ?? "unknown", 1] as const] : [])),
    ),
    redactions: counted([...file.evidence.values()].flatMap(({ redactions }) => Object.entries(redactions))),
    controlsAbsent: [...opened.controlsAbsent],
    accepted: [...opened.accepted],
    seats: file.seats.map(({ seat, mind, mindDigest, binding }) => ({ seat, mind, mindDigest, binding })),
    integrations: opened.integrations.map(({ instance, version }) => ({ instance, version })),
    engine: opened.engine,
    resumed: file.resumed.length,
    head:
      input.head === null ? null : { size: input.head.size, root: input.head.root, checkpoint: input.head.checkpoint },
  };

  function seatCalls(seat: SeatName): AccountsSection["calls"][number] {
    const calls = file.calls.filter((call) => call.seat === seat);
    const { budget } = opened;
    return {
      seat,
      used: calls.reduce((sum, call) => sum + call.cost, 0),
      of: seat === "verifier" ? budget.verifierCalls : budget.calls - budget.verifierCalls,
      byOutcome: counted(calls.map((call) => [call.outcome, 1] as const)),
    };
  }
}

function counted(entries: readonly (readonly [string, number])[]): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const [name, count] of entries) counts.set(name, (counts.get(name) ?? 0) + count);
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => (a.name < b.name ? -1 : 1));
}
