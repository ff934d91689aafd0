import { describe, expect, it } from "vitest";
import { readAttempts } from "../../../../../evals/datasets/cloud-opsbench/questions/connectivity.js";
import { readDependencies } from "../../../../../evals/datasets/cloud-opsbench/questions/topology.js";
import { ask, type Call, list } from "../../../../support/recorded-bakery.js";

const oven = { kind: "service", namespace: "bakery", name: "oven" } as const;
const window = { from: 0, to: 86_400_000 };

describe("cluster.events", () => {
  const EVENTS = `LAST SEEN   TYPE      REASON      OBJECT                      MESSAGE
9m          Normal    Pulled      pod/oven-6d5f9c8b7d-x4k2p   pulled in 12 s
3m          Normal    Pulled      pod/oven-6d5f9c8b7d-x4k2p   pulled in 15 s
8s          Warning   Unhealthy   pod/mill-0                  no answer
`;

  it("tells what was seen several times once, oldest first", async () => {
    const answer = await ask({ capability: "cluster.events", params: {} }, [list("events", EVENTS)]);
    expect(answer.records).toMatchObject([
      { reason: "Pulled", count: 2, ageMs: 180_000, time: null },
      { reason: "Unhealthy", count: 1, severity: "warning" },
    ]);
    expect(answer.coverage).toEqual([{ kinds: ["event"], entities: null, window: null }]);
  });

  it("finds what was reported about an application in what was reported about its pods", async () => {
    const answer = await ask({ capability: "cluster.events", params: { entity: oven } }, [list("events", EVENTS)]);
    expect(answer.records).toMatchObject([{ reason: "Pulled" }]);
  });

  it("takes an empty list for no proof that nothing happened", async () => {
    const answer = await ask({ capability: "cluster.events", params: {} }, [list("events", "")]);
    expect(answer).toMatchObject({ unavailable: null, records: [], coverage: [], omitted: [{ what: "events" }] });
  });
});

describe("logs.search", () => {
  const query = { capability: "logs.search", params: { entity: oven } } as const;
  const logs = {
    oven: [
      "2024-01-01T10:00:00.5Z 2024-01-01 10:00:00.500  WARN 1 --- [main] Heat : low",
      '2024-01-01T10:00:02.5Z {"level":"error","message":"cold"}',
    ],
    "oven.previous": ['Error: Error from server (BadRequest): previous terminated container "heat" not found'],
    "oven.istio-proxy": ['2024-01-01T10:00:01Z [2024-01-01T10:00:01.000Z] "GET /bread HTTP/1.1" 503 UF'],
  };

  it("tells lines without their dates, with severity, source and how long before the newest they were written", async () => {
    const answer = await ask(query, [], logs);
    expect(answer.records).toMatchObject([
      {
        severity: "warn",
        text: "WARN 1 --- [main] Heat : low",
        time: null,
        fields: { source: "container", ageMs: 2_000 },
      },
      { severity: "error", fields: { ageMs: 0 } },
      { severity: "error", text: '"GET /bread HTTP/1.1" 503 UF', fields: { source: "istio-proxy" } },
    ]);
    expect(JSON.stringify(answer.records)).not.toContain("2024");
  });

  it("searches, and answers for a pod from its application's log", async () => {
    const pod = { kind: "pod", namespace: "bakery", name: "oven-6d5f9c8b7d-x4k2p" } as const;
    const found = await ask({ capability: "logs.search", params: { entity: pod, contains: "COLD" } }, [], logs);
    expect(found.records).toMatchObject([{ entity: pod, severity: "error" }]);
  });

  it("covers a log only where nothing older was left out", async () => {
    const lines = (count: number) => ({ oven: Array.from({ length: count }, (_, n) => `INFO line ${n}`) });
    expect((await ask(query, [], lines(49))).coverage).toHaveLength(1);
    expect((await ask(query, [], lines(50))).coverage).toEqual([]);
  });

  it("knows a log that was too large from one that nobody kept", async () => {
    expect((await ask(query, [], null)).unavailable).toContain("too large");
    expect((await ask(query, [], { oven: null })).unavailable).toContain("too large");
    expect((await ask(query, [], {})).unavailable).toContain("nobody recorded");
    expect((await ask(query, [], { oven: "no list" })).unavailable).toContain("cannot be read");
  });
});

