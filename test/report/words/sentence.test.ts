import { describe, expect, it } from "vitest";
import { ASSERTION_KINDS, type Assertion, type AssertionKind, type AssertionOf } from "../../../src/core/assertion.js";
import { sentence } from "../../../src/report/words/sentence.js";
import { timeWords } from "../../../src/report/words/time-words.js";
import { CHECKOUT, DATABASE, FAULTY, ORDERS, REFERENCE, T0 } from "../../support/example-times.js";

const shifted: AssertionOf<"shifted"> = {
  kind: "shifted",
  entity: CHECKOUT,
  series: { role: "latency" },
  window: FAULTY,
  reference: REFERENCE,
  direction: "up",
  factor: 3,
};
const happened: AssertionOf<"happened"> = {
  kind: "happened",
  entity: ORDERS,
  reasons: ["OOMKilled"],
  text: ["out of memory"],
  sources: ["event"],
  window: null,
};

/** One of each kind, and the sentence that it makes where no series is at hand. */
const SENTENCES: { readonly [K in AssertionKind]: readonly [AssertionOf<K>, string] } = {
  quoted: [
    { kind: "quoted", evidence: "0".repeat(64), quote: "too many clients", entity: DATABASE },
    "The source says of database orders-db: “too many clients”.",
  ],
  level: [
    {
      kind: "level",
      entity: CHECKOUT,
      series: { role: "cpu" },
      window: FAULTY,
      aggregate: "max",
      op: "above",
      bound: 0.9,
    },
    "The highest value of CPU use of service shop/checkout was above 0.9 from 12:03:20 to 12:08:00 (4 min 40 s).",
  ],
  shifted: [
    shifted,
    "Latency of service shop/checkout rose at least 3-fold from 12:03:20 to 12:08:00 (4 min 40 s), against 12:00:00 to 12:03:00 (3 min) before.",
  ],
  novel: [
    { kind: "novel", entity: ORDERS, template: "lock wait <*>", window: FAULTY, reference: null, factor: 4 },
    "Service shop/orders logged “lock wait <*>” for the first time, or at least 4 times as often as before, from 12:03:20 to 12:08:00 (4 min 40 s).",
  ],
  happened: [happened, "Service shop/orders reported OOMKilled or “out of memory”."],
  is: [
    {
      kind: "is",
      entity: DATABASE,
      aspect: "setting",
      where: [
        { path: "max_connections", op: "below", value: 20 },
        { path: "pending", op: "exists" },
      ],
      window: null,
      atLeast: 2,
    },
    "Database orders-db had at least 2 setting records with max_connections below 20 and pending present.",
  ],
  changed: [
    { kind: "changed", entity: ORDERS, changes: ["deploy", "configuration"], path: "DATABASE_URL", window: REFERENCE },
    "A deploy or configuration change touched service shop/orders at “DATABASE_URL” from 12:00:00 to 12:03:00 (3 min).",
  ],
  depends: [
    { kind: "depends", from: ORDERS, to: DATABASE, relations: ["reads-from"] },
    "Service shop/orders reads from database orders-db.",
  ],
  precedes: [
    {
      kind: "precedes",
      first: { of: "event", claim: happened },
      second: { of: "shift", claim: shifted },
      toleranceMs: 5_000,
    },
    "Service shop/orders reporting OOMKilled or “out of memory” came before the rise of latency of service shop/checkout, with a tolerance of 5 s between clocks.",
  ],
  absent: [
    { kind: "absent", what: happened },
    "It was looked for and not seen that service shop/orders reported OOMKilled or “out of memory”.",
  ],
  differs: [
    {
      kind: "differs",
      entity: ORDERS,
      peers: [CHECKOUT],
      series: { metric: "go_goroutines" },
      window: FAULTY,
      direction: "up",
      factor: 2,
    },
    "Go_goroutines of service shop/orders was at least 2-fold above that of its healthy peers service shop/checkout from 12:03:20 to 12:08:00 (4 min 40 s).",
  ],
  share: [
    {
      kind: "share",
      entity: CHECKOUT,
      of: { over: "edge", to: ORDERS },
      window: FAULTY,
      op: "above",
      bound: 0.05,
      minExposure: 100,
    },
    "The share of failed calls from service shop/checkout to service shop/orders was above 5 % from 12:03:20 to 12:08:00 (4 min 40 s), counted over at least 100.",
  ],
};

describe("the sentence of an assertion", () => {
  it.each(ASSERTION_KINDS)("says %s in whole words", (kind) => {
    const [assertion, text] = SENTENCES[kind] as readonly [Assertion, string];
    expect(sentence(assertion, { times: timeWords(T0), facts: [] })).toBe(text);
  });
});
