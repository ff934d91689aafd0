/** A liar's view of the small shop, and the claim that is true of it. */
import { type LieWorld, lieWorld } from "../../evals/suites/planted-lies/lie-world.js";
import { scriptedMind } from "../../evals/suites/planted-lies/scripted-mind.js";
import type { Query } from "../../src/core/query.js";
import type { SeatView } from "../../src/core/view.js";
import type { MiniIncident } from "./mini-incident.js";
import { runMini } from "./run-mini.js";
import { shop, trueClaim, WHOLE } from "./shop-claim.js";

const of = (role: "latency" | "cpu" | "request-rate"): Query => ({
  capability: "metrics.range",
  params: { role, window: WHOLE },
});

/** What is asked before anything is claimed: turn by turn. */
export const QUESTIONS: readonly (readonly Query[])[] = [
  [of("latency"), of("cpu"), { capability: "topology.edges", params: {} }],
  [
    of("request-rate"),
    { capability: "alerts.list", params: { window: WHOLE } },
    { capability: "changes.list", params: { window: WHOLE } },
    { capability: "cluster.events", params: { window: WHOLE } },
    { capability: "logs.templates", params: { window: WHOLE } },
  ],
];

/** The shop with a past of its own: a change and a restart that have nothing to do with the incident. */
export function shopWithPast(): MiniIncident {
  return shop()
    .change("service:shop/stock", -180_000, "deploy", "stock 1.9")
    .event("service:shop/mail", -120_000, "Restarted", "mail was restarted")
    .line("service:shop/mail", 20_000, "mail queue is slow today", "warn");
}

export async function shopLieWorld(): Promise<LieWorld> {
  const views: SeatView[] = [];
  await runMini({
    mini: shopWithPast(),
    mind: scriptedMind({ turns: QUESTIONS, claim: null, onView: (view) => views.push(view) }),
  });
  const view = views.at(-1);
  if (view === undefined) throw new Error("the scripted mind saw nothing");
  return lieWorld(view, trueClaim(view));
}
