/** What keeps the project from being set up, as three lines: what, where, remedy. */
export class SetupError extends Error {
  /**
   * @param {string} what
   * @param {{ where: string, remedy: string, cause?: unknown }} details
   */
  constructor(what, { where, remedy, cause }) {
    super([what, `  where: ${where}`, `  remedy: ${remedy}`].join("\n"), { cause });
    this.name = "SetupError";
  }
}
