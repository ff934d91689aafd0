/** Every suite there is. */
import { InquestError } from "../src/index.js";
import { type AnySuite, anySuite } from "./harness/suite.js";
import { cloudOpsbench } from "./suites/cloud-opsbench/cloud-opsbench.js";
import { plantedLies } from "./suites/planted-lies/planted-lies.js";
import { recordings } from "./suites/recordings/recordings.js";

const SUITES: readonly AnySuite[] = [anySuite(recordings), anySuite(plantedLies), anySuite(cloudOpsbench)];

/** @throws InquestError `USAGE` naming those there are */
export function findSuite(name: string): AnySuite {
  const suite = SUITES.find((one) => one.name === name);
  if (suite !== undefined) return suite;
  throw new InquestError("USAGE", {
    what: `there is no suite \`${name.slice(0, 80)}\``,
    where: "inquest eval",
    remedy: `name one of: ${SUITES.map((one) => one.name).join(", ")}`,
  });
}
