import { describe, expect, it } from "vitest";
import { askedKind } from "../../../../../evals/datasets/cloud-opsbench/kinds.js";
import { ask, described, list, manifest, OVEN_POD } from "../../../../support/recorded-bakery.js";

const objects = (params: object) => ({ capability: "cluster.objects", params }) as never;
const PODS = `NAME                    READY   STATUS             RESTARTS     AGE   IP         NODE     NOMINATED NODE   READINESS GATES
oven-6d5f9c8b7d-x4k2p   0/1     CrashLoopBackOff   4 (8s ago)   9m    10.2.0.7   rack-2   <none>           <none>
oven-door-7c9d8f6b5-b2c4d   1/1     Running   0     9m    10.2.0.8   rack-1   <none>           <none>
mill-0                  0/2     Pending            0            9m    <none>     <none>   <none>           <none>
`;

describe("cluster.objects, lists", () => {
  it("tells each row, and the list itself", async () => {
    const answer = await ask(objects({ kind: "pod" }), [list("pods", PODS, { output_wide: true })]);
    expect(answer.records).toMatchObject([
      { entity: { kind: "other:list", namespace: "bakery", name: "pods" }, fields: { kind: "PodList", count: 3 } },
      {
        entity: { kind: "pod", name: "oven-6d5f9c8b7d-x4k2p" },
        time: null,
        ageMs: 540_000,
        fields: {
          spec: { nodeName: "rack-2" },
          status: { reason: "CrashLoopBackOff", ready: false, restartCount: 4, lastRestartAgeMs: 8_000 },
        },
      },
      { fields: { status: { phase: "Running", ready: true } } },
      { fields: { spec: { nodeName: null }, status: { phase: "Pending", containersTotal: 2 } } },
    ]);
    expect(answer.coverage).toMatchObject([{ kinds: ["state"], window: null }]);
  });

  it("speaks for all of a namespace that is named, and for what it shows of any other", async () => {
    const calls = [list("pods", PODS)];
    const of = async (params: object) => (await ask(objects({ kind: "pod", ...params }), calls)).coverage[0]?.entities;
    expect(await of({ namespace: "bakery" })).toBeNull();
    expect(await of({})).toHaveLength(4);
  });

  it("tells what Kubernetes made for a workload from what belongs to its namesakes", async () => {
    const owner = { kind: "workload", namespace: "bakery", name: "oven" };
    const answer = await ask(objects({ kind: "pod", entity: owner }), [list("pods", PODS)]);
    expect(
      answer.records.flatMap((record) => ("entity" in record && record.entity !== null ? record.entity.name : [])),
    ).toEqual(["pods", "oven-6d5f9c8b7d-x4k2p"]);
    const node = { kind: "node", namespace: "", name: "rack-1" };
    expect((await ask(objects({ kind: "pod", entity: node }), [list("pods", PODS)])).records).toHaveLength(2);
  });

  it("knows a recorded empty list from one that nobody recorded", async () => {
    const empty = await ask(objects({ kind: "pod" }), [list("pods", "")]);
    expect(empty).toMatchObject({ unavailable: null, records: [{ fields: { count: 0 } }], coverage: [{}] });
    expect(await ask(objects({ kind: "pod" }), [])).toMatchObject({
      records: [],
      coverage: [],
      unavailable: expect.stringContaining("nobody recorded"),
    });
  });

  it("drops rows that it cannot read with a reason, and covers no more than it shows", async () => {
    const answer = await ask(objects({ kind: "pod", namespace: "bakery" }), [list("pods", `${PODS}broken row\n`)]);
    expect(answer.omitted).toEqual([{ what: "rows of the list", why: "it is not what it should be", count: 1 }]);
    expect(answer.records).toHaveLength(3);
    expect(answer.coverage[0]?.entities).toHaveLength(3);
  });

  it("finds cluster-wide lists under whichever namespace they were recorded", async () => {
    const text =
      "NAME     STATUS                        ROLES    AGE   VERSION\nrack-1   NotReady,SchedulingDisabled   worker   9d    v1\n";
    for (const more of [{}, { namespace: "" }]) {
      const given = { resource_type: "nodes", name: "", ...more };
      expect((await ask(objects({ kind: "node" }), [["GetResources", given, text]])).records[1]).toMatchObject({
        entity: { kind: "node", namespace: "", name: "rack-1" },
        fields: { spec: { unschedulable: true }, status: { ready: false } },
      });
    }
  });

  it("tells labels, taints and room of nodes where a summary was recorded, as an object or as its text", async () => {
    const summary = {
      node_count: 1,
      nodes: [
        {
          name: "rack-1",
          role: "worker",
          status: "Ready",
          conditions: { DiskPressure: "True" },
          taints: ["heat=high:NoSchedule"],
          labels: { disk: "fast" },
          allocatable_resources: { cpu: "4" },
        },
      ],
    };
    for (const answer of [summary, JSON.stringify(summary)]) {
      expect(
        (await ask(objects({ kind: "node" }), [["GetClusterConfiguration", {}, answer]])).records[1],
      ).toMatchObject({
        fields: {
          metadata: { labels: { disk: "fast" } },
          spec: { unschedulable: false, taints: [{ key: "heat", value: "high", effect: "NoSchedule" }] },
          status: {
            ready: true,
            conditions: [{ type: "Ready" }, { type: "DiskPressure", status: "True" }],
            allocatable: { cpuMilli: 4_000 },
          },
        },
      });
    }
  });

  it("answers no kind that it does not know, and none under another spelling", async () => {
    expect([askedKind("Pod"), askedKind("pods"), askedKind("spaceship")]).toEqual([null, null, null]);
    expect((await ask(objects({ kind: "pods" }), [list("pods", PODS)])).unavailable).toContain("were not recorded");
  });
});

