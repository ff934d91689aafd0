import { addressSetting } from "../topology.js";
import type { FaultDeclaration, FaultVariant } from "./fault.js";

interface Misdirected {
  readonly topology: string;
  readonly requestsPerSecond: number;
  readonly service: string;
  readonly peer: string;
  /** What the setting says afterwards. */
  readonly address: string;
  readonly by: string;
  readonly reference: string;
  readonly summary: string;
}

function misdirected({ topology, requestsPerSecond, service, peer, address, ...note }: Misdirected): FaultVariant {
  return {
    topology,
    requestsPerSecond,
    answer: { entity: `service:${topology}/${service}`, fault: "change/wrong-address" },
    acceptable: [],
    spared: [service, peer],
    parameters: { service, peer, address },
    steps: [{ do: "configure", service, settings: { [addressSetting(peer)]: address }, note }],
  };
}

/** A configuration change gives a service an address at which its peer is not. */
export const wrongAddress: FaultDeclaration = {
  name: "wrong-address",
  about: "a service is configured with an address at which its peer does not listen",
  variants: [
    misdirected({
      topology: "shop",
      requestsPerSecond: 40,
      service: "orders",
      peer: "payments",
      address: "http://payments.shop.local:8081",
      by: "j.okafor",
      reference: "CFG-2214",
      summary: "orders: use the payments endpoint of the new port layout",
    }),
    misdirected({
      topology: "bookshop",
      requestsPerSecond: 34,
      service: "basket",
      peer: "billing",
      address: "http://billing-v2.bookshop.local:8080",
      by: "m.brandt",
      reference: "CFG-2231",
      summary: "basket: move to the new billing host",
    }),
    misdirected({
      topology: "canteen",
      requestsPerSecond: 46,
      service: "tickets",
      peer: "pantry",
      address: "http://pantry.canteen.local:9080",
      by: "a.silva",
      reference: "CFG-2240",
      summary: "tickets: unify ports of internal callers",
    }),
    misdirected({
      topology: "shop",
      requestsPerSecond: 30,
      service: "gateway",
      peer: "inventory",
      address: "http://inventry.shop.local:8080",
      by: "p.iyer",
      reference: "CFG-2252",
      summary: "gateway: read stock without the cache in between",
    }),
  ],
};
