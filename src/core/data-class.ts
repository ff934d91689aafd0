import { z } from "zod";

/** From the mildest to the strictest. What carries no label counts as the strictest. */
export const DATA_CLASSES = ["public", "internal", "confidential", "restricted"] as const;
export const DataClass = z.enum(DATA_CLASSES);
export type DataClass = z.infer<typeof DataClass>;

export function strictest(classes: readonly DataClass[]): DataClass {
  if (classes.length === 0) return "restricted";
  return DATA_CLASSES[Math.max(...classes.map((name) => DATA_CLASSES.indexOf(name)))] ?? "restricted";
}
