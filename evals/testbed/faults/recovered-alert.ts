import type { FaultDeclaration, FaultVariant } from "./fault.js";

/** Long enough for the alert's window and its patience. */
const LASTS_MS = 30_000;

function recovered(topology: string, service: string, peer: string, requestsPerSecond: number): FaultVariant {
  return {
    topology,
    requestsPerSecond,
    answer: null,
    acceptable: [],
    spared: [],
    parameters: { cause: "a delay that ended by itself", service, peer, lastsMs: LASTS_MS },
    steps: [
      { do: "behave", service, behaviour: { edgeDelayMs: { [peer]: 1_200 } } },
      { do: "wait", ms: LASTS_MS },
      { do: "behave", service, behaviour: {} },
    ],
  };
}

/** Something was slow for a while and is over before anybody looks. */
export const recoveredAlert: FaultDeclaration = {
  name: "recovered-alert",
  about: "an alert rang for what has gone away by itself",
  variants: [
    recovered("shop", "gateway", "catalogue", 40),
    recovered("bookshop", "storefront", "library", 36),
    recovered("canteen", "kiosk", "menu", 44),
  ],
};
