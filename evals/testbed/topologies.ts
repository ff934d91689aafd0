import { bookshop } from "./topologies/bookshop.js";
import { canteen } from "./topologies/canteen.js";
import { shop } from "./topologies/shop.js";
import { hostName, type Topology } from "./topology.js";

export const TOPOLOGIES: readonly Topology[] = [shop, bookshop, canteen];

export function findTopology(namespace: string): Topology {
  const found = TOPOLOGIES.find((topology) => topology.namespace === namespace);
  if (found === undefined) throw new RangeError(`there is no topology \`${namespace}\``);
  return found;
}

export function hostNameOfEntrance(topology: Topology): string {
  return hostName(topology, topology.entrance);
}
