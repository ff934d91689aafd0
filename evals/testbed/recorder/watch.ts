/** Scrapes a shop and evaluates its alert rules, as a monitoring server does. */
import { request } from "node:http";
import type { Shop } from "../supervisor/shop.js";
import { serviceEntity, type Topology } from "../topology.js";
import { AlertEvaluator, type AlertRecord, DEFAULT_RULES } from "./alert-evaluator.js";
import { parseExposition } from "./exposition.js";
import { SeriesStore } from "./series-store.js";

/** What Alertmanager waits for further alerts of a group. */
const GROUP_WAIT_MS = 10_000;
const SCRAPE_TIMEOUT_MS = 3_000;

export class Watch {
  readonly series = new SeriesStore();
  readonly alerts: AlertEvaluator;
  #notified: readonly AlertRecord[] | null = null;

  constructor(topology: Topology) {
    this.alerts = new AlertEvaluator(serviceEntity(topology, topology.entrance), DEFAULT_RULES);
  }

  /** The alerts of the first notification, as they fired; where none went out yet, of the one that would. Null: none fired. */
  notification(): readonly AlertRecord[] | null {
    const all = this.#notified ?? this.alerts.all();
    return all.length === 0 ? null : all.map((alert) => ({ ...alert, state: "firing", endsAt: null }));
  }

  /** One round: every target is asked, then every rule is evaluated. A target that is away is `up` 0. */
  async scrape(shop: Shop): Promise<void> {
    const now = Date.now();
    await Promise.all(
      shop.scrapeTargets().map(async ({ entity, url }) => {
        const text = await readText(url());
        this.series.add(entity, [{ metric: "up", type: "gauge", labels: {}, value: text === null ? 0 : 1 }], now);
        if (text !== null) this.series.add(entity, parseExposition(text), now);
      }),
    );
    this.alerts.evaluate(this.series, now);
    this.#notify(now);
  }

  /** An alert that is over before its group has waited is told of all the same. */
  #notify(now: number): void {
    const all = this.alerts.all();
    const [first] = all;
    if (this.#notified !== null || first === undefined || now - first.startsAt < GROUP_WAIT_MS) return;
    this.#notified = all;
  }
}

function readText(url: string): Promise<string | null> {
  return new Promise((resolve) => {
    const asking = request(url, { timeout: SCRAPE_TIMEOUT_MS, agent: false });
    asking.on("timeout", () => asking.destroy());
    asking.on("error", () => resolve(null));
    asking.on("response", (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", () => resolve(null));
      response.on("end", () => resolve(response.statusCode === 200 ? Buffer.concat(parts).toString("utf8") : null));
    });
    asking.end();
  });
}
