import { beforeAll, describe, expect, it } from "vitest";
import { InquestError } from "../../src/core/errors.js";
import { summariseAll } from "../../src/investigation/summarise.js";
import { FIRST, type PastCase, pastCase, SECOND } from "../support/past-case.js";

let past: PastCase;
beforeAll(async () => {
  past = await pastCase();
});

describe("summariseAll", () => {
  it("tells of each investigation what came of it, newest first", async () => {
    const summaries = await summariseAll(past.store);
    expect(summaries).toMatchObject([
      {
        kind: "readable",
        investigation: SECOND,
        state: "concluded",
        outcome: "unproven",
        answer: null,
        confidence: null,
      },
      { kind: "readable", investigation: FIRST, state: "concluded", outcome: "finding" },
    ]);
    const [, first] = summaries;
    expect(first?.kind === "readable" && first.answer).toMatch(/^[a-z-]+\/[a-z-]+ at service:shop\/orders$/);
  });

  it("does not let one broken journal hide the others, but does not swallow other errors", async () => {
    const { store } = past;
    const failing = (code: "INTEGRITY" | "STORE_UNUSABLE") => ({
      list: () => store.list(),
      read: store.read.bind(store),
      async body(stream: string, id: string) {
        if (stream !== FIRST) return store.body(stream, id);
        throw new InquestError(code, { what: "a body was altered", where: stream, remedy: "look" });
      },
    });
    expect(await summariseAll(failing("INTEGRITY"))).toMatchObject([
      { kind: "readable", investigation: SECOND },
      { kind: "unreadable", investigation: FIRST, why: "a body was altered" },
    ]);
    await expect(summariseAll(failing("STORE_UNUSABLE"))).rejects.toMatchObject({ code: "STORE_UNUSABLE" });
  });
});
