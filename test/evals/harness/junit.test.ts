import { describe, expect, it } from "vitest";
import { escapeXml, junitXml } from "../../../evals/harness/junit.js";

describe("JUnit XML", () => {
  it("has a test case for each case, and a failure with its complaint for each that is not right", () => {
    const xml = junitXml([
      {
        name: "recordings",
        seconds: 1.5,
        results: { "a@scope": { right: true, sureAndWrong: false }, b: { right: false, sureAndWrong: true } },
        complaints: { b: 'said "x" & was <wrong>' },
      },
    ]);
    expect(xml).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="recordings" tests="2" failures="1" time="1.500">
    <testcase classname="recordings" name="a@scope"/>
    <testcase classname="recordings" name="b">
      <failure message="said &quot;x&quot; &amp; was &lt;wrong&gt;"/>
    </testcase>
  </testsuite>
</testsuites>
`);
  });

  it("lets no character through that XML forbids, nor one that ends an attribute", () => {
    expect(escapeXml('a\u0000b\u001b[31m\ud800\n"')).toBe("a\uFFFDb\uFFFD[31m\uFFFD&#10;&quot;");
    expect(escapeXml("naïve ✓ 😀")).toBe("naïve ✓ 😀");
  });
});
