import { AT_REST, type Behaviour } from "../control.js";
import { compute } from "./route-runner.js";

/** Long slices: a loop that computes does not let others in between. */
const BURN_SLICE_MS = 1_500;

/** Carries out what a behaviour says about the process itself: burning, leaking, ending. */
export class Trouble {
  #behaviour: Behaviour = AT_REST;
  readonly #kept: Buffer[] = [];
  #crashing: NodeJS.Timeout | null = null;

  constructor() {
    setInterval(() => compute(BURN_SLICE_MS * this.#behaviour.burnShare), BURN_SLICE_MS).unref();
    setInterval(() => this.#leak(), 250).unref();
  }

  get behaviour(): Behaviour {
    return this.#behaviour;
  }

  replace(behaviour: Behaviour): void {
    this.#behaviour = behaviour;
    if (this.#crashing !== null) clearTimeout(this.#crashing);
    this.#crashing = null;
    const { crash } = behaviour;
    if (crash === null) return;
    this.#crashing = setTimeout(() => endWith(crash.message), crash.afterMs);
  }

  #leak(): void {
    const bytes = Math.floor(this.#behaviour.leakBytesPerSecond / 4);
    // Filled, so that the pages are resident and not merely promised.
    if (bytes > 0) this.#kept.push(Buffer.alloc(bytes, 1));
  }
}

/** Ends the process as an uncaught exception does, with a stack that leads into no file of the testbed's. */
function endWith(message: string): void {
  const stack = [
    `TypeError: ${message}`,
    "    at summarise (/srv/app/dist/summary.js:118:31)",
    "    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)",
  ];
  process.stderr.write(`${stack.join("\n")}\n\n`, () => process.exit(1));
}
