/** The emergency stop, as a person orders and lifts it: an entry that moves the control epoch, so that no intent follows it. */
import { bodyId } from "../core/digest.js";
import { InquestError } from "../core/errors.js";
import type { Event } from "../core/event.js";
import { type Body, INSTALLATION_STREAM, type JournalStore, type StreamDirectory } from "../core/ports/store.js";
import type { Instant } from "../core/time.js";
import type { KillScope } from "./control-state.js";

/** What orders need of a store. */
export type ControlStore = JournalStore & Pick<StreamDirectory, "info">;

export interface KillOrder {
  readonly scope: KillScope;
  /**
   * An investigation's id; `investigation/seat`; an integration (`replay`) or one instance of it (`replay/main`).
   * Null for `all`.
   */
  readonly target: string | null;
  /** Who orders it, as told. */
  readonly by: string;
  readonly why: string;
  readonly at: Instant;
}

/**
 * Durable when it resolves, with the epoch after which nothing of its scope is begun.
 * @throws InquestError `USAGE`, `STORE_FULL`, `STORE_UNUSABLE`
 */
export async function orderKill(store: ControlStore, order: KillOrder): Promise<number> {
  const text = await installationTexts(store);
  const [by, why] = [text(order.by), text(order.why)];
  return advance(store, order, [by, why], (epoch) => ({
    type: "kill.ordered",
    data: { scope: order.scope, target: targetOf(order), epoch, by: by.id, why: why.id },
  }));
}

/** Lifts the stop of exactly that scope and target; others that cover the same go on holding. */
export async function liftKill(store: ControlStore, order: Omit<KillOrder, "why">): Promise<number> {
  const by = (await installationTexts(store))(order.by);
  return advance(store, order, [by], (epoch) => ({
    type: "kill.lifted",
    data: { scope: order.scope, target: targetOf(order), epoch, by: by.id },
  }));
}

/** Appends with the epoch that it makes; another process may move the epoch in between, so it tries until it fits. */
export async function advance(
  store: ControlStore,
  { at }: { readonly at: Instant },
  bodies: readonly Body[],
  event: (epoch: number) => Event,
): Promise<number> {
  for (;;) {
    const epoch = await store.epoch();
    const result = await store.append({
      stream: INSTALLATION_STREAM,
      events: [{ event: event(epoch + 1), bodies: bodies.map((body) => body.id) }],
      bodies,
      at,
      lease: null,
      expectedSize: null,
      expectedEpoch: epoch,
      advanceEpoch: true,
    });
    if (result.kind === "appended") return result.epoch;
    if (result.kind !== "epoch-moved") throw unusable(`the installation stream can't be appended to: ${result.kind}`);
  }
}

/** Makes bodies of the installation stream. */
export async function installationTexts(store: ControlStore): Promise<(text: string) => Body> {
  const salt = (await store.info(INSTALLATION_STREAM))?.salt ?? null;
  if (salt === null) throw unusable("the installation stream is not there");
  return (text) => {
    const bytes = new TextEncoder().encode(text);
    return { id: bodyId(salt, bytes), dataClass: "internal", bytes };
  };
}

function targetOf({ scope, target }: { readonly scope: KillScope; readonly target: string | null }): string | null {
  if ((scope === "all") === (target === null)) return target;
  throw new InquestError("USAGE", {
    what: scope === "all" ? "a stop of everything has no target" : `a stop of one ${scope} needs its name`,
    where: "the order to stop",
    remedy: "name what to stop, or stop everything",
  });
}

function unusable(what: string): InquestError {
  return new InquestError("STORE_UNUSABLE", {
    what,
    where: `stream \`${INSTALLATION_STREAM}\``,
    remedy: "run `inquest doctor`",
  });
}
