import type { Behaviour } from "../control.js";
import type { FaultDeclaration, FaultVariant } from "./fault.js";

interface Release {
  readonly topology: string;
  readonly service: string;
  readonly requestsPerSecond: number;
  readonly version: string;
  readonly reference: string;
  readonly summary: string;
  readonly behaviour: Partial<Behaviour>;
}

function released({
  topology,
  service,
  requestsPerSecond,
  version,
  behaviour,
  reference,
  summary,
}: Release): FaultVariant {
  return {
    topology,
    requestsPerSecond,
    answer: { entity: `service:${topology}/${service}`, fault: "change/bad-deploy" },
    acceptable: [],
    spared: [service],
    parameters: { service, version },
    steps: [{ do: "deploy", service, version, behaviour, note: { by: "release-bot", reference, summary } }],
  };
}

/** A release has a defect: a route fails, or computes far longer than before. */
export const badDeploy: FaultDeclaration = {
  name: "bad-deploy",
  about: "a release of a service fails or is slow",
  variants: [
    released({
      topology: "shop",
      service: "catalogue",
      requestsPerSecond: 40,
      version: "2.8.0",
      reference: "7c1f09a3d2",
      summary: "release catalogue 2.8.0: new price formatting",
      behaviour: {
        failures: [{ route: "GET /products/{product}", share: 0.5, message: "priceOf(...).toFixed is not a function" }],
      },
    }),
    released({
      topology: "bookshop",
      service: "billing",
      requestsPerSecond: 36,
      version: "6.4.0",
      reference: "b05e77c418",
      summary: "release billing 6.4.0: itemised invoices",
      behaviour: { failures: [{ route: "POST /receipts", share: 0.7, message: "invalid tax class: undefined" }] },
    }),
    released({
      topology: "canteen",
      service: "menu",
      requestsPerSecond: 32,
      version: "1.9.0",
      reference: "e91d3ab660",
      summary: "release menu 1.9.0: ranking of dishes",
      behaviour: { extraWorkMs: { "GET /menu": 110 } },
    }),
  ],
};
