import { describe, expect, it } from "vitest";
import type { ChallengeKind } from "../../src/core/challenge.js";
import { parseEntity } from "../../src/core/entity.js";
import type { ProposedHypothesis } from "../../src/core/hypothesis.js";
import type { Mind } from "../../src/core/ports/mind.js";
import type { SeatView } from "../../src/core/view.js";
import { BEGIN, type MiniIncident, NOW, ONSET } from "../support/mini-incident.js";
import { runMini } from "../support/run-mini.js";
import { ScriptedMind } from "../support/scripted-mind.js";
import {
  ask,
  citeSeries,
  conclude,
  type FaultClaim,
  GATEWAY,
  look,
  ORDERS,
  propose,
  shifted,
  shop,
  trueClaim,
} from "../support/shop-claim.js";

const STOCK = parseEntity("service:shop/stock");

interface Told {
  readonly mini?: MiniIncident;
  readonly looks?: () => ReturnType<typeof look>;
  readonly verifier?: Mind;
  readonly claim: (view: SeatView) => ProposedHypothesis;
}

async function judged({ mini = shop(), looks = look, verifier, claim }: Told) {
  const mind = new ScriptedMind([looks, (view) => [propose(claim(view))], conclude]);
  const file = await runMini({ mini, mind, verifier: verifier ?? null });
  const found = file.claims[0];
  return {
    verdict: found?.verdict?.verdict,
    because: found?.verdict?.because,
    brokenBy: found?.challenges.filter((one) => one.outcome === "broken").map((one) => one.kind) ?? [],
    challenges: found?.challenges ?? [],
  };
}

function changedPart(claim: FaultClaim, part: Partial<FaultClaim["parts"][number]>): FaultClaim {
  const [first, ...others] = claim.parts;
  return first === undefined ? claim : { ...claim, parts: [{ ...first, ...part }, ...others] };
}

