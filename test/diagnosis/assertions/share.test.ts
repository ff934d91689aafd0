import { describe } from "vitest";
import { logsAnswer, madeEvidence, madeLine, madeSeries, metricsAnswer } from "../../support/made-evidence.js";
import { runExamples } from "./example-table.js";
import { CARTS, clientSpan, edge, ORDERS, spans, topology, WINDOW } from "./shop-of-two.js";

const rate = (metric: string, role: "request-rate" | "error-rate", level: number) =>
  madeSeries("orders", [level, level, level, level], { metric, role, unit: "1/s", statistic: "rate" });
const errorShare = {
  kind: "share",
  entity: ORDERS,
  window: WINDOW,
  op: "above",
  bound: 0.1,
  minExposure: 50,
  of: { over: "series", numerator: { role: "error-rate" }, denominator: { role: "request-rate" } },
} as const;
const overEdge = { ...errorShare, of: { over: "edge", to: CARTS } } as const;
const served = (start: number, status: "ok" | "error") =>
  ({ ...clientSpan, side: "server", peer: null, span: `${start}`, start, status }) as const;

describe("share", () => {
  runExamples([
    {
      title: "holds for a share of errors above the bound",
      given: [metricsAnswer(WINDOW, rate("errors", "error-rate", 2), rate("requests", "request-rate", 10))],
      claim: errorShare,
      truth: "holds",
      measured: 0.2,
    },
    {
      title: "is unknown on too little traffic: a rate of one a second for twenty seconds is twenty calls",
      given: [metricsAnswer(WINDOW, rate("errors", "error-rate", 0.5), rate("requests", "request-rate", 1))],
      claim: errorShare,
      truth: "unknown",
      why: "10 of 20 at service:orders, at least 50 needed",
    },
    {
      title: "is unknown where several metrics fit, which would count one call twice",
      given: [
        metricsAnswer(
          WINDOW,
          rate("errors", "error-rate", 2),
          rate("a", "request-rate", 10),
          rate("b", "request-rate", 10),
        ),
      ],
      claim: errorShare,
      truth: "unknown",
      why: "name one",
    },
    {
      title: "counts calls on an edge, of overlapping windows the longest",
      given: [
        topology(
          edge({ window: WINDOW, calls: 100, errors: 40 }),
          edge({ window: { from: 0, to: 50_000 }, calls: 60, errors: 0 }),
        ),
      ],
      claim: overEdge,
      truth: "holds",
      measured: 0.4,
    },
    {
      title: "is unknown on an edge counted for a part of the window",
      given: [topology(edge({ window: { from: 0, to: 50_000 }, calls: 60, errors: 60 }))],
      claim: overEdge,
      truth: "unknown",
    },
    {
      title: "counts failed spans that the entity served, not those it called",
      given: [spans(clientSpan, served(10, "error"), served(20, "ok"), served(30, "ok"), served(40, "ok"))],
      claim: { ...errorShare, of: { over: "spans" }, minExposure: 4 },
      truth: "holds",
      measured: 0.25,
    },
    {
      title: "is unknown on spans asked by their status",
      given: [
        madeEvidence(
          { capability: "traces.search", params: { window: WINDOW, status: "error" } },
          [served(10, "error")],
          [{ kinds: ["span"], entities: null, window: WINDOW }],
        ),
      ],
      claim: { ...errorShare, of: { over: "spans" }, minExposure: 1 },
      truth: "unknown",
    },
    {
      title: "fails for a share of lines below the bound",
      given: [
        logsAnswer(
          WINDOW,
          madeLine("orders", 1, "connection refused"),
          ...Array.from({ length: 19 }, (_, index) => madeLine("orders", 10 + index, "served")),
        ),
      ],
      claim: { ...errorShare, of: { over: "lines", text: ["refused"] }, minExposure: 20 },
      truth: "fails",
      measured: 0.05,
    },
  ]);
});
