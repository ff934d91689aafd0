/** What a topology declares, in the words of production: settings of services, and edges between entities. */
import type { EntityRef, RawRecord } from "../../../src/index.js";
import {
  addressSetting,
  DATABASE_PORT,
  databaseEntity,
  hostName,
  peersOf,
  SERVICE_PORT,
  type ServiceSpec,
  serviceEntity,
  type Topology,
} from "../topology.js";

/** Settings that a service starts with: addresses of its peers and its database, and those of its own. */
export function declaredSettings(topology: Topology, spec: ServiceSpec): Readonly<Record<string, string>> {
  const peers = peersOf(spec).map((peer) => [
    addressSetting(peer),
    `http://${hostName(topology, peer)}:${SERVICE_PORT}`,
  ]);
  const { name, database, poolMax = 8, settings } = spec;
  if (database === undefined) return { ...Object.fromEntries(peers), ...settings };
  const url = `postgres://${name}@${hostName(topology, database)}:${DATABASE_PORT}/${database}`;
  return { ...Object.fromEntries(peers), DATABASE_URL: url, DB_POOL_MAX: String(poolMax), ...settings };
}

/** Who calls whom, and who keeps data where. */
export function declaredEdges(topology: Topology): readonly RawRecord[] {
  return topology.services.flatMap((service) => {
    const from = serviceEntity(topology, service.name);
    const edge = (to: EntityRef, relation: "calls" | "reads-from"): RawRecord => ({
      kind: "edge",
      from,
      to,
      relation,
      window: null,
    });
    const calls = peersOf(service).map((peer) => edge(serviceEntity(topology, peer), "calls"));
    if (service.database === undefined) return calls;
    return [...calls, edge(databaseEntity(topology, service.database), "reads-from")];
  });
}
