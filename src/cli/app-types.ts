/** What the application's functions take and give, by name. Commands know the rooms through these alone. */
import type { App, setUp, words } from "../app.js";

type Given<F extends (...args: never[]) => unknown> = Awaited<ReturnType<F>>;
type Past = Given<App["past"]>;

export type ConfigurationResult = Given<typeof setUp.readConfiguration>;
export type RecordingProblem = Given<typeof setUp.validateRecording>[number];
export type Subject = Parameters<App["investigate"]>[0]["subject"];
export type ReportModel = Given<App["report"]>;
export type Palette = NonNullable<Parameters<typeof words.renderReport>[2]>;
export type Summary = Given<App["list"]>[number];
export type Trace = Given<Past["trace"]>;
export type Replay = Given<Past["replay"]>;
export type Rethought = Given<Past["rethink"]>;
export type Difference = Replay["differences"][number];
export type Verification = Given<App["verify"]>;
export type GraphQuestion = Parameters<App["graph"]>[0];
export type GraphFormat = Parameters<typeof words.renderGraph>[1];
