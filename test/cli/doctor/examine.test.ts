import { describe, expect, it } from "vitest";
import { nodeVersion } from "../../../src/cli/doctor/examine.js";
import { doctorLines } from "../../../src/cli/render/doctor-lines.js";

describe("nodeVersion", () => {
  it.each([
    ["18.20.0", "wrong"],
    ["20.18.3", "wrong"],
    ["20.19.0", "note"],
    ["22.1.0", "fine"],
    ["24.0.0", "fine"],
  ])("finds Node %s %s", (version, state) => {
    expect(nodeVersion(version).state).toBe(state);
  });
});

describe("doctorLines", () => {
  it("gives each problem its place and one remedy, and counts them", () => {
    const wrong = {
      name: "journal",
      state: "wrong",
      what: "it is gone\u001b[2J",
      where: "/x",
      remedy: "put it back",
    } as const;
    expect(doctorLines({ checks: [nodeVersion("24.0.0"), wrong] }, (text) => text.replaceAll("\u001b", "?"))).toBe(
      [
        "ok    node: Node 24.0.0",
        "WRONG journal: it is gone?[2J",
        "        where: /x",
        "        remedy: put it back",
        "",
        "1 of 2 checks failed",
      ].join("\n"),
    );
  });
});
