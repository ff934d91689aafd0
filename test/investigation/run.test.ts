import { describe, expect, it } from "vitest";
import type { CaseFile } from "../../src/core/case-file.js";
import type { Entry } from "../../src/core/event.js";
import type { ProposedHypothesis } from "../../src/core/hypothesis.js";
import type { Move } from "../../src/core/move.js";
import type { SeatView } from "../../src/core/view.js";
import { verifierCalls } from "../../src/investigation/budget.js";
import { replayInvestigation, rethink } from "../../src/investigation/replay.js";
import { NOW } from "../support/mini-incident.js";
import { memoryStore, runMini } from "../support/run-mini.js";
import { ScriptedMind } from "../support/scripted-mind.js";
import { ask, conclude, look, propose, shop, trueClaim } from "../support/shop-claim.js";
import { VirtualClock } from "../support/virtual-clock.js";
import { withAppend } from "../support/with-append.js";

const script = () => new ScriptedMind([look, (view) => [propose(trueClaim(view))], conclude]);

/** What must be equal between two runs of one investigation: outcome, cause, challenge results, cited digests. */
function essence(file: CaseFile) {
  return {
    outcome: file.conclusion?.outcome,
    claims: file.claims.map(({ hypothesis, challenges, verdict }) => ({ hypothesis, challenges, verdict })),
    evidence: [...file.evidence.keys()].sort(),
  };
}

