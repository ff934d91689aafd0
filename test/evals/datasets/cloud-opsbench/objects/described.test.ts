import { describe, expect, it } from "vitest";
import { askedKind, type ObjectKind } from "../../../../../evals/datasets/cloud-opsbench/kinds.js";
import { readDescription } from "../../../../../evals/datasets/cloud-opsbench/objects/described.js";
import { OVEN_POD } from "../../../../support/recorded-bakery.js";

function kind(name: string): ObjectKind {
  const found = askedKind(name);
  if (found === null) throw new RangeError(name);
  return found;
}

const fieldsOf = (name: string, text: string) => {
  const read = readDescription(kind(name), text);
  return read.kind === "object" ? read.fields : read;
};

describe("readDescription", () => {
  it("tells a pod in Kubernetes' own field names", () => {
    expect(fieldsOf("pod", OVEN_POD)).toMatchObject({
      kind: "Pod",
      metadata: {
        name: "oven-6d5f9c8b7d-x4k2p",
        labels: { app: "oven" },
        ownerReferences: [{ kind: "ReplicaSet", name: "oven-6d5f9c8b7d" }],
      },
      spec: {
        nodeName: "rack-2",
        serviceAccountName: "baker",
        nodeSelector: { disk: "fast" },
        tolerations: [
          { key: "heat", value: "high", effect: "NoSchedule" },
          { operator: "Exists", seconds: 300 },
        ],
        volumes: [{ name: "dough", persistentVolumeClaim: { claimName: "dough-claim" } }, { name: "token" }],
        containers: [
          {
            name: "heat",
            image: "registry.test/oven:2.1",
            command: ["/bin/heat", "--fast"],
            ports: [
              { containerPort: 8_443, protocol: "TCP" },
              { containerPort: 9_100, protocol: "UDP", name: "metrics" },
            ],
            resources: { limits: { memory: "64Mi", memoryBytes: 67_108_864 }, requests: { cpuMilli: 100 } },
            livenessProbe: { type: "http-get", port: 8_443, path: "/alive" },
            readinessProbe: { type: "tcp-socket", port: 8_443 },
            startupProbe: { type: "exec", command: "cat /tmp/warm" },
            envFrom: [
              { secretRef: { name: "oven-login", optional: false } },
              { configMapRef: { name: "recipes", optional: true } },
            ],
            env: [
              { name: "TEMPERATURE", value: "230" },
              { name: "HOST_IP", valueFrom: { fieldRef: { fieldPath: "status.hostIP" } } },
              { name: "KEY", valueFrom: { secretKeyRef: { name: "oven-key", key: "key", optional: false } } },
            ],
            volumeMounts: [{ mountPath: "/dough", name: "dough", readOnly: false }, { readOnly: true }],
          },
        ],
      },
      status: {
        phase: "Running",
        reason: "CrashLoopBackOff",
        ready: false,
        restartCount: 4,
        conditions: [
          { type: "Initialized", status: "True" },
          { type: "Ready", status: "False" },
        ],
        containerStatuses: [
          {
            state: { waiting: { reason: "CrashLoopBackOff" } },
            lastState: { terminated: { reason: "OOMKilled", exitCode: 137 } },
          },
        ],
      },
    });
  });

  it("tells no date", () => {
    expect(JSON.stringify(fieldsOf("pod", OVEN_POD))).not.toMatch(/2024|10:0/);
  });

  it("tells the same whatever the order of the sections", () => {
    const [body = "", events = ""] = OVEN_POD.split(/^(?=Events:)/m);
    const sections = body.split(/\n(?=[A-Z])/).map((section) => section.trimEnd());
    const reordered = `${[...sections.slice(0, 1), ...sections.slice(1).reverse()].join("\n")}\n${events}`;
    expect(fieldsOf("pod", reordered)).toEqual(fieldsOf("pod", OVEN_POD));
  });

  it("drops a description that was cut, and one of something else", () => {
    expect(fieldsOf("pod", OVEN_POD.slice(0, 900))).toEqual({
      kind: "unreadable",
      why: "a description without its end",
    });
    expect(fieldsOf("pod", "hello\nEvents: <none>\n").kind).toBe("unreadable");
    expect(readDescription(kind("pod"), 'Error from server (NotFound): pods "oven" not found').kind).toBe("not-found");
  });

  it("counts what a workload wants and has, and says ready only where that is known", () => {
    const deployment = (replicas: string, minReady: string) =>
      fieldsOf(
        "deployment",
        `Name: oven\nSelector: app=oven\nReplicas: ${replicas}\nMinReadySeconds: ${minReady}\nPod Template:\n  Labels:  app=oven\n  Containers:\n   heat:\n    Image:  oven:2\nEvents:  <none>\n`.replace(
          "Events",
          "\nEvents",
        ),
      );
    expect(deployment("2 desired | 2 updated | 2 total | 1 available | 1 unavailable", "0")).toMatchObject({
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: "oven" } },
        template: { metadata: { labels: { app: "oven" } }, spec: { containers: [{ name: "heat", image: "oven:2" }] } },
      },
      status: { readyReplicas: 1, availableReplicas: 1, unavailableReplicas: 1 },
    });
    const unknown = deployment("2 desired | 2 updated | 2 total | 1 available | 1 unavailable", "30");
    expect(unknown).toMatchObject({ status: { desiredReplicas: 2 } });
    expect(JSON.stringify(unknown)).not.toContain("readyReplicas");
    expect(fieldsOf("replicaset", "Name: oven-1\nReplicas: 0 current / 1 desired\n\nEvents: <none>\n")).toMatchObject({
      spec: { replicas: 1 },
      status: { readyReplicas: 0 },
    });
  });

  it("tells where a service leads", () => {
    const text =
      "Name: oven\nSelector: app=oven\nType: ClusterIP\nIP: 10.3.0.1\nPort: web  80/TCP\nTargetPort: 8443/TCP\nEndpoints: 10.2.0.7:8443,10.2.0.8:8443\nPort: <unset>  90/UDP\nTargetPort: metrics/UDP\nEndpoints: \nEvents: <none>\n";
    expect(fieldsOf("service", text)).toMatchObject({
      spec: {
        selector: { app: "oven" },
        ports: [
          { name: "web", port: 80, protocol: "TCP", targetPort: 8_443 },
          { port: 90, protocol: "UDP", targetPort: "metrics" },
        ],
      },
      status: { endpoints: ["10.2.0.7:8443", "10.2.0.8:8443"] },
    });
    expect(
      fieldsOf("service", "Name: oven\nSelector: <none>\nPort: web 80/TCP\nEndpoints: <none>\nEvents: <none>\n"),
    ).toMatchObject({ spec: { selector: {} }, status: { endpoints: [] } });
  });

  it("tells who stands behind a service", () => {
    const text =
      "Name: oven\nSubsets:\n  Addresses:          10.2.0.7\n  NotReadyAddresses:  10.2.0.8\n  Ports:\n    Name  Port  Protocol\n    ----  ----  --------\n    web   8443  TCP\n\nEvents: <none>\n";
    expect(fieldsOf("endpoints", text)).toMatchObject({
      addresses: ["10.2.0.7:8443"],
      notReadyAddresses: ["10.2.0.8"],
      subsets: [{ ports: [{ name: "web", port: 8_443 }] }],
    });
  });

  it("tells a node's room, taints and conditions", () => {
    const text = `Name: rack-2
Roles: worker
Taints: heat=high:NoSchedule
        down:NoExecute
Unschedulable: true
Conditions:
  Type    Status   LastHeartbeatTime                LastTransitionTime               Reason             Message
  ----    ------   -----------------                ------------------               ------             -------
  Ready   Unknown  Mon, 01 Jan 2024 10:00:00 +0000  Mon, 01 Jan 2024 10:00:00 +0000  NodeStatusUnknown  Kubelet stopped posting node status.
Allocatable:
  cpu:     4
  memory:  1024Ki
Allocated resources:
  Resource  Requests    Limits
  --------  --------    ------
  cpu       925m (11%)  1 (12%)
Events: <none>
`;
    expect(fieldsOf("node", text)).toMatchObject({
      spec: {
        unschedulable: true,
        taints: [
          { key: "heat", effect: "NoSchedule" },
          { key: "down", effect: "NoExecute" },
        ],
      },
      status: {
        ready: false,
        conditions: [
          {
            type: "Ready",
            status: "Unknown",
            reason: "NodeStatusUnknown",
            message: "Kubelet stopped posting node status.",
          },
        ],
        allocatable: { cpuMilli: 4_000, memoryBytes: 1_048_576 },
        allocated: { cpu: { requestsMilli: 925, requestsPercent: 11 } },
      },
    });
  });

  it("tells volumes, quotas, secrets, accounts and configuration", () => {
    expect(
      fieldsOf(
        "persistentvolume",
        "Name: shelf\nStorageClass: \nStatus: Bound\nClaim: bakery/dough-claim\nAccess Modes: RWO,ROX\nCapacity: 1Gi\nNode Affinity: <none>\nEvents: <none>\n",
      ),
    ).toMatchObject({
      spec: {
        storageClassName: "",
        accessModes: ["ReadWriteOnce", "ReadOnlyMany"],
        capacity: { storageBytes: 1_073_741_824 },
        claimRef: { namespace: "bakery", name: "dough-claim" },
      },
      status: { phase: "Bound" },
    });
    expect(
      fieldsOf(
        "resourcequota",
        "Name: cap\nNamespace: bakery\nResource       Used  Hard\n--------       ----  ----\nlimits.memory  3Gi   3072Mi\nservices       4     11\n",
      ),
    ).toMatchObject({
      status: {
        hard: { services: "11" },
        entries: [
          { resource: "limits.memory", full: true },
          { resource: "services", full: false, left: 7 },
        ],
      },
    });
    expect(
      fieldsOf("secret", "Name: oven-login\nType: Opaque\n\nData\n====\nuser:  4 bytes\nword:  9 bytes\n"),
    ).toMatchObject({ type: "Opaque", keys: ["user", "word"] });
    expect(
      fieldsOf(
        "serviceaccount",
        "Name: baker\nImage pull secrets:  <none>\nMountable secrets: <none>\nEvents: <none>\n",
      ),
    ).toMatchObject({ imagePullSecrets: [] });
    expect(
      fieldsOf(
        "configmap",
        "Name: recipes\n\nData\n====\nbread:\n----\nflour: 1\n----\nwater\n\nsalt:\n----\n2\n\n\nBinaryData\n====\n\nEvents: <none>\n",
      ),
    ).toMatchObject({ data: { bread: "flour: 1\n----\nwater", salt: "2" } });
  });
});
