import type { ProposedHypothesis } from "../../../src/index.js";
import type { SeededRandom } from "../../testbed/seeded-random.js";
import type { LieWorld } from "./lie-world.js";

/**
 * Makes one lie of a kind, another one for each draw; null where the recording has nothing to make it of.
 * @param draw counts up from 0, for kinds that go through a list of ways
 */
export type LieTeller = (world: LieWorld, random: SeededRandom, draw: number) => ProposedHypothesis | null;
