/** What really happened, written apart from the recording: nothing that an investigation can read leads here. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";

const EntityText = z.string().regex(/^[a-z-]+:[a-z0-9-]+\/[a-z0-9-]+$/);
const FaultText = z.string().regex(/^[a-z-]+\/[a-z0-9-]+$/);

export const Truth = z.strictObject({
  recording: z.string(),
  outcome: z.enum(["finding", "no-fault"]),
  entity: EntityText.nullable(),
  fault: FaultText.nullable(),
  /** Other answers that mean the same. */
  acceptable: z.array(z.strictObject({ entity: EntityText, fault: FaultText })),
  injectedAt: z.int().nonnegative(),
  parameters: z.record(z.string(), z.json()),
});
export type Truth = z.infer<typeof Truth>;

export async function writeTruth(file: string, truth: Truth): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(Truth.parse(truth), null, 2)}\n`);
}
