/** Brings a fault about and takes it away again. One at a time. */
import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import type { Json } from "../../src/index.js";
import { AT_REST } from "./control.js";
import type { FaultStep, FaultVariant } from "./faults/fault.js";
import { DEFAULT_RULES } from "./recorder/alert-evaluator.js";
import { Repeat } from "./recorder/repeat.js";
import { errorRatio, latencyQuantile } from "./recorder/service-level.js";
import type { Watch } from "./recorder/watch.js";
import type { Shop } from "./supervisor/shop.js";
import { serviceEntity } from "./topology.js";

type Undo = () => Promise<void>;

const NORMAL_WINDOW_MS = 60_000;
const RETRY_MS = 300;

export class FaultOwner {
  readonly #shop: Shop;
  readonly #watch: Watch;
  #undo: Undo[] = [];
  #active = false;

  constructor(shop: Shop, watch: Watch) {
    this.#shop = shop;
    this.#watch = watch;
  }

  /** @returns when it began */
  async inject(variant: FaultVariant, signal: AbortSignal): Promise<number> {
    if (this.#active) throw new Error("another fault is active; remove it first");
    this.#active = true;
    const at = Date.now();
    for (const step of variant.steps) this.#undo.push(await this.#perform(step, variant.requestsPerSecond, signal));
    return at;
  }

  /** Undoes the steps, last first. */
  async remove(): Promise<void> {
    for (const undo of this.#undo.reverse()) await undo();
    this.#undo = [];
    this.#active = false;
  }

  async #perform(step: FaultStep, requestsPerSecond: number, signal: AbortSignal): Promise<Undo> {
    const shop = this.#shop;
    switch (step.do) {
      case "hold-transaction":
        return this.#holdTransaction(step);
      case "open-sessions":
        return this.#openSessions(step);
      case "configure": {
        const before = shop.service(step.service).environment;
        await shop.configure(step.service, step.settings, step.note);
        return () => shop.configure(step.service, pick(before, Object.keys(step.settings)), revertOf(step.note));
      }
      case "deploy": {
        const before = shop.service(step.service).version;
        await shop.deploy(step.service, step.version, step.note, { ...AT_REST, ...step.behaviour });
        return () => shop.deploy(step.service, before, revertOf(step.note), AT_REST);
      }
      case "switch-flag":
        shop.setFlag(step.flag, true, step.note);
        shop.service(step.service).behave({ ...AT_REST, ...step.behaviour });
        return () => {
          shop.setFlag(step.flag, false, revertOf(step.note));
          return this.#rest(step.service);
        };
      case "behave":
        shop.service(step.service).behave({ ...AT_REST, ...step.behaviour });
        return () => this.#rest(step.service);
      case "take-down":
        shop.service(step.service).takeDown();
        return () => shop.service(step.service).bringBack();
      case "load":
        return this.#changeLoad(step, requestsPerSecond, signal);
      case "move-alert-bound":
        return this.#moveBound(step);
      case "wait":
        await wait(step.ms, undefined, { signal });
        return () => Promise.resolve();
    }
  }

  #rest(service: string): Promise<void> {
    this.#shop.service(service).behave(AT_REST);
    return Promise.resolve();
  }

  async #holdTransaction(step: Extract<FaultStep, { do: "hold-transaction" }>): Promise<Undo> {
    this.#shop.jobEvent(step.job, "JobStarted", `${step.job} started on ${step.database}`);
    const session = await this.#shop.openSession(step.database, step.job, "jobs");
    await session.query("BEGIN");
    for (const statement of step.statements) await session.query(statement);
    return async () => {
      await session.query("ROLLBACK");
      await session.end();
      this.#shop.jobEvent(step.job, "JobCompleted", `${step.job} ended`);
    };
  }

  #openSessions(step: Extract<FaultStep, { do: "open-sessions" }>): Promise<Undo> {
    this.#shop.jobEvent(step.job, "JobStarted", `${step.job} started on ${step.database}`);
    const opened: pg.Client[] = [];
    const open = async (): Promise<void> => {
      while (opened.length < step.count) {
        const session = await this.#shop.openSession(step.database, step.job, "jobs");
        opened.push(session);
        await session.query("SELECT 1");
      }
    };
    // Refused ones are asked for again: the job takes every slot that becomes free.
    const asking = new Repeat(RETRY_MS, open);
    return Promise.resolve(async () => {
      await asking.stop();
      await Promise.all(opened.map((session) => session.end().catch(() => undefined)));
      this.#shop.jobEvent(step.job, "JobCompleted", `${step.job} ended`);
    });
  }

  #changeLoad(step: Extract<FaultStep, { do: "load" }>, requestsPerSecond: number, signal: AbortSignal): Promise<Undo> {
    const back = (): void => this.#shop.setLoad(requestsPerSecond);
    this.#shop.setLoad(requestsPerSecond * step.factor, step.attempts);
    if (step.forMs !== null) wait(step.forMs, undefined, { signal, ref: false }).then(back, () => undefined);
    return Promise.resolve(() => Promise.resolve(back()));
  }

  #moveBound(step: Extract<FaultStep, { do: "move-alert-bound" }>): Promise<Undo> {
    const { series, alerts } = this.#watch;
    const { topology } = this.#shop;
    const rule = DEFAULT_RULES.find((known) => known.name === step.rule);
    if (rule === undefined) throw new RangeError(`there is no alert rule \`${step.rule}\``);
    const entity = serviceEntity(topology, topology.entrance);
    const normal =
      rule.measure === "latency-p95"
        ? latencyQuantile(series, entity, 0.95, Date.now(), NORMAL_WINDOW_MS)
        : errorRatio(series, entity, Date.now(), NORMAL_WINDOW_MS);
    if (normal === null) throw new Error("nothing was served in the last minute: there is no normal value yet");
    const above = Math.round(1_000 * normal * step.ofNormal) / 1_000;
    alerts.replaceRule({ ...rule, above, forMs: step.forMs, windowMs: step.windowMs });
    if (step.note !== null) {
      const field = (path: string, before: Json, after: Json) => ({ path: `${rule.name}.${path}`, before, after });
      this.#shop.noteChange(
        { kind: "config", namespace: topology.namespace, name: "alert-rules" },
        "configuration",
        step.note,
        [field("above", rule.above, above), field("for", `${rule.forMs / 1_000}s`, `${step.forMs / 1_000}s`)],
      );
    }
    return Promise.resolve(() => Promise.resolve(alerts.replaceRule(rule)));
  }
}

function pick(settings: Readonly<Record<string, string>>, keys: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(keys.map((key) => [key, settings[key] ?? ""]));
}

function revertOf(note: { readonly by: string; readonly reference: string; readonly summary: string }) {
  return { ...note, summary: `revert "${note.summary}"` };
}
