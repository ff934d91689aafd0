import { z } from "zod";
import { METRIC_ROLES } from "./metric-role.js";

/** What a symptom or an observation is about: a metric's role, or another kind of sign. */
export const SIGNALS = [
  ...METRIC_ROLES,
  "logs",
  "spans",
  "state",
  "event",
  "change",
  "alert",
  "lock-wait",
  "edge",
] as const;
export const Signal = z.enum(SIGNALS);
export type Signal = z.infer<typeof Signal>;

export const Direction = z.enum(["up", "down", "appeared", "vanished", "is"]);
export type Direction = z.infer<typeof Direction>;
