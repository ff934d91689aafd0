import { beforeEach, describe, expect, it } from "vitest";
import { type Review, readReview } from "../../src/core/review.js";
import { giveReview, type ReviewRequest } from "../../src/investigation/give-review.js";
import { FIRST, type PastCase, pastCase, SECOND } from "../support/past-case.js";
import { runMini } from "../support/run-mini.js";
import { ScriptedMind } from "../support/scripted-mind.js";
import { look, shop } from "../support/shop-claim.js";

let past: PastCase;
beforeEach(async () => {
  past = await pastCase();
});

const ACCEPT: ReviewRequest = {
  investigation: FIRST,
  hypothesis: null,
  judgement: "accept",
  by: "alex",
  comment: null,
  correction: null,
};

async function journaled(): Promise<readonly Review[]> {
  const reviews: Review[] = [];
  for await (const entry of past.store.read("installation")) {
    if (entry.type === "review.given")
      reviews.push(await readReview(entry, (id) => past.store.body("installation", id)));
  }
  return reviews;
}

describe("giveReview", () => {
  it("journals the judgement of the claim that answers the investigation", async () => {
    const review = await giveReview(past.store, past.clock, { ...ACCEPT, comment: "seen it" });
    expect(review).toMatchObject({
      investigation: FIRST,
      hypothesis: "h1.0",
      judgement: "accept",
      by: "alex",
      comment: "seen it",
    });
    expect(await journaled()).toEqual([review]);
  });

  it("judges the outcome as a whole where nothing was claimed", async () => {
    expect(await giveReview(past.store, past.clock, { ...ACCEPT, investigation: SECOND })).toMatchObject({
      hypothesis: null,
    });
  });

  it("keeps what a person says was right", async () => {
    const correction = {
      entity: { kind: "database", namespace: "shop", name: "orders" },
      fault: "dependency/slow-query",
    } as const;
    await giveReview(past.store, past.clock, { ...ACCEPT, judgement: "correct", correction });
    expect(await journaled()).toMatchObject([{ judgement: "correct", correction }]);
  });

  it("refuses a claim that is not there, naming those that are, and journals nothing", async () => {
    await expect(giveReview(past.store, past.clock, { ...ACCEPT, hypothesis: "h9.9" })).rejects.toMatchObject({
      code: "NOT_FOUND",
      remedy: "name one of: h1.0",
    });
    expect(await journaled()).toEqual([]);
  });

  it("refuses to judge what has not concluded", async () => {
    const { store, clock } = past;
    const abort = new AbortController();
    const interrupting = new ScriptedMind([
      () => {
        abort.abort();
        return look();
      },
    ]);
    await expect(
      runMini({ mini: shop(), store, clock, mind: interrupting, stream: "inv-third", abort: abort.signal }),
    ).rejects.toMatchObject({ code: "INTERRUPTED" });
    await expect(giveReview(store, clock, { ...ACCEPT, investigation: "inv-third" })).rejects.toMatchObject({
      code: "USAGE",
      what: "the investigation has not concluded: there is no answer to judge yet",
    });
  });
});
