/** One investigation of a recorded case, in a worker: the embedded reasoner against the floor. */
import { gunzipSync } from "node:zlib";
import { createReasoner, type Incident, parseEntity, sha256 } from "../../../src/index.js";
import { labelOf } from "../../datasets/cloud-opsbench/labels.js";
import { RecordedCase } from "../../datasets/cloud-opsbench/recorded-case.js";
import { recordedCluster, SNAPSHOT } from "../../datasets/cloud-opsbench/recorded-cluster.js";
import type { AnswerLine } from "../../harness/answer-line.js";
import type { CaseContext } from "../../harness/suite.js";
import { bench, CountingRandom } from "../bench.js";
import { answerOf } from "../recordings/answer-of.js";
import type { CaseInput } from "./case-input.js";

/** Calls of both seats together, where nobody says: what published agents had. */
const MOST_CALLS = 20;
const LARGEST_CASE = 128 * 1024 * 1024;

export async function runCase({ packed }: CaseInput, { maxCalls }: Pick<CaseContext, "maxCalls">): Promise<AnswerLine> {
  const text = gunzipSync(Buffer.from(packed, "base64"), { maxOutputLength: LARGEST_CASE }).toString("utf8");
  const recorded = RecordedCase.read(text);
  const { file, ms } = await bench.investigateSources({
    integrations: [recordedCluster(recorded)],
    incident: incidentOf(recorded.namespace),
    now: SNAPSHOT.to,
    minds: { investigator: createReasoner(), verifier: null },
    maxCalls: maxCalls ?? MOST_CALLS,
    random: new CountingRandom(sha256(packed)),
    signal: new AbortController().signal,
  });
  const apps = recorded.callsOf("GetAppYAML").flatMap(({ app_name: app }) => (typeof app === "string" ? [app] : []));
  const answer = answerOf(file, "", Math.round(ms * 10) / 10);
  return {
    ...answer,
    ranked: answer.ranked.map((one) => ({ ...one, label: labelOf(one.fault, parseEntity(one.entity), apps) })),
  };
}

/** Something is wrong in the namespace, and nobody says what or since when. */
function incidentOf(namespace: string): Incident {
  return {
    id: "incident",
    title: `something is wrong in ${namespace}`,
    source: "scope",
    alerts: [],
    scope: [{ kind: "namespace", namespace: "", name: namespace }],
    signal: null,
    since: null,
    window: SNAPSHOT,
  };
}
