import { beforeAll, describe, expect, it } from "vitest";
import { findInvestigation, findStream } from "../../src/investigation/find-investigation.js";
import { FIRST, type PastCase, pastCase, SECOND } from "../support/past-case.js";

let past: PastCase;
beforeAll(async () => {
  past = await pastCase();
});

describe("findInvestigation", () => {
  it("takes a whole id, a beginning that only one has, and `latest`", async () => {
    expect(await findInvestigation(past.store, FIRST)).toBe(FIRST);
    expect(await findInvestigation(past.store, "inv-f")).toBe(FIRST);
    expect(await findInvestigation(past.store, "latest")).toBe(SECOND);
  });

  it("refuses a beginning that several have, and names them", async () => {
    await expect(findInvestigation(past.store, "inv-")).rejects.toMatchObject({
      code: "NOT_FOUND",
      what: "2 investigations begin with `inv-`",
      remedy: `write more of it: ${SECOND}, ${FIRST}`,
    });
  });

  it("refuses what is none, what is too short to mean one, and the installation's stream", async () => {
    for (const named of ["inv-third", "i", "", "installation"]) {
      await expect(findInvestigation(past.store, named)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    expect(await findStream(past.store, "installation")).toBe("installation");
  });
});
