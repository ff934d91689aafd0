/** In which form the reasoner asks: windows widened to the whole incident, so that one answer shows many signs. */
import { costOf } from "../../core/cost.js";
import type { Query } from "../../core/query.js";
import type { SeatView } from "../../core/view.js";
import type { Facts } from "../../diagnosis/assertions/facts.js";
import { CHANGE_LEAD_MS } from "../../diagnosis/faults/signs.js";
import type { QuestionRules } from "../../diagnosis/weighing/next-question.js";
import { isMeasured } from "./measured.js";
import type { ReadScene } from "./scene.js";

export function questionRules(view: SeatView, scene: ReadScene, facts: Facts): QuestionRules {
  const asked = new Set(view.calls.flatMap((call) => (call.query === null ? [] : [askedAs(call.query)])));
  return {
    costOf(query) {
      if (!isMeasured(query, facts)) return null;
      const offers = view.offers.filter((offer) => offer.capability === query.capability);
      const costs = offers.map((offer) => costOf(offer, query));
      return costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0);
    },
    shape: (query) => widened(query, view, scene),
    asked: (query) => asked.has(askedAs(query)),
  };
}

/** The same question, whomever it was put to. */
export function askedAs(query: Query): string {
  return JSON.stringify([query.capability, Object.entries(query.params).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

function widened(query: Query, view: SeatView, { window, reference }: ReadScene): Query {
  const whole = {
    from: Math.min(reference?.from ?? window.from, view.incident.window.from),
    to: Math.max(window.to, view.now),
  };
  const near = { from: Math.max(whole.from, window.from - CHANGE_LEAD_MS), to: whole.to };
  // A question about how things stand now has no window to widen.
  if (!("window" in query.params) || query.params.window === undefined) return query;
  switch (query.capability) {
    case "metrics.range":
    case "changes.list":
    case "traces.edges":
      return { ...query, params: { ...query.params, window: whole } } as Query;
    case "logs.search":
    case "logs.templates":
    case "cluster.events":
    case "traces.search":
    case "database.activity":
      return { ...query, params: { ...query.params, window: near } } as Query;
    default:
      return query;
  }
}
