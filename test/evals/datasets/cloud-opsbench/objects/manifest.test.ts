import { describe, expect, it } from "vitest";
import { readManifest } from "../../../../../evals/datasets/cloud-opsbench/objects/manifest.js";

const OVEN = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: oven, namespace: "bakery ", uid: 12, creationTimestamp: "2024-01-01T10:00:00Z" }
spec:
  replicas: 1
  template:
    spec:
      containers:
      - name: heat
        resources: { limits: { memory: 5Mi, cpu: 1 } }
        readinessProbe: { httpGet: { port: 8443 }, periodSeconds: 3 }
        ports: [{ containerPort: 8443 }]
---
apiVersion: v1
kind: Service
metadata: { name: oven }
spec: { ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Secret
metadata: { name: oven-login }
data: { user: YmFrZXI= }
stringData: { port: 3306 }
`;

describe("readManifest", () => {
  it("brings every object to the form that descriptions have", () => {
    const read = readManifest(OVEN);
    expect(read).toMatchObject({
      dropped: 0,
      objects: [
        {
          kind: "Deployment",
          namespace: "bakery",
          fields: {
            spec: {
              template: {
                spec: {
                  containers: [
                    {
                      resources: { limits: { memory: "5Mi", memoryBytes: 5_242_880, cpuMilli: 1_000 } },
                      readinessProbe: {
                        type: "http-get",
                        port: 8_443,
                        path: "/",
                        periodSeconds: 3,
                        failureThreshold: 3,
                      },
                      ports: [{ containerPort: 8_443, protocol: "TCP" }],
                    },
                  ],
                },
              },
            },
          },
        },
        { kind: "Service", fields: { spec: { ports: [{ port: 80, targetPort: 80, protocol: "TCP" }] } } },
        { kind: "Secret", fields: { data: { user: "baker", port: "3306" }, keys: ["user", "port"] } },
      ],
    });
    expect(JSON.stringify(read)).not.toMatch(/uid|2024|apiVersion/);
  });

  it("drops a document that is no object, and keeps the others", () => {
    expect(readManifest(`${OVEN}\n---\n- 1\n---\nkind: Service\nmetadata: { name: "../x" }\n`)).toMatchObject({
      dropped: 2,
      objects: [{}, {}, {}],
    });
    expect(readManifest("a: [").kind).toBe("unreadable");
  });

  it("follows no alias, and reads nothing enormous (adversarial)", () => {
    const bomb = `kind: X\nmetadata: { name: x }\na: &a [1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b]\n`;
    expect(readManifest(bomb).kind).toBe("unreadable");
    expect(readManifest("x".repeat(300_000)).kind).toBe("unreadable");
  });
});
