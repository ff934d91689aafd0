/** 8. Not seen: what had no coverage, why, and the permission or integration that would show it. */
import { assertNever } from "../../core/assert-never.js";
import { CAPABILITIES, CAPABILITY_NAMES, type CapabilityName } from "../../core/capability.js";
import type { CallFile } from "../../core/case-file.js";
import type { Evidence } from "../../core/evidence.js";
import type { ReportContext } from "../report-context.js";
import type { ReportModel } from "../report-model.js";
import { listWords } from "../words/entity-words.js";
import { countWords } from "../words/number-words.js";
import { questionWords } from "../words/question-words.js";

type NotSeenItem = ReportModel["notSeen"][number];

export function notSeenSection(context: ReportContext): readonly NotSeenItem[] {
  const { file } = context;
  const items = [
    ...file.calls.flatMap((call) => unansweredCall(call, context)),
    ...[...file.evidence.values()].flatMap(({ evidence }) => gaps(evidence, context)),
    ...notOffered(context),
  ];
  const byText = new Map(items.map((item) => [`${item.what}\n${item.why}`, item]));
  return [...byText.values()];
}

function unansweredCall(call: CallFile, { times }: ReportContext): readonly NotSeenItem[] {
  if (call.outcome === "answered") return [];
  const what =
    call.query === null ? (call.capability ?? "a question that could not be read") : questionWords(call.query, times);
  return [{ what, why: reason(call), remedy: remedy(call) }];
}

function reason({ outcome, code, source }: CallFile): string {
  const by = source === null ? "" : ` by ${source}`;
  const detail = code === null ? "" : ` (${code})`;
  switch (outcome) {
    case "denied":
      return `denied by the gate${detail}`;
    case "unavailable":
      return `not answered${by}: unavailable${detail}`;
    case "timed-out":
      return `no answer in time${by}${detail}`;
    case "aborted":
      return `broken off${detail}`;
    case "quarantined":
      return `the answer came too late and was put aside${detail}`;
    case "failed":
      return `the call failed${by}${detail}`;
    case "pending":
      return "no answer yet";
    case "answered":
      return "answered";
    default:
      return assertNever(outcome);
  }
}

function remedy({ outcome, code, capability, source }: CallFile): string {
  const asked = capability ?? "this question";
  if (outcome === "denied") {
    switch (code) {
      case "policy":
      case "policy-error":
      case "out-of-scope":
        return `a policy that permits \`${asked}\`${source === null ? "" : ` on ${source}`} in this scope would show it`;
      case "unknown-capability":
      case "unknown-source":
      case "unregistered":
        return `an integration that answers \`${asked}\` would show it`;
      case "budget":
      case "rate":
        return "a larger budget of calls would show it";
      default:
        return "see `inquest trace` for the step that denied it";
    }
  }
  if (outcome === "pending") return "the investigation has to go on";
  return `\`inquest integrations verify\` tells what ${source ?? "the source"} lacks`;
}

function gaps({ answer, query, source }: Evidence, { times }: ReportContext): readonly NotSeenItem[] {
  const asked = questionWords(query, times);
  const absent =
    answer.unavailable === null ? [] : [{ what: asked, why: `${source} cannot say: ${answer.unavailable}` }];
  const omitted = answer.omitted.map(({ what, why, count }) => ({
    // A count of 0 is a source that left something out and did not count it.
    what: `${count === 0 ? "" : `${countWords(count, "item")} of `}“${what}” (${query.capability})`,
    why: `left out by ${source}: ${why}`,
  }));
  return [
    ...absent.map((gap) => ({ ...gap, remedy: `a source that answers \`${query.capability}\` would show it` })),
    ...omitted.map((gap) => ({ ...gap, remedy: "a narrower question may show it" })),
  ];
}

/** What tells nothing about production now: that nobody can be asked about it is no gap. */
const NOT_PRODUCTION: readonly CapabilityName[] = [
  "memory.recall",
  "runbooks.search",
  "reference.windows",
  "metrics.catalogue",
];

/** Questions that nothing connected here answers, as one item. */
function notOffered({ file }: ReportContext): readonly NotSeenItem[] {
  const offered = new Set<CapabilityName>([...file.offers.map(({ capability }) => capability), ...NOT_PRODUCTION]);
  const missing = CAPABILITY_NAMES.filter((name) => !offered.has(name));
  if (missing.length === 0) return [];
  return [
    {
      what: missing.map((name) => CAPABILITIES[name].asks).join("; "),
      why: "nothing connected here can be asked",
      remedy: `integrations that answer ${listWords(
        missing.map((name) => `\`${name}\``),
        missing.length,
      )} would show it`,
    },
  ];
}
