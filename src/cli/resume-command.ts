/** The command line that goes on with an investigation. */
export function resumeCommand(stream: string, recording: string | null, storeDir: string | null): string {
  const flags = [
    recording === null ? "" : ` --recording ${quoted(recording)}`,
    storeDir === null ? "" : ` --store ${quoted(storeDir)}`,
  ];
  return `${program()} investigate --resume ${stream}${flags.join("")}`;
}

/** As whoever reads it can type it: where a script of the package started it, `inquest` is on no path. */
function program(): string {
  const script = process.env["npm_lifecycle_event"];
  return script === "start" || script === "inquest" ? "npm run -s inquest --" : "inquest";
}

/** As a shell reads it as one word. */
function quoted(path: string): string {
  return /^[\w./:@%+,=-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
