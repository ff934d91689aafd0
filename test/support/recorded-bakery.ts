/** A recorded case of a small bakery's cluster: every text in it is of our own making. */

import { RecordedCase } from "../../evals/datasets/cloud-opsbench/recorded-case.js";
import { recordedCluster } from "../../evals/datasets/cloud-opsbench/recorded-cluster.js";
import type { Answer, Json, Query } from "../../src/index.js";

export type Call = readonly [tool: string, given: Readonly<Record<string, Json>>, answer: Json];

export function recordedText(calls: readonly Call[], logs: Readonly<Record<string, Json>> | null = {}): string {
  const tools = Object.fromEntries(calls.map(([tool, given, answer]) => [`${tool}:${JSON.stringify(given)}`, answer]));
  return JSON.stringify({ namespace: "bakery", tools, logs });
}

/** Asks the case as the gate would, and reads the answer from its bytes. */
export async function ask(
  query: Query,
  calls: readonly Call[],
  logs: Readonly<Record<string, Json>> | null = {},
): Promise<Answer> {
  const { tools } = recordedCluster(RecordedCase.read(recordedText(calls, logs)));
  const tool = tools.find(({ capability }) => capability === query.capability);
  if (tool === undefined) throw new RangeError(`nothing answers ${query.capability}`);
  const io = { recording: () => Promise.reject(new Error("a recorded case needs no door")) };
  return tool.parse(await tool.fetch(query as never, io, new AbortController().signal), query as never);
}

export const list = (type: string, text: string, more: Readonly<Record<string, Json>> = {}): Call => [
  "GetResources",
  { resource_type: type, name: "", namespace: "bakery", ...more },
  text,
];

export const described = (type: string, name: string, text: string): Call => [
  "DescribeResource",
  { resource_type: type, name, namespace: "bakery" },
  text,
];

export const manifest = (app: string, text: string): Call => ["GetAppYAML", { app_name: app }, text];

export const OVEN_POD = `Name:             oven-6d5f9c8b7d-x4k2p
Namespace:        bakery
Priority:         0
Service Account:  baker
Node:             rack-2/10.1.0.2
Start Time:       Mon, 01 Jan 2024 10:00:00 +0000
Labels:           app=oven
                  pod-template-hash=6d5f9c8b7d
Annotations:      example.test/team: bread
Status:           Running
IP:               10.2.0.7
IPs:
  IP:           10.2.0.7
Controlled By:  ReplicaSet/oven-6d5f9c8b7d
Containers:
  heat:
    Container ID:  containerd://0011
    Image:         registry.test/oven:2.1
    Ports:         8443/TCP, 9100/UDP (metrics)
    Host Ports:    0/TCP, 0/UDP
    Command:
      /bin/heat
      --fast
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137
      Started:      Mon, 01 Jan 2024 10:01:00 +0000
      Finished:     Mon, 01 Jan 2024 10:02:00 +0000
    Ready:          False
    Restart Count:  4
    Limits:
      cpu:     250m
      memory:  64Mi
    Requests:
      cpu:      100m
      memory:   32Mi
    Liveness:   http-get http://:8443/alive delay=3s timeout=1s period=5s #success=1 #failure=2
    Readiness:  tcp-socket :8443 delay=0s timeout=1s period=10s #success=1 #failure=3
    Startup:    exec [cat /tmp/warm] delay=0s timeout=2s period=10s #success=1 #failure=30
    Environment Variables from:
      oven-login  Secret     Optional: false
      recipes     ConfigMap  Optional: true
    Environment:
      TEMPERATURE:  230
      HOST_IP:       (v1:status.hostIP)
      KEY:          <set to the key 'key' in secret 'oven-key'>  Optional: false
    Mounts:
      /dough from dough (rw)
      /var/run/secrets from token (ro)
Conditions:
  Type           Status
  Initialized    True
  Ready          False
Volumes:
  dough:
    Type:       PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)
    ClaimName:  dough-claim
    ReadOnly:   false
  token:
    Type:                    Projected (a volume that contains injected data from multiple sources)
    ConfigMapName:           root-ca
QoS Class:                   Burstable
Node-Selectors:              disk=fast
Tolerations:                 heat=high:NoSchedule
                             node.kubernetes.io/not-ready:NoExecute op=Exists for 300s
Events:
  Type     Reason     Age                From               Message
  ----     ------     ----               ----               -------
  Normal   Scheduled  9m                 default-scheduler  Successfully assigned bakery/oven-6d5f9c8b7d-x4k2p to rack-2
  Warning  Unhealthy  8s (x7 over 118s)  kubelet            Liveness probe failed: no answer
from the oven
  Normal   Starting   8m                 kubelet
`;
