import { describe, expect, it } from "vitest";
import { asInquestError } from "../../src/cli/as-inquest-error.js";
import { errorLines } from "../../src/cli/error-lines.js";
import { InquestError } from "../../src/core/errors.js";

describe("asInquestError", () => {
  it("leaves our own as they are", () => {
    const error = new InquestError("USAGE", { what: "a", where: "b", remedy: "c" });
    expect(asInquestError(error)).toBe(error);
    expect(errorLines(error)).toEqual(["error: a [USAGE]", "  where: b", "  remedy: c"]);
  });

  it.each([
    ["ENOSPC", "STORE_FULL"],
    ["EDQUOT", "STORE_FULL"],
    ["EACCES", "READ_ONLY_FOLDER"],
    ["EROFS", "READ_ONLY_FOLDER"],
  ])("reads %s of the system as %s", (code, ours) => {
    const error = asInquestError(Object.assign(new Error("no"), { code, path: "/somewhere" }));
    expect(error).toMatchObject({ code: ours, where: "/somewhere" });
  });

  it("calls everything else a fault of the program, with the place", () => {
    const error = asInquestError(new TypeError("x is not a function"));
    expect(error).toMatchObject({ code: "INTERNAL", what: "TypeError: x is not a function" });
    expect(error.where).toContain("as-inquest-error.test");
    expect(asInquestError("just a text")).toMatchObject({ code: "INTERNAL", what: "Error: just a text" });
  });
});
