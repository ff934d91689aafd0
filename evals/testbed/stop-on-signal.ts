/**
 * Runs until it is done, or until SIGINT or SIGTERM; then `signal` aborts and the work ends what it began.
 * The exit code is 130 after a signal, 1 after a failure, 2 where the command line is not understood.
 */
export async function stopOnSignal(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const stopping = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => stopping.abort());
  try {
    await work(stopping.signal);
    if (stopping.signal.aborted) process.exitCode = 130;
  } catch (error) {
    if (stopping.signal.aborted) process.exitCode = 130;
    else {
      console.error(error instanceof Error ? error.message : String(error));
      process.exitCode = error instanceof RangeError || isArgumentError(error) ? 2 : 1;
    }
  }
}

function isArgumentError(error: unknown): boolean {
  return error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}
