import type { Integration } from "../../core/ports/integration.js";
import { columns, instantWords } from "./columns.js";

/** An integration as people and programs see it: what it is, how far it reaches, what may be asked of it. */
export interface IntegrationView {
  readonly instance: string;
  readonly title: string;
  readonly version: string;
  readonly window: { readonly from: number; readonly to: number } | null;
  readonly tools: readonly {
    readonly id: string;
    readonly effect: string;
    readonly cost: number;
    readonly dataClass: string;
  }[];
}

export function integrationView({ instance, manifest, reach, tools }: Integration): IntegrationView {
  return {
    instance,
    title: manifest.title,
    version: manifest.version,
    window: reach.window,
    tools: tools.map(({ id, effect, cost, dataClass }) => ({ id, effect, cost, dataClass })),
  };
}

export function integrationLines(views: readonly IntegrationView[], visible: (text: string) => string): string {
  return views
    .map(({ instance, title, version, window, tools }) => {
      const reach = window === null ? "any time" : `${instantWords(window.from)} to ${instantWords(window.to)} UTC`;
      const rows = tools.map(({ id, effect, cost, dataClass }) =>
        [`  ${id}`, effect, `cost ${cost}`, dataClass].map(visible),
      );
      return `${visible(`${instance} (${title}, version ${version}), ${reach}`)}\n${columns(rows)}`;
    })
    .join("\n");
}
