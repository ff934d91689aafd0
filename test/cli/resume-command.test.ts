import { describe, expect, it } from "vitest";
import { resumeCommand } from "../../src/cli/resume-command.js";

describe("resumeCommand", () => {
  it("names the recording and the store where they are not the usual ones", () => {
    expect(resumeCommand("inv-1", null, null)).toBe("inquest investigate --resume inv-1");
    expect(resumeCommand("inv-1", "evals/recordings/lock-contention", "/var/lib/inquest")).toBe(
      "inquest investigate --resume inv-1 --recording evals/recordings/lock-contention --store /var/lib/inquest",
    );
  });

  it("quotes what a shell would take apart", () => {
    expect(resumeCommand("inv-1", "my rec; rm -rf $HOME", "it's")).toBe(
      String.raw`inquest investigate --resume inv-1 --recording 'my rec; rm -rf $HOME' --store 'it'\''s'`,
    );
  });
});
