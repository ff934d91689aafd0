import { resolve } from "node:path";
import type { App } from "../app.js";
import type { Interruption } from "./interruption.js";
import { resumeCommand } from "./resume-command.js";
import type { Session } from "./session.js";
import type { SharedOptions } from "./shared-options.js";
import { systemClock } from "./system-clock.js";
import { systemRandom } from "./system-random.js";
import { type Terminal, wantsColour } from "./terminal.js";
import { programVersion } from "./version.js";

export const DEFAULT_STORE = ".inquest";

export interface OpenSession {
  readonly session: Session;
  close(): Promise<void>;
}

/** Opens what a command works with; the application only once it is asked for. */
export async function openSession(
  options: SharedOptions,
  terminal: Terminal,
  listen: (onFirst: () => void) => Interruption,
): Promise<OpenSession> {
  const { openApp, setUp, words } = await import("../app.js");
  const json = options.json === true;
  const note = (line: string) => {
    if (options.quiet !== true) terminal.stderr.write(`${words.visible(line)}\n`);
  };
  const write = (text: string) => {
    terminal.stdout.write(text === "" || text.endsWith("\n") ? text : `${text}\n`);
  };
  const interruption = listen(() => note("stopping after this step; Ctrl-C again ends at once"));
  let app: Promise<App> | null = null;
  const open = async (): Promise<App> => {
    const configuration = await setUp.requireConfiguration(options.config ?? null, process.cwd());
    const storeDir = resolve(options.store ?? configuration.store ?? DEFAULT_STORE);
    const resume = (stream: string, recording: string | null) =>
      resumeCommand(stream, recording, options.store ?? null);
    const engine = `inquest/${programVersion()}`;
    return openApp({ storeDir, configuration, engine, resume, clock: systemClock, random: systemRandom(systemClock) });
  };
  const session: Session = {
    terminal,
    json,
    quiet: options.quiet === true,
    colour: wantsColour(options.color, terminal.env, terminal.stdout),
    signal: interruption.signal,
    words,
    app() {
      app ??= open();
      return app;
    },
    note,
    write,
    print: (value, text) => write(json ? words.visibleJson(`${JSON.stringify(value, null, 2)}\n`) : text()),
  };
  return {
    session,
    async close() {
      interruption.stopListening();
      const opened = await app?.catch(() => null);
      await opened?.close();
    },
  };
}
