import type { Behaviour } from "../control.js";
import type { FaultDeclaration, FaultVariant } from "./fault.js";

interface Switched {
  readonly topology: string;
  readonly flag: string;
  readonly service: string;
  readonly requestsPerSecond: number;
  readonly by: string;
  readonly reference: string;
  readonly behaviour: Partial<Behaviour>;
}

function switched({ topology, flag, service, requestsPerSecond, by, reference, behaviour }: Switched): FaultVariant {
  const fault = "change/bad-flag";
  return {
    topology,
    requestsPerSecond,
    answer: { entity: `flag:${topology}/${flag}`, fault },
    acceptable: [{ entity: `service:${topology}/${service}`, fault }],
    spared: [service, flag],
    parameters: { flag, service },
    steps: [
      { do: "switch-flag", flag, service, behaviour, note: { by, reference, summary: `enable ${flag} for everyone` } },
    ],
  };
}

/** A feature flag lets requests into code that fails. */
export const badFlag: FaultDeclaration = {
  name: "bad-flag",
  about: "a flag is switched on, and the code behind it fails",
  variants: [
    switched({
      topology: "shop",
      flag: "split-shipping",
      service: "orders",
      requestsPerSecond: 40,
      by: "n.petrov",
      reference: "FLAG-412",
      behaviour: {
        failures: [{ route: "POST /orders", share: 0.6, message: "split-shipping: no parcel for position 0" }],
      },
    }),
    switched({
      topology: "bookshop",
      flag: "live-recommendations",
      service: "library",
      requestsPerSecond: 34,
      by: "o.weber",
      reference: "FLAG-418",
      behaviour: {
        failures: [
          { route: "GET /books/{product}", share: 0.4, message: "live-recommendations: reader has no profile" },
        ],
      },
    }),
    switched({
      topology: "canteen",
      flag: "seasonal-prices",
      service: "cashier",
      requestsPerSecond: 42,
      by: "i.larsen",
      reference: "FLAG-425",
      behaviour: { failures: [{ route: "POST /bookings", share: 0.5, message: "seasonal-prices: season not found" }] },
    }),
  ],
};
