/** What the example's minds claimed, and how code decided it. */
import type { Assertion, AssertionOf } from "../../src/core/assertion.js";
import type { ClaimFile } from "../../src/core/case-file.js";
import type { ChallengeResult } from "../../src/core/challenge.js";
import type { Citation } from "../../src/core/citation.js";
import type { EntityRef } from "../../src/core/entity.js";
import type { Hypothesis } from "../../src/core/hypothesis.js";
import type { Verdict } from "../../src/core/verdict.js";
import { cite } from "./evidence-piece.js";
import type { Pieces } from "./example-pieces.js";
import {
  ALERT,
  CHECKOUT,
  DATABASE,
  FAULTY,
  GATEWAY,
  MINUTE,
  ONSET,
  ORDERS,
  REFERENCE,
  T0,
  WHOLE,
} from "./example-times.js";

const latencyRose = (entity: EntityRef): AssertionOf<"shifted"> => ({
  kind: "shifted",
  entity,
  series: { role: "latency" },
  window: FAULTY,
  reference: REFERENCE,
  direction: "up",
  factor: 3,
});

function lockClaim({ metrics, edges, activity, changes }: Pieces): Hypothesis {
  const part = (name: Hypothesis["parts"][number]["part"], assertion: Assertion, ...cites: readonly Citation[]) => ({
    part: name,
    assertion,
    cites,
  });
  const blocked: AssertionOf<"is"> = {
    kind: "is",
    entity: DATABASE,
    aspect: "session",
    where: [{ path: "state", op: "equals", value: "idle in transaction" }],
    window: FAULTY,
  };
  return {
    kind: "fault",
    cause: { entity: DATABASE, fault: "dependency/lock-contention", since: ONSET },
    path: [DATABASE, ORDERS, CHECKOUT],
    symptom: { entity: CHECKOUT, signal: "latency", direction: "up", since: ALERT, from: "alert" },
    window: FAULTY,
    reference: REFERENCE,
    parts: [
      part("cause", blocked, cite(activity, 0, '"state":"idle in transaction"')),
      part(
        "cause",
        {
          ...blocked,
          aspect: "lock",
          where: [
            { path: "blockedBy", op: "not-empty" },
            { path: "waitMs", op: "above", value: 10_000 },
          ],
        },
        cite(activity, 1, '"blockedBy":[4711]'),
      ),
      part("symptom", latencyRose(CHECKOUT), cite(metrics, 0)),
      part("path", { kind: "depends", from: ORDERS, to: DATABASE, relations: ["reads-from"] }, cite(edges, 2)),
      part("path", latencyRose(ORDERS), cite(metrics, 1)),
      part(
        "onset",
        {
          kind: "precedes",
          first: { of: "state", claim: blocked },
          second: { of: "shift", claim: latencyRose(CHECKOUT) },
          toleranceMs: 5_000,
        },
        cite(activity, 0, '"transactionAgeMs":61000'),
      ),
      part(
        "rules-out",
        { kind: "absent", what: { kind: "changed", entity: DATABASE, changes: ["deploy", "schema"], window: WHOLE } },
        cite(changes, 0),
      ),
    ],
    prediction: {
      kind: "predicted",
      assertion: {
        kind: "level",
        entity: DATABASE,
        series: { role: "lock-waiting" },
        window: FAULTY,
        aggregate: "median",
        op: "above",
        bound: 1,
      },
      query: { capability: "metrics.range", params: { entity: DATABASE, role: "lock-waiting", window: WHOLE } },
    },
    mitigations: [
      {
        kind: "restart",
        target: ORDERS,
        risk: "medium",
        what: "Restart orders, so that its pool opens new sessions",
        rollback: "none needed",
        success: "latency of checkout returns to below 100 ms",
      },
      {
        kind: "end-session",
        target: DATABASE,
        risk: "low",
        what: "End session 4711, which holds the lock: SELECT pg_terminate_backend(4711)",
        rollback: "the client opens a new session by itself",
        success: "no session waits for a lock any more",
      },
    ],
  };
}

function deployClaim({ changes }: Pieces): Hypothesis {
  return {
    kind: "fault",
    cause: { entity: GATEWAY, fault: "change/bad-deploy", since: T0 + MINUTE },
    path: [GATEWAY, CHECKOUT],
    symptom: { entity: CHECKOUT, signal: "latency", direction: "up", since: ALERT, from: "alert" },
    window: FAULTY,
    reference: REFERENCE,
    parts: [
      {
        part: "cause",
        assertion: { kind: "changed", entity: GATEWAY, changes: ["deploy"], window: WHOLE },
        cites: [cite(changes, 0, "gateway 1.8.2")],
      },
    ],
    prediction: { kind: "none-available", why: "nothing of the gateway is left to look at" },
    mitigations: [],
  };
}

const challenge = (
  kind: ChallengeResult["kind"],
  why: string,
  more: Partial<ChallengeResult> = {},
): ChallengeResult => ({
  kind,
  by: "floor",
  outcome: "survived",
  required: true,
  why,
  counter: null,
  basis: [],
  own: [],
  settledBy: null,
  ...more,
});

function verdict(kind: Verdict["verdict"], value: number, because: string): Verdict {
  return {
    verdict: kind,
    confidence: { value, basis: { kind: "uncalibrated", formula: "logistic of survived challenges" } },
    because,
    settledBy: null,
  };
}

export function exampleClaims(all: Pieces): readonly ClaimFile[] {
  const { settled, edges } = all;
  return [
    {
      id: "h1",
      rank: 1,
      standing: 4.2,
      hypothesis: lockClaim(all),
      verdict: verdict("accepted", 0.91, "every required challenge survived, and the prediction came true"),
      challenges: [
        challenge("citations", "every quoted byte stands where it is cited"),
        challenge("re-observation", "sessions waiting for a lock rose in the metrics of the database as well", {
          own: [settled.file.evidence.id],
          basis: [cite(settled, 0)],
        }),
        challenge("timing", "the transaction was open 12 s before latency rose"),
        challenge("reach", "checkout calls orders, which reads from orders-db", {
          basis: [cite(edges, 1), cite(edges, 2)],
        }),
        challenge("rivals", "the deploy of gateway explains less"),
        challenge("counterfactual", "no second window without the lock was recorded", {
          outcome: "undecided",
          required: false,
        }),
      ],
    },
    {
      id: "h2",
      rank: 2,
      standing: 1.1,
      hypothesis: deployClaim(all),
      verdict: verdict("refuted", 0.04, "nothing leads from the deploy to the slow calls"),
      challenges: [
        challenge("timing", "latency rose 2 min 20 s after the deploy and the gateway's own time did not", {
          outcome: "broken",
          basis: [cite(all.edges, 0)],
        }),
      ],
    },
  ];
}
