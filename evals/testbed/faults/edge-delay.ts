import type { FaultDeclaration, FaultVariant } from "./fault.js";

function delayed(
  topology: string,
  service: string,
  peer: string,
  delayMs: number,
  requestsPerSecond: number,
): FaultVariant {
  const fault = "network/edge-delay";
  return {
    topology,
    requestsPerSecond,
    answer: { entity: `service:${topology}/${peer}`, fault },
    // A slow way has two ends; nothing on the wire says whose it is.
    acceptable: [{ entity: `service:${topology}/${service}`, fault }],
    spared: [service, peer],
    parameters: { service, peer, delayMs },
    steps: [{ do: "behave", service, behaviour: { edgeDelayMs: { [peer]: delayMs } } }],
  };
}

/** The way from one service to another takes longer; both ends work as ever. */
export const edgeDelay: FaultDeclaration = {
  name: "edge-delay",
  about: "the network between two services has become slow",
  variants: [
    delayed("shop", "orders", "payments", 900, 40),
    delayed("bookshop", "storefront", "library", 1_100, 34),
    delayed("canteen", "tickets", "cashier", 1_000, 42),
  ],
};
