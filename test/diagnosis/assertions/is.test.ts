import { describe } from "vitest";
import type { Coverage } from "../../../src/core/answer.js";
import type { AssertionOf } from "../../../src/core/assertion.js";
import { parseEntity } from "../../../src/core/entity.js";
import { madeEvidence, madeState } from "../../support/made-evidence.js";
import { runExamples } from "./example-table.js";

const WINDOW = { from: 0, to: 100_000 };
const DATABASE = parseEntity("database:orders-db");
const everything = (window: typeof WINDOW | null): Coverage[] => [{ kinds: ["state"], entities: null, window }];

function activity(...sessions: readonly ReturnType<typeof madeState>[]) {
  return madeEvidence(
    { capability: "database.activity", params: { database: DATABASE } },
    sessions,
    everything(WINDOW),
  );
}

function objects(
  kind: string,
  detail: boolean | undefined,
  window: typeof WINDOW | null,
  ...records: readonly ReturnType<typeof madeState>[]
) {
  return madeEvidence(
    { capability: "cluster.objects", params: { kind, ...(detail === undefined ? {} : { detail }) } },
    records,
    everything(window),
  );
}

const blocked = (pid: number, time: number) =>
  madeState("database:orders-db", "session", { pid, wait: "Lock", blockedBy: [7] }, time);

function claim(part: Partial<AssertionOf<"is">> = {}): AssertionOf<"is"> {
  return {
    kind: "is",
    entity: DATABASE,
    aspect: "session",
    where: [{ path: "blockedBy", op: "not-empty" }],
    window: WINDOW,
    ...part,
  };
}
const ofWorkload = {
  entity: parseEntity("workload:shop/checkout"),
  aspect: "object",
  where: [{ path: "spec.replicas", op: "equals", value: 0 }],
  window: null,
} as const;

const ofProcess = {
  entity: parseEntity("process:shop/cart"),
  aspect: "process",
  where: [{ path: "running", op: "equals", value: false }],
  window: { from: 20_000, to: 50_000 },
} as const;

describe("is", () => {
  runExamples([
    {
      title: "holds where one record fits all conditions",
      given: [activity(blocked(3, 5_000))],
      claim: claim({
        where: [
          { path: "wait", op: "equals", value: "Lock" },
          { path: "blockedBy.*", op: "equals", value: 7 },
        ],
      }),
      truth: "holds",
      onset: 5_000,
    },
    {
      title: "fails where each condition is met, but by different records",
      given: [
        activity(
          madeState("database:orders-db", "session", { wait: "Lock", blockedBy: [] }, 5),
          madeState("database:orders-db", "session", { wait: "", blockedBy: [1] }, 5),
        ),
      ],
      claim: claim({
        where: [
          { path: "wait", op: "equals", value: "Lock" },
          { path: "blockedBy", op: "not-empty" },
        ],
      }),
      truth: "fails",
    },
    {
      title: "holds from the record on that makes up the number claimed",
      given: [activity(blocked(3, 5_000), blocked(4, 6_000), blocked(5, 7_000))],
      claim: claim({ atLeast: 2 }),
      truth: "holds",
      measured: 3,
      onset: 6_000,
    },
    {
      title: "fails with fewer than the number claimed",
      given: [activity(blocked(3, 5_000))],
      claim: claim({ atLeast: 2 }),
      truth: "fails",
      why: "1 of 1 session records of database:orders-db fit, 2 claimed",
    },
    {
      title: "fails where sessions were listed and none was there",
      given: [activity()],
      claim: claim(),
      truth: "fails",
    },
    {
      title: "is unknown for services of a node where sessions were listed",
      given: [activity()],
      claim: claim({ aspect: "node-service" }),
      truth: "unknown",
    },
    {
      title: "is unknown for a record without a time where a window is claimed",
      given: [activity(madeState("database:orders-db", "session", { blockedBy: [1] }))],
      claim: claim(),
      truth: "unknown",
    },
    {
      title: "fails for a workload that was shown and stands otherwise",
      given: [
        objects("deployment", true, null, madeState("workload:shop/checkout", "object", { spec: { replicas: 2 } })),
      ],
      claim: claim(ofWorkload),
      truth: "fails",
    },
    {
      title: "is unknown for a workload that a list of deployments does not show: it may be of another kind",
      given: [objects("deployment", true, null)],
      claim: claim(ofWorkload),
      truth: "unknown",
    },
    {
      title: "fails for a pod that a list of pods does not show",
      given: [objects("pod", true, null)],
      claim: claim({ ...ofWorkload, entity: parseEntity("pod:shop/checkout-1") }),
      truth: "fails",
    },
    {
      title: "is unknown for a service where pods were listed",
      given: [objects("pod", true, null)],
      claim: claim({ ...ofWorkload, entity: parseEntity("service:shop/checkout") }),
      truth: "unknown",
    },
    {
      title: "is unknown for a field that a brief list may have left out",
      given: [objects("deployment", undefined, null, madeState("workload:shop/checkout", "object", { ready: 1 }))],
      claim: claim(ofWorkload),
      truth: "unknown",
    },
    {
      title: "is decided by the detailed record where a brief one shows the same moment",
      given: [
        objects("deployment", undefined, null, madeState("workload:shop/checkout", "object", { ready: 1 })),
        objects(
          "deployment",
          true,
          null,
          madeState("workload:shop/checkout", "object", { ready: 1, spec: { replicas: 2 } }),
        ),
      ],
      claim: claim(ofWorkload),
      truth: "fails",
    },
    {
      title: "holds for what stood when the window began, though nothing was written since",
      given: [objects("process", true, WINDOW, madeState("process:shop/cart", "process", { running: false }, 9_000))],
      claim: claim(ofProcess),
      truth: "holds",
      onset: 9_000,
    },
    {
      title: "fails for what stood before, and another thing since before the window",
      given: [
        objects(
          "process",
          true,
          WINDOW,
          madeState("process:shop/cart", "process", { running: false }, 9_000),
          madeState("process:shop/cart", "process", { running: true }, 12_000),
        ),
      ],
      claim: claim(ofProcess),
      truth: "fails",
    },
    {
      title: "is unknown for what nothing written in the window tells, since it may stand unchanged",
      given: [objects("process", true, WINDOW)],
      claim: claim(ofProcess),
      truth: "unknown",
    },
    {
      title: "does not carry a session over into the window",
      given: [activity(blocked(3, 5_000))],
      claim: claim({ window: { from: 10_000, to: 20_000 } }),
      truth: "fails",
    },
    {
      title: "fails for the one service of a node that was asked for",
      given: [
        madeEvidence(
          { capability: "node.services", params: { node: parseEntity("node:n1"), service: "kubelet" } },
          [madeState("node:n1", "node-service", { name: "kubelet", state: "running" }, 5)],
          everything(WINDOW),
        ),
      ],
      claim: claim({
        entity: parseEntity("node:n1"),
        aspect: "node-service",
        where: [
          { path: "name", op: "equals", value: "kubelet" },
          { path: "state", op: "equals", value: "dead" },
        ],
      }),
      truth: "fails",
    },
  ]);
});