describe("an investigation", () => {
  it("asks, claims, is challenged in the verifier's own seat, and ends with a verdict by code", async () => {
    const file = await runMini({ mini: shop(), mind: script() });
    expect(file.conclusion?.outcome).toBe("finding");
    expect(file.claims[0]?.verdict?.verdict).toBe("accepted");
    expect(file.calls.some((call) => call.seat === "verifier" && call.outcome === "answered")).toBe(true);
  });

  it("refuses a claim that cites what is not in the evidence", async () => {
    const lie = (view: SeatView): readonly Move[] => {
      const claim = trueClaim(view);
      const cites = [{ evidence: view.evidence[0]?.id ?? "", quote: "the database is on fire" }];
      return [
        {
          kind: "propose",
          hypothesis: { ...claim, parts: [{ ...claim.parts[0], cites }] } as ProposedHypothesis,
          rank: 1,
          standing: 9,
          remark: "",
        },
      ];
    };
    const file = await runMini({ mini: shop(), mind: new ScriptedMind([look, lie, conclude]) });
    expect(file.claims).toEqual([]);
    expect(file.refusals[0]).toMatchObject({ code: "cite-not-found" });
    expect(file.conclusion?.outcome).toBe("unproven");
  });

  it("refuses a claim that cites evidence which its seat has not seen", async () => {
    const lie = (view: SeatView): readonly Move[] => {
      const claim = trueClaim(view);
      return [
        {
          kind: "propose",
          hypothesis: {
            ...claim,
            parts: claim.parts.map((part) => ({ ...part, cites: [{ evidence: "a".repeat(64), record: 0 }] })),
          },
          rank: 1,
          standing: 9,
          remark: "",
        },
      ];
    };
    const file = await runMini({ mini: shop(), mind: new ScriptedMind([look, lie, conclude]) });
    expect(file.refusals[0]?.code).toBe("no-such-evidence");
  });

  it("journals a turn's moves before the gate performs any of them", async () => {
    const types: string[] = [];
    await runMini({ mini: shop(), mind: script(), observer: (entry) => types.push(entry.type) });
    expect(types.indexOf("moves.made")).toBeLessThan(types.indexOf("call.intended"));
  });

  it("lets answers enter the view together, in the order of the moves, however they arrive", async () => {
    const order: number[] = [];
    const performing = async ({ n, seat }: { n: number; seat: string }) => {
      if (seat === "investigator" && n === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      order.push(n);
    };
    const file = await runMini({ mini: shop(), mind: script(), performing });
    expect(order.slice(0, 2)).toEqual([1, 0]);
    const roles = file.seen.investigator.map((id) => JSON.stringify(file.evidence.get(id)?.evidence.query.params));
    expect(roles[0]).toContain("latency");
    expect(roles[1]).toContain("cpu");
  });

  it("lets a late answer enter the next turn that closes", async () => {
    const clock = new VirtualClock(NOW);
    const [deadline, late] = [latch(), latch()];
    const performing = async ({ n, seat }: { n: number; seat: string }) => {
      if (seat === "investigator" && n === 0) await deadline.opened;
      if (seat === "investigator" && n === 2) await late.opened;
    };
    const mind = new ScriptedMind([look, () => [ask("request-rate")], () => [], conclude]);
    const observer = (entry: Entry) => {
      if (entry.type === "turn.closed" && entry.data.turn === 0) {
        expect(entry.data).toMatchObject({ calls: [1], pending: [0] });
        deadline.open();
      }
      if (entry.type !== "call.settled") return;
      if (entry.data.n === 1) setImmediate(() => clock.advance(60_001));
      if (entry.data.n === 0) late.open();
    };
    const file = await runMini({ mini: shop(), mind, clock, performing, observer });
    const latency = [...file.evidence.values()].find(({ n }) => n === 0);
    expect(file.seen.investigator).toContain(latency?.evidence.id);
  });

  it("keeps the verifier's share from the investigator", () => {
    expect(verifierCalls(20)).toBe(6);
    expect(verifierCalls(5)).toBe(3);
    expect(verifierCalls(2)).toBe(2);
  });

  it("ends when a mind throws, makes malformed moves, or never ends", async () => {
    const broken = [
      () => {
        throw new Error("out of ideas");
      },
      () => [{ kind: "shout", text: "!" }] as unknown as readonly Move[],
    ];
    for (const behaviour of broken) {
      const file = await runMini({ mini: shop(), mind: new ScriptedMind([behaviour]) });
      expect(file.conclusion).toMatchObject({ outcome: "unproven", because: "mind-failed" });
    }
    const endless = new ScriptedMind(Array.from({ length: 100 }, () => () => [{ kind: "remark", text: "hm" }]));
    expect((await runMini({ mini: shop(), mind: endless })).conclusion?.because).toBe("budget");
  });

  it("shows the verifier nothing of the investigator's but the claim and what it cites", async () => {
    const seen: SeatView[] = [];
    const spy = {
      id: "spy",
      digest: "0".repeat(64),
      next: async (view: SeatView) => {
        seen.push(view);
        return [];
      },
    };
    await runMini({
      mini: shop(),
      mind: new ScriptedMind([look, look, (view) => [propose(trueClaim(view))], conclude]),
      verifier: spy,
    });
    const view = seen[0];
    expect(view?.seat).toBe("verifier");
    expect(JSON.stringify(view)).not.toContain("orders computes");
    expect(view?.claims).toHaveLength(1);
    expect(JSON.stringify(view?.claims)).not.toContain("standing");
  });
});

describe("replay", () => {
  it("decides every verdict again and finds it equal, and rethinking makes the same moves", async () => {
    const store = memoryStore();
    const file = await runMini({ mini: shop(), mind: script(), store });
    const replayed = await replayInvestigation(store, file.investigation);
    expect(replayed).toMatchObject({ decided: 1, differences: [] });
    const again = await rethink(store, file.investigation, script(), new AbortController().signal);
    expect(again.first).toBeNull();
    expect(again.same).toBe(3);
  });

  it("says where today's mind first differs", async () => {
    const store = memoryStore();
    const file = await runMini({ mini: shop(), mind: script(), store });
    const other = new ScriptedMind([look, conclude]);
    const again = await rethink(store, file.investigation, other, new AbortController().signal);
    expect(again).toMatchObject({ same: 1, first: { what: "investigator, turn 1" } });
  });
});

describe("resume", () => {
  it("goes on after a kill at any append, asks nothing twice but what was under way, and ends the same", async () => {
    const expected = essence(await runMini({ mini: shop(), mind: script() }));
    const total = await countAppends();
    for (let kill = 1; kill < total; kill += 1) {
      const { file, askedAgain, inFlight, thoughtTwice } = await killedAndResumed(kill);
      expect(essence(file), `killed at append ${kill}`).toEqual(expected);
      // Exactly the calls that were under way are asked again, each once.
      expect(askedAgain, `killed at append ${kill}`).toEqual(inFlight);
      expect(thoughtTwice, `killed at append ${kill}`).toBe(false);
    }
  });
});

function latch() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

async function countAppends(): Promise<number> {
  const store = memoryStore();
  let count = 0;
  const counting = withAppend(store, (request) => {
    count += 1;
    return store.append(request);
  });
  await runMini({ mini: shop(), mind: script(), store: counting });
  return count;
}

/** The process dies at its n-th append: nothing of it comes through after that. */
async function killedAndResumed(kill: number) {
  const store = memoryStore();
  let count = 0;
  const dying = withAppend(store, (request) => {
    count += 1;
    if (count < kill) return store.append(request);
    return new Promise((_, reject) => setImmediate(() => reject(new Error("killed"))));
  });
  const first = script();
  await runMini({ mini: shop(), mind: first, store: dying }).catch(() => undefined);
  const clock = new VirtualClock(NOW + 60_000);
  const recorded: number[] = [];
  const inFlight = new Set<string>();
  for await (const entry of store.read("inv-mini")) {
    if (entry.type === "moves.made" && entry.data.seat === "investigator") recorded.push(entry.data.turn);
    if (entry.type === "call.intended") inFlight.add(`${entry.data.seat} ${entry.data.n}`);
    if (entry.type === "call.settled") inFlight.delete(`${entry.data.seat} ${entry.data.n}`);
  }
  const second = script();
  const file = await runMini({ mini: shop(), mind: second, store, clock, holder: "second" });
  const askedAgain = file.calls.filter((call) => call.again).map(({ seat, n }) => `${seat} ${n}`);
  return {
    file,
    askedAgain: askedAgain.sort(),
    inFlight: [...inFlight].sort(),
    thoughtTwice: recorded.some((turn) => second.asked.has(turn)),
  };
}