describe("cluster.objects, in detail", () => {
  const name = "oven-6d5f9c8b7d-x4k2p";

  it("tells an object with what was reported about it", async () => {
    const answer = await ask(objects({ kind: "pod", name, detail: true }), [described("pods", name, OVEN_POD)]);
    expect(answer.records.map(({ kind }) => kind)).toEqual(["state", "event", "event", "event"]);
    expect(answer.records[0]).toMatchObject({ fields: { events: 3 } });
    expect(answer.coverage).toEqual([
      { kinds: ["state", "event"], entities: [{ kind: "pod", namespace: "bakery", name }], window: null },
    ]);
  });

  it("fills in from the manifest what a description leaves out, and tells what else it declares", async () => {
    const deployment =
      "Name: oven\nReplicas: 1 desired | 1 updated | 1 total | 0 available | 1 unavailable\nMinReadySeconds: 0\nPod Template:\n  Containers:\n   heat:\n    Image: oven:2\nEvents: <none>\n";
    const yaml =
      "kind: Deployment\nmetadata: {name: oven}\nspec: {replicas: 5, template: {spec: {affinity: {nodeAffinity: {}}, imagePullSecrets: [{name: key}], containers: [{name: heat, image: oven:1, tty: true}]}}}\n---\nkind: Service\nmetadata: {name: oven}\nspec: {selector: {app: oven}}\n";
    const calls = [described("deployments", "oven", deployment), manifest("oven", yaml)];
    const { records } = await ask(objects({ kind: "deployment", name: "oven", detail: true }), calls);
    expect(records).toMatchObject([
      {
        fields: {
          spec: {
            replicas: 1,
            template: { spec: { affinity: { nodeAffinity: {} }, containers: [{ image: "oven:2", tty: true }] } },
          },
          status: { readyReplicas: 0 },
        },
      },
      {
        entity: { kind: "service", namespace: "bakery", name: "oven" },
        fields: { declared: true, spec: { selector: { app: "oven" } } },
      },
    ]);
    const declared = await ask(objects({ kind: "manifest", name: "oven" }), calls);
    expect(declared.records[0]).toMatchObject({ fields: { declared: true, spec: { declaredReplicas: 5 } } });
    expect(declared.coverage).toEqual([]);
  });

  it("looks for what a claim asks for in the manifest of the application that uses it", async () => {
    const claim =
      "Name: dough\nStorageClass: \nStatus: Pending\nVolume: \nAccess Modes: \nUsed By: oven-6d5f9c8b7d-x4k2p\nEvents: <none>\n";
    const yaml =
      "kind: PersistentVolumeClaim\nmetadata: {name: dough}\nspec: {accessModes: [ReadWriteMany], resources: {requests: {storage: 5Gi}}}\n";
    const calls = [described("persistentvolumeclaims", "dough", claim), manifest("oven", yaml)];
    expect(
      (await ask(objects({ kind: "persistentvolumeclaim", name: "dough", detail: true }), calls)).records[0],
    ).toMatchObject({
      fields: {
        spec: {
          storageClassName: "",
          accessModes: ["ReadWriteMany"],
          resources: { requests: { storageBytes: 5_368_709_120 } },
        },
        status: { phase: "Pending" },
      },
    });
  });

  it("takes a whole list without it for the proof that an object is not there", async () => {
    const query = objects({ kind: "secret", name: "oven-logn", detail: true });
    const lists = list("secrets", "NAME         TYPE     DATA   AGE\noven-login   Opaque   2      9m\n");
    expect(await ask(query, [lists])).toMatchObject({
      unavailable: null,
      records: [],
      coverage: [{ entities: [{ kind: "secret", name: "oven-logn" }] }],
    });
    expect((await ask(query, [])).unavailable).not.toBeNull();
    expect(
      (await ask(objects({ kind: "secret", name: "oven-login", detail: true }), [lists])).unavailable,
    ).not.toBeNull();
  });

  it("tells what a secret holds where its own form was recorded", async () => {
    const given = { resource_type: "secrets", name: "oven-login", namespace: "bakery" };
    const yaml = "apiVersion: v1\nkind: Secret\nmetadata: {name: oven-login}\nstringData: {port: '3306'}\n";
    expect(
      (await ask(objects({ kind: "secret", name: "oven-login", detail: true }), [["GetResources", given, yaml]]))
        .records[0],
    ).toMatchObject({ fields: { data: { port: "3306" } } });
  });

  it("guesses nothing of an answer that was cut, is of another object, or is no text", async () => {
    const query = objects({ kind: "pod", name, detail: true });
    const told: readonly (string | object)[] = [
      OVEN_POD.slice(0, 500),
      OVEN_POD.replace(name, "mill-0"),
      { pod: name },
    ];
    for (const text of told) {
      const answer = await ask(query, [
        ["DescribeResource", { resource_type: "pods", name, namespace: "bakery" }, text as never],
      ]);
      expect(answer).toMatchObject({
        records: [],
        coverage: [],
        unavailable: expect.stringContaining("cannot be read"),
      });
    }
  });
});
