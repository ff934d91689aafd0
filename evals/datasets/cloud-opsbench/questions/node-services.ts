import type { EntityRef, Params, RawRecord } from "../../../../src/index.js";
import { coverageOf, type Draft, dropped, NOT_RECORDED, outside } from "../draft.js";
import { type Fields, known, whole } from "../fields.js";
import { logLine } from "../log-line.js";
import type { RecordedCase } from "../recorded-case.js";
import { systemdAgeMs } from "../text/age.js";

/** What a question about all services of a node reaches, which is what it costs. */
export const NODE_SERVICES: readonly string[] = ["kubelet", "containerd", "kube-proxy", "kube-scheduler"];

/** How systemd sees a node's services, with what they last wrote. */
export function nodeServices({ node, service }: Params<"node.services">, recorded: RecordedCase): Draft {
  const services = service === undefined ? NODE_SERVICES : [service];
  const asked = `systemctl status --host=${node.name} ${services.join(" ")}`;
  const entity: EntityRef = { kind: "node", namespace: "", name: node.name };
  const records: RawRecord[] = [];
  let unreadable = 0;
  for (const one of services) {
    const found = recorded.call("CheckNodeServiceStatus", { node_name: node.name, service_name: one });
    if (found.kind === "not-recorded") continue;
    const status = found.kind === "recorded" && typeof found.value === "string" ? readStatus(found.value, one) : null;
    if (status === null) unreadable += 1;
    else
      records.push(
        { kind: "state", entity, aspect: "node-service", time: null, fields: status.fields },
        ...status.lines.map((line) => logLine(line, entity, { service: one })),
      );
  }
  if (records.length === 0)
    return outside(unreadable === 0 ? NOT_RECORDED : "the recorded answer cannot be read: it tells no status", asked);
  return {
    records,
    coverage: unreadable === 0 ? coverageOf(["state"], [entity]) : [],
    omitted: dropped("services of the node", unreadable),
    unavailable: null,
    asked,
  };
}

interface ServiceStatus {
  readonly fields: Fields;
  readonly lines: readonly string[];
}

const MOST_LINES = 1_000;

/** Null where the text tells no state. */
export function readStatus(text: string, service: string): ServiceStatus | null {
  const lines = text.split("\n", MOST_LINES);
  const value = (key: string): string | undefined =>
    lines
      .find((line) => line.trimStart().startsWith(`${key}: `))
      ?.trimStart()
      .slice(key.length + 2)
      .trim();
  if (/could not be found|not-found/i.test(text.slice(0, 2_000)))
    return { fields: { service, active: "inactive", sub: "not-found", loaded: "not-found" }, lines: [] };
  const active = /^([a-z-]{1,40})(?: \(([^)]{1,80})\))?/.exec(value("Active") ?? "");
  if (active === null) return null;
  const loaded = /^([a-z-]{1,40})(?: \([^;)]{0,400}; ([a-z-]{1,40}))?/.exec(value("Loaded") ?? "");
  const since = /;\s{0,10}([^;]{1,80} ago)/.exec(value("Active") ?? "")?.[1];
  const fields = known({
    service,
    active: active[1],
    sub: active[2],
    result: /\(Result: ([a-z-]{1,40})\)/.exec(value("Active") ?? "")?.[1],
    loaded: loaded?.[1],
    enabled: loaded?.[2] === undefined ? undefined : loaded[2] === "enabled",
    sinceMs: since === undefined ? undefined : (systemdAgeMs(since) ?? undefined),
    mainPid: whole(/^(\d{1,9})/.exec(value("Main PID") ?? "")?.[1]),
  });
  // The journal stands below the first blank line.
  const blank = lines.findIndex((line, index) => index > 0 && line.trim() === "");
  return { fields, lines: blank < 0 ? [] : lines.slice(blank + 1).filter((line) => line.trim() !== "") };
}