/** Each way of lying, and the challenge that must catch it. */
const LIES: readonly { readonly kind: ChallengeKind; readonly lie: string; readonly told: Told }[] = [
  {
    kind: "citations",
    lie: "a record of another entity",
    told: { claim: (view) => changedPart(trueClaim(view), { cites: citeSeries(view, "cpu", GATEWAY) }) },
  },
  {
    kind: "citations",
    lie: "a record that shows the contrary",
    told: {
      claim: (view) => changedPart(trueClaim(view), { assertion: { ...shifted(ORDERS, "cpu"), direction: "down" } }),
    },
  },
  {
    kind: "timing",
    lie: "a cause of another time",
    told: {
      claim(view) {
        const earlier = { from: BEGIN - 7_200_000, to: BEGIN - 3_600_000 };
        return changedPart(trueClaim(view), { assertion: { ...shifted(ORDERS, "cpu"), window: earlier } });
      },
    },
  },
  {
    kind: "timing",
    lie: "a cause that came after the symptom",
    told: { mini: lateCause(), claim: trueClaim },
  },
  {
    kind: "reach",
    lie: "an entity from which nothing leads to the symptom",
    told: {
      claim(view) {
        const claim = trueClaim(view);
        return { ...claim, cause: { ...claim.cause, entity: STOCK }, path: [STOCK, GATEWAY] };
      },
    },
  },
  {
    kind: "reach",
    lie: "a symptom that nobody reported",
    told: {
      claim(view) {
        const claim = trueClaim(view);
        return { ...claim, path: [ORDERS], symptom: { ...claim.symptom, entity: ORDERS } };
      },
    },
  },
  {
    kind: "rivals",
    lie: "the right entity, with a fault whose own signs are not there",
    told: {
      claim(view) {
        const claim = trueClaim(view);
        return { ...claim, cause: { ...claim.cause, fault: "load/spike" } };
      },
    },
  },
  {
    kind: "prediction",
    lie: "something predicted that does not come",
    told: {
      claim: (view) => ({
        ...trueClaim(view),
        prediction: {
          kind: "predicted",
          assertion: shifted(ORDERS, "request-rate"),
          query: {
            capability: "metrics.range",
            params: { entity: ORDERS, role: "request-rate", window: { from: BEGIN, to: NOW } },
          },
        },
      }),
    },
  },
  {
    kind: "re-observation",
    lie: "a fact that is over",
    told: { mini: passingCause(), claim: trueClaim },
  },
  {
    kind: "specificity",
    lie: "what everybody shows",
    told: { mini: busyEverywhere(), claim: trueClaim },
  },
  {
    kind: "standing",
    lie: "what has been so all along",
    told: {
      claim: (view) =>
        changedPart(trueClaim(view), {
          assertion: {
            kind: "level",
            entity: ORDERS,
            series: { role: "cpu" },
            window: { from: ONSET, to: NOW },
            aggregate: "median",
            op: "above",
            bound: 0.1,
          },
        }),
    },
  },
  {
    kind: "upstream",
    lie: "the symptom named as its own cause",
    told: {
      claim(view) {
        const claim = trueClaim(view);
        const parts = [
          {
            part: "cause" as const,
            assertion: shifted(GATEWAY, "latency"),
            cites: citeSeries(view, "latency", GATEWAY),
          },
          ...claim.parts.slice(1),
        ];
        return { ...claim, cause: { ...claim.cause, entity: GATEWAY }, path: [GATEWAY], parts };
      },
    },
  },
  {
    kind: "coverage",
    lie: "something not there that is there",
    told: {
      claim(view) {
        const claim = trueClaim(view);
        const absent = {
          kind: "absent" as const,
          what: {
            kind: "changed" as const,
            entity: ORDERS,
            changes: ["deploy" as const],
            window: { from: BEGIN, to: NOW },
          },
        };
        return {
          ...claim,
          parts: [
            ...claim.parts,
            { part: "rules-out" as const, assertion: absent, cites: citeSeries(view, "cpu", ORDERS) },
          ],
        };
      },
      mini: shop().change("service:shop/orders", -1_000, "deploy", "orders 2.0"),
    },
  },
  {
    kind: "laundering",
    lie: "nothing but what the alert says",
    told: {
      looks: () => [
        ask("latency"),
        {
          kind: "query",
          query: { capability: "alerts.list", params: { window: { from: BEGIN, to: NOW } } },
          reason: "look",
        },
      ],
      claim(view) {
        const alerts = view.evidence.find((one) => one.query.capability === "alerts.list");
        const quoted = { kind: "quoted" as const, evidence: alerts?.id ?? "", quote: "HighLatency", entity: GATEWAY };
        return changedPart(trueClaim(view), { assertion: quoted, cites: [{ evidence: alerts?.id ?? "", record: 0 }] });
      },
    },
  },
];

describe("a claim that nothing is wrong", () => {
  const quiet = (view: SeatView): ProposedHypothesis => ({
    kind: "no-fault",
    why: "within-normal-range",
    symptom: { entity: GATEWAY, signal: "request-rate", direction: "down", since: null, from: "alert" },
    window: { from: ONSET, to: NOW },
    reference: { from: BEGIN, to: ONSET - 30_000 },
    parts: [
      {
        part: "symptom",
        assertion: {
          kind: "level",
          entity: GATEWAY,
          series: { role: "request-rate" },
          window: { from: ONSET, to: NOW },
          aggregate: "median",
          op: "below",
          bound: 40,
        },
        cites: citeSeries(view, "request-rate", GATEWAY),
      },
    ],
    prediction: { kind: "none-available", why: "nothing new" },
    mitigations: [],
  });
  const looks = () => [ask("request-rate")];

  it("is refuted by what users feel, though it speaks of a signal that is calm", async () => {
    const { verdict, brokenBy } = await judged({ looks, claim: quiet });
    expect(brokenBy).toEqual(["completeness"]);
    expect(verdict).toBe("refuted");
  });

  it("stands where users feel nothing", async () => {
    const mini = shop().replace("metrics", "service:shop/gateway", "http_request_duration_p95_seconds", (one) =>
      one.gauge("service:shop/gateway", "http_request_duration_p95_seconds", { before: 0.05 }),
    );
    const { verdict, because } = await judged({ mini, looks, claim: quiet });
    expect(verdict, because).toBe("accepted");
  });
});

