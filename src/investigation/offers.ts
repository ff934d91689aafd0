import type { Integration } from "../core/ports/integration.js";
import type { Offer } from "../core/view.js";

/** What can be asked here and of whom, as a seat sees it: one offer for each tool. */
export function offersOf(integrations: readonly Integration[]): readonly Offer[] {
  return integrations.flatMap(({ instance, tools, reach }) =>
    tools.map(({ capability, cost, costs }) => ({
      capability,
      source: instance,
      cost,
      ...(costs === undefined ? {} : { costs }),
      reach,
    })),
  );
}
