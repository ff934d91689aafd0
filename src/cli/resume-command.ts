/** The command line that goes on with an investigation. */
export function resumeCommand(stream: string, recording: string | null, storeDir: string | null): string {
  const flags = [
    recording === null ? "" : ` --recording ${quoted(recording)}`,
    storeDir === null ? "" : ` --store ${quoted(storeDir)}`,
  ];
  return `inquest investigate --resume ${stream}${flags.join("")}`;
}

/** As a shell reads it as one word. */
function quoted(path: string): string {
  return /^[\w./:@%+,=-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
