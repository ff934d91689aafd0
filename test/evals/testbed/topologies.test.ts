import { describe, expect, it } from "vitest";
import { TOPOLOGIES } from "../../../evals/testbed/topologies.js";
import { peersOf } from "../../../evals/testbed/topology.js";

describe.each(TOPOLOGIES)("the topology $namespace", (topology) => {
  const names = topology.services.map(({ name }) => name);
  const databases = topology.databases.map(({ name }) => name);

  it("has at least five services, each with its own name, and an entrance", () => {
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(5);
    expect(names).toContain(topology.entrance);
  });

  it("calls only routes that there are", () => {
    const routes = new Set(
      topology.services.flatMap(({ name, routes }) => routes.map(({ method, path }) => `${name} ${method} ${path}`)),
    );
    for (const service of topology.services) {
      for (const { steps } of service.routes) {
        for (const step of steps)
          if (step.kind === "call") expect(routes).toContain(`${step.peer} ${step.method} ${step.path}`);
      }
    }
    for (const { method, path } of topology.visits)
      expect(routes).toContain(`${topology.entrance} ${method} ${path.split("?")[0]}`);
  });

  it("queries only from services that have a database, and every database is used", () => {
    for (const { database, routes } of topology.services) {
      const queries = routes.some(({ steps }) => steps.some(({ kind }) => kind === "query"));
      expect(database !== undefined).toBe(queries);
      if (database !== undefined) expect(databases).toContain(database);
    }
    for (const name of databases) expect(topology.services.some(({ database }) => database === name)).toBe(true);
    for (const { database } of topology.jobs) expect(databases).toContain(database);
  });

  it("has no circle of calls, so that every request ends", () => {
    const below = (name: string, path: readonly string[]): void => {
      expect(path).not.toContain(name);
      const service = topology.services.find((candidate) => candidate.name === name);
      if (service !== undefined) for (const peer of peersOf(service)) below(peer, [...path, name]);
    };
    below(topology.entrance, []);
  });

  it("leaves connections for others in each database", () => {
    for (const { name, maxConnections } of topology.databases) {
      const pooled = topology.services
        .filter(({ database }) => database === name)
        .reduce((sum, { poolMax = 8 }) => sum + poolMax, 0);
      expect(pooled).toBeLessThan(maxConnections - 8);
    }
  });
});
