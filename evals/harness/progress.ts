/** How far a run is: a bar on a terminal, otherwise a plain line now and then. */
import { performance } from "node:perf_hooks";
import type { EvalTerminal } from "./terminal.js";

const BAR_WIDTH = 24;
const LINE_EVERY_MS = 5_000;
const DRAW_EVERY_MS = 100;

export interface Progress {
  step(failed: boolean): void;
  end(): void;
}

export function showProgress(
  title: string,
  total: number,
  stream: EvalTerminal["stderr"],
  now: () => number = () => performance.now(),
): Progress {
  const began = now();
  let [done, failed, shownAt] = [0, 0, Number.NEGATIVE_INFINITY];
  const isTerminal = stream.isTTY === true;
  const show = (): void => {
    shownAt = now();
    const line = progressLine(title, { done, failed, total, elapsedMs: shownAt - began });
    if (!isTerminal) stream.write(`${line}\n`);
    else stream.write(`\r\u001b[2K${`${bar(done, total)} ${line}`.slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`);
  };
  return {
    step(isFailure) {
      done += 1;
      if (isFailure) failed += 1;
      if (done === total || now() - shownAt >= (isTerminal ? DRAW_EVERY_MS : LINE_EVERY_MS)) show();
    },
    end() {
      if (isTerminal && total > 0) stream.write("\n");
    },
  };
}

export interface Standing {
  readonly done: number;
  readonly failed: number;
  readonly total: number;
  readonly elapsedMs: number;
}

export function progressLine(title: string, { done, failed, total, elapsedMs }: Standing): string {
  const rate = elapsedMs > 0 ? done / (elapsedMs / 1_000) : 0;
  const left = done === total ? "done" : rate > 0 ? `${duration((total - done) / rate)} left` : "time left unknown";
  return `${title}: ${done}/${total} done, ${failed} failed, ${rate.toFixed(1)}/s, ${left}`;
}

function bar(done: number, total: number): string {
  const filled = total === 0 ? BAR_WIDTH : Math.floor((BAR_WIDTH * done) / total);
  return `[${"#".repeat(filled)}${".".repeat(BAR_WIDTH - filled)}]`;
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