describe("error logs", () => {
  const errors = (answer: Call[2]): Call[] => [["GetErrorLogs", { namespace: "bakery", service_name: "oven" }, answer]];
  const templates = { capability: "logs.templates", params: { entity: oven, minSeverity: "error" } } as const;
  const lines = { capability: "logs.search", params: { entity: oven, minSeverity: "error" } } as const;
  const counted = {
    total_log_count: 90,
    total_errors: 7,
    patterns: [
      { count: 4, ratio: 0.1, sample: "2024-01-01T10:00:00Z dial 10.0.0.1 refused" },
      { count: 3, sample: "dial 10.0.0.9 refused" },
    ],
  };

  it("are templates with counts, whether recorded as an object or as its text", async () => {
    for (const answer of [counted, JSON.stringify(counted)])
      expect((await ask(templates, errors(answer))).records).toMatchObject([
        { template: "dial <*> refused", count: 7, of: 90, sample: "dial 10.0.0.1 refused" },
      ]);
  });

  it("are lines where lines were recorded", async () => {
    const answer = await ask(lines, errors({ app: ["cold"], previous: ["Exception: burnt"] }));
    expect(answer.records).toMatchObject([
      { text: "cold", severity: "error", fields: { source: "container" } },
      { fields: { source: "previous" } },
    ]);
    expect(answer.coverage).toHaveLength(1);
  });

  it("are none, looked for, where the record is empty in any way", async () => {
    for (const answer of ["", {}, []])
      expect(await ask(lines, errors(answer))).toMatchObject({ records: [], coverage: [{ kinds: ["line"] }] });
    expect((await ask(lines, errors("{"))).unavailable).toContain("cannot be read");
    expect((await ask(lines, [])).unavailable).toContain("nobody recorded");
  });

  it("leave out patterns that are none, and then cover nothing", async () => {
    expect(await ask(templates, errors({ patterns: [{ count: -1, sample: "x" }] }))).toMatchObject({
      records: [],
      coverage: [],
      omitted: [{ count: 1 }],
    });
  });
});

describe("topology.edges", () => {
  const TREE = `[Service]: shop (Entrypoint)
[Upstream (Called By)]: (User Traffic)
[Downstream (Calls)]:
shop
├── oven
│   └── dough-db      <-- (Database)
└── till
`;

  it("reads a tree of calls with its remarks", () => {
    expect(readDependencies(TREE)).toEqual({
      service: "shop",
      callers: [],
      callees: [
        { from: "shop", to: "oven", depth: 1 },
        { from: "oven", to: "dough-db", depth: 2 },
        { from: "shop", to: "till", depth: 1 },
      ],
      dropped: 0,
    });
    expect(
      readDependencies(
        "[Service]: oven\n[Upstream (Called By)]: shop, till\n[Downstream (Calls)]:\n(None - Leaf Service)\n",
      ),
    ).toMatchObject({ callers: ["shop", "till"], callees: [], dropped: 0 });
    expect(readDependencies("nobody knows")).toBeNull();
  });

  it("tells edges as far as asked, each once", async () => {
    const calls: Call[] = [["GetServiceDependencies", { service_name: "shop" }, `${TREE}└── oven\n`]];
    const answer = await ask(
      { capability: "topology.edges", params: { entity: { ...oven, name: "shop" }, hops: 1 } },
      calls,
    );
    expect(answer.records).toMatchObject([
      { to: { name: "oven" }, relation: "calls", window: null },
      { to: { name: "till" } },
    ]);
  });
});

describe("connectivity.check", () => {
  const REPORT = `=== Service oven:80 Connectivity test report ===
Probe on rack-1: oven (10.3.0.1:80) open
Connection Succeeded
Probe on rack-2: punt!
Terminated
Connection Failed
Probe on rack-3:
`;
  const calls: Call[] = [["CheckServiceConnectivity", { namespace: "bakery", service_name: "oven", port: 80 }, REPORT]];

  it("tells each attempt by itself", async () => {
    const answer = await ask({ capability: "connectivity.check", params: { to: oven, port: 80 } }, calls);
    expect(answer.records).toMatchObject([
      {
        aspect: "connectivity",
        entity: oven,
        fields: { port: 80, open: true, from: "rack-1", address: "10.3.0.1:80" },
      },
      { fields: { open: false, from: "rack-2" } },
    ]);
    expect(answer.omitted).toMatchObject([{ what: "attempts", count: 1 }]);
    expect(readAttempts("Connection Failed\n")).toMatchObject([{ from: null, open: false }]);
  });

  it("takes a port that nobody tried for no failure", async () => {
    expect(await ask({ capability: "connectivity.check", params: { to: oven, port: 81 } }, calls)).toMatchObject({
      records: [],
      unavailable: expect.stringContaining("nobody recorded"),
    });
    expect((await ask({ capability: "connectivity.check", params: { to: oven } }, calls)).records).toHaveLength(2);
  });
});

