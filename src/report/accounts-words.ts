import type { ReportModel } from "./report-model.js";
import { durationWords, numberWords } from "./words/number-words.js";

type Accounts = ReportModel["accounts"];

/** The ninth section as pairs of a label and a text, for every renderer alike. */
export function accountsWords(accounts: Accounts): readonly (readonly [string, string])[] {
  return [
    ...accounts.calls.map((calls) => [`Calls, ${calls.seat}`, callWords(calls)] as const),
    [
      "Time",
      `${durationWords(accounts.elapsedMs)} from first to last entry, ${durationWords(accounts.callMs)} in calls`,
    ],
    [
      "Model tokens",
      accounts.modelTokens === null ? "none: no language model was asked" : numberWords(accounts.modelTokens),
    ],
    ["Money", accounts.moneyMicros === null ? "none" : numberWords(accounts.moneyMicros / 1_000_000)],
    ["Denied by policy or gate", counts(accounts.denials)],
    ["Redactions", counts(accounts.redactions)],
    ...accounts.seats.map(
      ({ seat, mind, mindDigest, binding }) =>
        [`Seat, ${seat}`, `${mind} (${mindDigest.slice(0, 12)}), bound ${binding}`] as const,
    ),
    [
      "Integrations",
      accounts.integrations.map(({ instance, version }) => `${instance} ${version}`).join(", ") || "none",
    ],
    ["Engine", accounts.resumed === 0 ? accounts.engine : `${accounts.engine}, resumed ${accounts.resumed} times`],
    ["Controls absent in this build", accounts.controlsAbsent.join(", ") || "none"],
    ["Accepted by name, not enforced", accounts.accepted.join(", ") || "nothing"],
    ["Journal head", headWords(accounts.head)],
  ];
}

/** What the investigator leaves passes on to the verifier, whose own share is never lent. */
function callWords({ seat, used, of, byOutcome }: Accounts["calls"][number]): string {
  const outcomes = byOutcome.length === 0 ? "" : ` (${counts(byOutcome)})`;
  const share = seat === "verifier" ? `; ${of} are its own share, and what the investigator leaves passes on` : "";
  return `${used}${seat === "verifier" ? "" : ` of ${of}`}${outcomes}${share}`;
}

function counts(items: Accounts["denials"]): string {
  return items.map(({ name, count }) => `${count} ${name}`).join(", ") || "none";
}

function headWords(head: Accounts["head"]): string {
  return head === null ? "not signed yet" : `${head.size} entries, root ${head.root}`;
}
