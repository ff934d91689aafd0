/** Probes of a container against what the container offers. */
import type { Assertion } from "../../../core/assertion.js";
import type { JsonObject } from "../../../core/json.js";
import type { Facts } from "../../assertions/facts.js";
import { containersOf, fieldAt, isDetailed, listAt, numberAt, objectOf, textAt } from "../../invariants/objects.js";
import type { Candidate } from "../family.js";
import { objectIs, podEvent, troubledPods, untilDetailed } from "../object-signs.js";

type ProbeName = "livenessProbe" | "readinessProbe";

/** A probe that gives up sooner than this asks too early for most programs. */
const HASTY_MS = 5_000;

/** The probe asks a port that none of the container's own is. */
export function probeAsksAnotherPort(candidate: Candidate, facts: Facts, probe: ProbeName): readonly Assertion[] {
  return eachProbe(candidate, facts, probe, (asked, container) => {
    const port = numberAt(asked, "port");
    const ports = portsOf(container);
    return port !== null && ports.length > 0 && !ports.includes(port) ? { path: "port", value: port } : null;
  });
}

/** The port is right, and what is said there is not understood. */
export function probeSpeaksAnotherProtocol(candidate: Candidate, facts: Facts, probe: ProbeName): readonly Assertion[] {
  const misunderstood = [
    "malformed HTTP",
    "HTTP probe failed",
    "EOF",
    "connection reset",
    "transport: ",
    "server preface",
    "tls: first record",
    "gave HTTP response",
    "service unhealthy",
    "context deadline exceeded",
    "error reading",
  ];
  const onOwnPort = eachProbe(candidate, facts, probe, (asked, container) => {
    const port = numberAt(asked, "port");
    const type = textAt(asked, "type");
    return port !== null && type !== null && portsOf(container).includes(port) ? { path: "type", value: type } : null;
  });
  return onOwnPort.length === 0 ? [] : podEvent(candidate, facts, misunderstood);
}

/** Its patience (delay, and failures allowed times their period) is shorter than a start takes. */
export function hastyProbe(candidate: Candidate, facts: Facts): readonly Assertion[] {
  return eachProbe(candidate, facts, "livenessProbe", (asked, container) => {
    const delay = numberAt(asked, "initialDelaySeconds") ?? 0;
    const patience = (numberAt(asked, "failureThreshold") ?? 3) * (numberAt(asked, "periodSeconds") ?? 10);
    const port = numberAt(asked, "port");
    const sound = port === null || portsOf(container).length === 0 || portsOf(container).includes(port);
    return sound && (delay + patience) * 1_000 <= HASTY_MS
      ? { path: "periodSeconds", value: numberAt(asked, "periodSeconds") ?? 0 }
      : null;
  });
}

type Misfit = (
  probe: JsonObject,
  container: JsonObject,
) => { readonly path: string; readonly value: number | string } | null;

function eachProbe({ entity }: Candidate, facts: Facts, probe: ProbeName, misfit: Misfit): readonly Assertion[] {
  const places = [
    ...troubledPods(entity, facts).map((pod) => ({ entity: pod, prefix: "spec.containers" })),
    { entity, prefix: "spec.template.spec.containers" },
  ];
  const known = places.some(({ entity: place }) => isDetailed(facts, place));
  if (!known)
    return places.slice(0, 1).flatMap(({ entity: place }) => untilDetailed(place, facts, `spec.containers.*.${probe}`));
  return places.flatMap(({ entity: place, prefix }) =>
    containersOf(objectOf(facts, place)).flatMap((container, index): readonly Assertion[] => {
      const asked = fieldAt(container, probe);
      if (asked === undefined || asked === null || typeof asked !== "object" || Array.isArray(asked)) return [];
      const found = misfit(asked as JsonObject, container);
      return found === null
        ? []
        : [objectIs(place, [{ path: `${prefix}.${index}.${probe}.${found.path}`, op: "equals", value: found.value }])];
    }),
  );
}

function portsOf(container: JsonObject): readonly number[] {
  return listAt(container, "ports").flatMap((port) => numberAt(port, "containerPort") ?? []);
}
