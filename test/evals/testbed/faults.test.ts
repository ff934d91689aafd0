import { describe, expect, it } from "vitest";
import type { FaultStep } from "../../../evals/testbed/faults/fault.js";
import { FAULTS, findFault, findVariant } from "../../../evals/testbed/faults.js";
import { findTopology } from "../../../evals/testbed/topologies.js";
import type { Topology } from "../../../evals/testbed/topology.js";
import { parseEntity } from "../../../src/index.js";

/** Services and databases that a step touches. */
function touched(step: FaultStep): readonly string[] {
  switch (step.do) {
    case "hold-transaction":
    case "open-sessions":
      return [step.database];
    case "configure":
    case "deploy":
    case "switch-flag":
    case "behave":
    case "take-down":
      return [step.service];
    case "load":
    case "move-alert-bound":
    case "wait":
      return [];
  }
}

function routesOf(topology: Topology, service: string): readonly string[] {
  return topology.services
    .filter(({ name }) => name === service)
    .flatMap(({ routes }) => routes.map(({ method, path }) => `${method} ${path}`));
}

describe("faults", () => {
  it("have names of their own, and are found by them", () => {
    expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length);
    for (const fault of FAULTS) expect(findFault(fault.name)).toBe(fault);
  });

  it("refuse an unknown name or variant, and name the known ones", () => {
    expect(() => findFault("gremlins")).toThrow(/lock-contention/);
    expect(() => findVariant("lock-contention", 0)).toThrow(/variants 1 to/);
    expect(() => findVariant("lock-contention", 99)).toThrow(/variants 1 to/);
  });
});

describe.each(FAULTS)("$name", ({ name, variants }) => {
  it("has at least three variants in different topologies", () => {
    expect(new Set(variants.map(({ topology }) => topology)).size).toBeGreaterThanOrEqual(3);
  });

  it("touches only what its topology has", () => {
    for (const variant of variants) {
      const topology = findTopology(variant.topology);
      const names = [...topology.services, ...topology.databases].map((part) => part.name);
      for (const step of variant.steps) for (const part of touched(step)) expect(names).toContain(part);
    }
  });

  it("breaks only routes and peers that there are", () => {
    for (const { topology, steps } of variants) {
      for (const step of steps) {
        if (!("behaviour" in step)) continue;
        const routes = routesOf(findTopology(topology), step.service);
        for (const { route } of step.behaviour.failures ?? []) expect(routes).toContain(route);
        for (const route of Object.keys(step.behaviour.extraWorkMs ?? {})) expect(routes).toContain(route);
      }
    }
  });

  it("names its answers as entities of the topology", () => {
    for (const { answer, acceptable, topology } of variants) {
      for (const { entity, fault } of [...(answer === null ? [] : [answer]), ...acceptable]) {
        expect(parseEntity(entity).namespace).toBe(topology);
        expect(fault).toMatch(/^[a-z]+\/[a-z-]+$/);
      }
    }
  });

  it("puts nothing into what can be read that gives its name away", () => {
    const telling = new RegExp(`${name}|fault|inject|chaos|broken|wrong`, "i");
    for (const { steps } of variants) expect(JSON.stringify(steps)).not.toMatch(telling);
  });
});