describe("node.services", () => {
  const STATUS = `Service: kubelet
Node: rack-1
Status: ○ kubelet.service - Kubelet
     Loaded: loaded (/etc/kubelet.service; enabled; vendor preset: enabled)
     Active: inactive (dead) since Mon 2024-01-01 10:00:00 UTC; 1min 30s ago
   Main PID: 12 (code=exited)

Jan 01 10:00:00 rack-1 kubelet[12]: E0101 10:00:00.000001      12 run.go:1] "lost" err="x"
`;
  const node = { kind: "node", namespace: "", name: "rack-1" } as const;
  const calls: Call[] = [["CheckNodeServiceStatus", { node_name: "rack-1", service_name: "kubelet" }, STATUS]];

  it("tells how a service stands, and what it last wrote", async () => {
    const answer = await ask({ capability: "node.services", params: { node, service: "kubelet" } }, calls);
    expect(answer.records).toMatchObject([
      {
        aspect: "node-service",
        entity: node,
        fields: {
          service: "kubelet",
          active: "inactive",
          sub: "dead",
          enabled: true,
          loaded: "loaded",
          sinceMs: 90_000,
          mainPid: 12,
        },
      },
      { kind: "line", entity: node, severity: "error", fields: { service: "kubelet" } },
    ]);
  });

  it("asks for all services where none is named, and knows one that is not installed", async () => {
    const missing: Call = [
      "CheckNodeServiceStatus",
      { node_name: "rack-1", service_name: "containerd" },
      "Unit containerd.service could not be found.",
    ];
    const { records } = await ask({ capability: "node.services", params: { node } }, [...calls, missing]);
    expect(records.flatMap((record) => (record.kind === "state" ? [record.fields["active"]] : []))).toEqual([
      "inactive",
      "inactive",
    ]);
    expect((await ask({ capability: "node.services", params: { node } }, [])).unavailable).toContain("nobody recorded");
  });
});

describe("alerts.list", () => {
  const query = { capability: "alerts.list", params: { window } } as const;

  it("tells one alert for each measure, and each failed request", async () => {
    const alerts = [
      {
        type: "Service",
        name: "oven",
        time_range: "2024-01-01 ~ 2024-01-02",
        evidence: ["THROUGHPUT_DROP [RPS] | Normal=12req/s -> Current=3req/s (-75.0%)"],
      },
      {
        type: "Node",
        name: "rack-1",
        evidence: ["NETWORK_QUALITY_DEGRADED [TCP Retransmission] | Normal=0.1retrans -> Current=6retrans (+5900.0%)"],
      },
      {
        request_method: "GET",
        business_action: "buy",
        entry_service: "shop",
        url: "/bread",
        occurrences: 9,
        raw_error: "500",
      },
      {
        request_method: "GET",
        business_action: "?",
        entry_service: "Unknown service",
        url: "",
        occurrences: 1,
        raw_error: "503",
      },
    ];
    const answer = await ask(query, [["GetAlerts", {}, { status: "has_anomalies", alert_count: 4, alerts }]]);
    expect(answer.records).toMatchObject([
      {
        name: "request-rate down",
        entity: oven,
        state: "firing",
        labels: { normal: "12", current: "3", unit: "req/s" },
      },
      { entity: { kind: "node", name: "rack-1" }, labels: { signal: "retransmissions" } },
      {
        name: "errors request up",
        entity: { kind: "service", name: "shop" },
        labels: { occurrences: "9" },
        annotations: { error: "500" },
      },
      { entity: null },
    ]);
    expect(JSON.stringify(answer.records)).not.toContain("2024");
  });

  it("tells none, looked for, where none fires", async () => {
    for (const answer of [{}, "", { status: "clean", alerts: [] }])
      expect(await ask(query, [["GetAlerts", {}, answer]])).toMatchObject({
        records: [],
        coverage: [{ kinds: ["alert"] }],
      });
    expect((await ask(query, [["GetAlerts", {}, [1]]])).unavailable).toContain("cannot be read");
  });
});
