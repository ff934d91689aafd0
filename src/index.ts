/**
 * The public surface, listed by name: the application as the command line uses it, minds and investigations of
 * recordings, what an integration is made of, and what a journal holds.
 */

export { parseAnswer } from "../integrations/replay/parse-answer.js";
export { type App, type AppOptions, openApp } from "./app.js";
export type { Answer } from "./core/answer.js";
export type { Assertion, Condition } from "./core/assertion.js";
export { CAPABILITIES, type CapabilityName, type Params } from "./core/capability.js";
export type { CaseFile, ClaimFile } from "./core/case-file.js";
export { CHALLENGE_KINDS, ChallengeKind } from "./core/challenge.js";
export type { Cite } from "./core/citation.js";
export { sha256 } from "./core/digest.js";
export { type EntityRef, entityKey, parseEntity, sameEntity } from "./core/entity.js";
export { ERROR_CODES, type ErrorCode, InquestError } from "./core/errors.js";
export type { Entry } from "./core/event.js";
export type { Evidence } from "./core/evidence.js";
export { faultFamily } from "./core/fault.js";
export { ProposedHypothesis } from "./core/hypothesis.js";
export type { Incident } from "./core/incident.js";
export type { Json } from "./core/json.js";
export { logTemplate } from "./core/log-template.js";
export { metricRole } from "./core/metric-role.js";
export type { Move } from "./core/move.js";
export type { Clock } from "./core/ports/clock.js";
export type { Integration, Io, Manifest, Tool } from "./core/ports/integration.js";
export type { Mind } from "./core/ports/mind.js";
export type { Random } from "./core/ports/random.js";
export type { Store } from "./core/ports/store.js";
export type { Query } from "./core/query.js";
export type { RawRecord, TelemetryRecord } from "./core/record.js";
export {
  RECORDING_FORMAT,
  RECORDING_STREAM_NAMES,
  RECORDING_STREAMS,
  RecordedSeries,
  RecordingManifest,
  type RecordingStream,
} from "./core/recording.js";
export type { Review } from "./core/review.js";
export type { Window } from "./core/time.js";
export type { SeatView } from "./core/view.js";
export { evaluate } from "./diagnosis/assertions/evaluate.js";
export { Facts } from "./diagnosis/assertions/facts.js";
export { FAULT_FAMILIES } from "./diagnosis/faults/registry.js";
export { callGraph } from "./diagnosis/weighing/call-graph.js";
export { candidate as candidateOf } from "./diagnosis/weighing/suspects.js";
export type { Configuration } from "./intake/configuration.js";
export type { InvestigationRequest } from "./intake/investigation-request.js";
export type { Subject } from "./intake/read-subject.js";
export { type RecordedRequest, RecordingBench, type SourcesRequest } from "./investigate-recording.js";
export { createReasoner } from "./minds/reasoner/reasoner.js";
export type { ReportModel } from "./report/report-model.js";
export { visible, visibleJson } from "./report/visible.js";
export { FLOOR } from "./verification/floor.js";
