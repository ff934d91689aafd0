/**
 * Questions to a thread and their answers. When the thread dies, every open question is told that there is no answer: a
 * caller never waits for a dead thread. An idle thread does not keep the process alive.
 */
import type { TransferListItem, Worker } from "node:worker_threads";

export type ThreadReply<Answer> =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "no-answer"; readonly why: string };

export class ThreadClient<Request, Answer> {
  readonly #worker: Worker;
  readonly #open = new Map<number, (reply: ThreadReply<Answer>) => void>();
  #next = 0;
  #death: string | null = null;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on("message", ({ id, answer }: { id: number; answer: Answer }) =>
      this.#settle(id, { kind: "answer", answer }),
    );
    worker.on("error", (error) => this.#die(String(error)));
    worker.on("exit", (code) => this.#die(`the thread ended with code ${code}`));
  }

  get alive(): boolean {
    return this.#death === null;
  }

  ask(request: Request, transfer: readonly TransferListItem[] = []): Promise<ThreadReply<Answer>> {
    if (this.#death !== null) return Promise.resolve({ kind: "no-answer", why: this.#death });
    const id = this.#next++;
    return new Promise((resolve) => {
      this.#open.set(id, resolve);
      if (this.#open.size === 1) this.#worker.ref();
      try {
        this.#worker.postMessage({ id, request }, transfer);
      } catch (error) {
        this.#settle(id, { kind: "no-answer", why: `the question can't be sent: ${String(error)}` });
      }
    });
  }

  async close(): Promise<void> {
    this.#die("the thread was closed");
    await this.#worker.terminate();
  }

  #settle(id: number, reply: ThreadReply<Answer>): void {
    const resolve = this.#open.get(id);
    this.#open.delete(id);
    if (this.#open.size === 0) this.#worker.unref();
    resolve?.(reply);
  }

  #die(why: string): void {
    this.#death ??= why;
    for (const id of [...this.#open.keys()]) this.#settle(id, { kind: "no-answer", why: this.#death });
  }
}
