/**
 * A whole case file made by hand: checkout is slow, since a session that sits idle in a transaction holds a lock in
 * orders-db. Every citation resolves in the bytes that come with it.
 */
import type { CapabilityName } from "../../src/core/capability.js";
import type { CallFile, CaseFile } from "../../src/core/case-file.js";
import { type Digest, sha256 } from "../../src/core/digest.js";
import type { SeatName } from "../../src/core/events/define.js";
import type { SignedHead } from "../../src/core/ports/store.js";
import { exampleClaims } from "./example-claims.js";
import { examplePieces } from "./example-pieces.js";
import { ALERT, CHECKOUT, END, FAULTY, ORDERS, SALT, WHOLE } from "./example-times.js";

export interface ExampleCase {
  readonly caseFile: CaseFile;
  readonly bytes: ReadonlyMap<Digest, Uint8Array>;
  readonly head: SignedHead;
}

const DENIED: CallFile = {
  seat: "investigator",
  n: 5,
  turn: 2,
  move: 0,
  tool: null,
  source: null,
  capability: "database.settings",
  query: null,
  outcome: "denied",
  code: "policy",
  evidence: null,
  cost: 0,
  ms: 0,
  again: false,
};
const TIMED_OUT: CallFile = {
  seat: "verifier",
  n: 2,
  turn: 1,
  move: 1,
  tool: "replay.logs.search",
  source: "replay/shop",
  capability: "logs.search",
  query: { capability: "logs.search", params: { entity: ORDERS, window: FAULTY, contains: "deadlock" } },
  outcome: "timed-out",
  code: "deadline",
  evidence: null,
  cost: 1,
  ms: 5_000,
  again: false,
};

const OFFERED: readonly CapabilityName[] = [
  "metrics.range",
  "logs.search",
  "traces.edges",
  "changes.list",
  "database.activity",
];

const digestOf = (text: string): Digest => sha256(text);

function opened(): CaseFile["opened"] {
  return {
    incident: digestOf("incident"),
    offers: digestOf("offers"),
    mode: "recording",
    engine: "inquest/0.1.0",
    saltCommitment: sha256(SALT),
    digests: {
      policies: digestOf("policies"),
      faults: digestOf("faults"),
      prompts: null,
      configuration: digestOf("configuration"),
    },
    integrations: [{ instance: "replay/shop", version: "0.1.0", manifest: digestOf("manifest") }],
    budget: { calls: 20, verifierCalls: 6, timeMs: 60_000, modelTokens: null, moneyMicros: null },
    threshold: 0.8,
    accepted: [],
    controlsAbsent: ["Z9", "Z14"],
  };
}

/** The concluded case: a finding with one rival refuted. Change what a test needs by spreading over it. */
export function exampleCase(): ExampleCase {
  const all = examplePieces();
  const list = Object.values(all);
  const evidence = new Map(list.map(({ file }) => [file.evidence.id, file]));
  const ids = (seat: SeatName) => list.filter(({ file }) => file.seat === seat).map(({ file }) => file.evidence.id);
  const caseFile: CaseFile = {
    investigation: "inv-20261102-120405-lock",
    opened: opened(),
    openedAt: END,
    offers: OFFERED.map((capability) => ({
      capability,
      source: "replay/shop",
      cost: 1,
      reach: { window: WHOLE, entities: null },
    })),
    lastAt: END + 1_840,
    size: 57,
    incident: {
      id: "alert-1",
      title: "CheckoutLatencyHigh",
      source: "alertmanager",
      scope: [CHECKOUT],
      signal: "latency",
      since: ALERT,
      window: WHOLE,
      alerts: [
        {
          kind: "alert",
          entity: CHECKOUT,
          name: "CheckoutLatencyHigh",
          state: "firing",
          severity: "page",
          startsAt: ALERT,
          endsAt: null,
          labels: { service: "checkout" },
          annotations: { summary: "p95 latency of checkout is above 1 s" },
        },
      ],
    },
    seats: [
      {
        seat: "investigator",
        mind: "reasoner",
        mindDigest: digestOf("reasoner"),
        binding: "in-process",
        publicKey: null,
        calls: 14,
      },
      {
        seat: "verifier",
        mind: "floor",
        mindDigest: digestOf("floor"),
        binding: "in-process",
        publicKey: null,
        calls: 6,
      },
    ],
    turns: [],
    calls: [...list.map(({ call }) => call), DENIED, TIMED_OUT],
    evidence,
    seen: { investigator: ids("investigator"), verifier: ids("verifier") },
    claims: exampleClaims(all),
    refusals: [],
    remarks: [{ seat: "investigator", turn: 2, about: "remark", text: "lock waits line up with the slow calls" }],
    resumed: [],
    interrupted: null,
    conclusion: {
      outcome: "finding",
      findings: ["h1"],
      leading: null,
      because: "decided",
      settledBy: null,
      at: END + 1_840,
      calls: { investigator: 4, verifier: 2 },
    },
  };
  const root = digestOf("root");
  return {
    caseFile,
    bytes: new Map(list.map(({ file, bytes }) => [file.evidence.id, bytes])),
    head: {
      stream: caseFile.investigation,
      size: 57,
      root,
      checkpoint: `inquest/${caseFile.investigation}\n57\n${Buffer.from(root, "hex").toString("base64")}\n\n— example AAAAexampleSignature\n`,
    },
  };
}