function lateCause(): MiniIncident {
  return shopWith({ before: 0.2, during: 0.95, lagMs: 60_000 });
}

/** It computed hard for a moment at the beginning, and not in the later half. */
function passingCause(): MiniIncident {
  return shopWith({ before: 0.2, during: 0.95, endMs: 65_000 });
}

function shopWith(cpu: {
  readonly before: number;
  readonly during: number;
  readonly lagMs?: number;
  readonly endMs?: number;
}): MiniIncident {
  return shop().replace("metrics", "service:shop/orders", "process_cpu_usage", (mini) =>
    mini.gauge("service:shop/orders", "process_cpu_usage", cpu),
  );
}

function busyEverywhere(): MiniIncident {
  return ["service:shop/stock", "service:shop/mail"].reduce(
    (mini, entity) =>
      mini.replace("metrics", entity, "process_cpu_usage", (one) =>
        one.gauge(entity, "process_cpu_usage", { before: 0.2, during: 0.95 }),
      ),
    shop(),
  );
}

describe("the floor", () => {
  it("lets the true claim stand", async () => {
    const { verdict, brokenBy, because } = await judged({ claim: trueClaim });
    expect(brokenBy).toEqual([]);
    expect(verdict, because).toBe("accepted");
  });

  it.each(LIES)("$kind catches $lie", async ({ kind, told }) => {
    const { verdict, brokenBy } = await judged(told);
    expect(brokenBy).toContain(kind);
    expect(verdict).toBe("refuted");
  });

  it("asks questions of its own, and never the one that the investigator asked", async () => {
    const asked: string[] = [];
    const mind = new ScriptedMind([look, (view) => [propose(trueClaim(view))], conclude]);
    const file = await runMini({ mini: shop(), mind });
    for (const call of file.calls) asked.push(`${call.seat} ${JSON.stringify(call.query?.params)}`);
    const investigators = asked.filter((one) => one.startsWith("inv")).map((one) => one.slice("investigator ".length));
    const verifiers = asked.filter((one) => one.startsWith("ver")).map((one) => one.slice("verifier ".length));
    expect(verifiers.length).toBeGreaterThan(0);
    expect(verifiers.filter((one) => investigators.includes(one))).toEqual([]);
  });

  it("leaves a claim of a fault that nobody knows unproven, and says so", async () => {
    const claim = (view: SeatView): ProposedHypothesis => {
      const known = trueClaim(view);
      return { ...known, cause: { ...known.cause, fault: "magic/curse" } };
    };
    const { verdict, because } = await judged({ claim });
    expect(verdict).toBe("unproven");
    expect(because).toContain("magic/curse");
  });
});

describe("a mind in the verifier's seat", () => {
  it("can break a claim with a counter-assertion that holds, and cannot save one", async () => {
    const counter = shifted(ORDERS, "latency");
    const hostile: Mind = {
      id: "hostile",
      digest: "0".repeat(64),
      next: async (view) =>
        view.turn > 1
          ? []
          : [
              {
                kind: "challenge",
                challenge: { kind: "size", hypothesis: view.claims[0]?.id ?? "", counter, query: null },
              },
            ],
    };
    const { verdict, challenges } = await judged({ claim: trueClaim, verifier: hostile });
    expect(challenges.some((one) => one.by === "mind")).toBe(true);
    expect(["accepted", "refuted"]).toContain(verdict);
    const lie = LIES.find((one) => one.kind === "rivals");
    const silent: Mind = { id: "silent", digest: "0".repeat(64), next: async () => [] };
    expect(lie && (await judged({ ...lie.told, verifier: silent })).verdict).toBe("refuted");
  });

  it("ends alone when it throws, and the floor goes on", async () => {
    const broken: Mind = { id: "broken", digest: "0".repeat(64), next: () => Promise.reject(new Error("no")) };
    expect((await judged({ claim: trueClaim, verifier: broken })).verdict).toBe("accepted");
  });
});
