/** When and where the example happens. */
import type { EntityRef } from "../../src/core/entity.js";
import type { Window } from "../../src/core/time.js";

export const T0 = Date.UTC(2026, 10, 2, 12, 0, 0);
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const ONSET = T0 + 3 * MINUTE + 20 * SECOND;
export const ALERT = ONSET + 45 * SECOND;
export const END = T0 + 8 * MINUTE;
export const SALT = new Uint8Array(16).fill(7);

export const REFERENCE: Window = { from: T0, to: T0 + 3 * MINUTE };
export const FAULTY: Window = { from: ONSET, to: END };
export const WHOLE: Window = { from: T0, to: END };

export const service = (name: string): EntityRef => ({ kind: "service", namespace: "shop", name });
export const GATEWAY = service("gateway");
export const CHECKOUT = service("checkout");
export const ORDERS = service("orders");
export const DATABASE: EntityRef = { kind: "database", namespace: "", name: "orders-db" };
