/**
 * Does the work now and then every `everyMs`, until stopped. A round that fails is left out, which whoever reads
 * what the rounds gathered sees as a gap; a round that is still under way when the next is due is not doubled.
 */
export class Repeat {
  readonly #work: () => Promise<void>;
  readonly #timer: NodeJS.Timeout;
  #underWay: Promise<void> | null = null;

  constructor(everyMs: number, work: () => Promise<void>) {
    this.#work = work;
    this.#timer = setInterval(() => this.#round(), everyMs);
    this.#round();
  }

  /** Resolves when the last round has ended. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
  }

  #round(): void {
    if (this.#underWay !== null) return;
    this.#underWay = this.#work()
      .catch(() => undefined)
      .finally(() => {
        this.#underWay = null;
      });
  }
}
