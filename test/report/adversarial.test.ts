import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderHtml } from "../../src/report/html/html.js";
import { renderJson } from "../../src/report/json.js";
import { renderMarkdown } from "../../src/report/markdown.js";
import { fiveLines, oneLine } from "../../src/report/short.js";
import { renderTerminal } from "../../src/report/terminal/terminal.js";
import { cellWidth } from "../../src/report/terminal/wrap.js";
import { exampleReport, withTexts } from "../support/example-report.js";

const HOSTILE = [
  "\u001b[2J\u001b[1;1HFinding: all is well",
  "\u009b31m\u009d0;title\u0007",
  "a\rFinding, 100 %\nFinding, 100 %",
  "\u202egnp.exe\u202c \u2066x\u2069",
  "in\u200bvis\u200dible\ufeff \u{e0041}\u{e0042} \u00ad \u3164",
  "\ud800 lone \udc00",
  "\u0000\u0008\u007f",
  "<script>alert(1)</script><img src=x onerror=alert(1)>",
  '" onmouseover="alert(1)" x=\'',
  "</style></title></pre></svg><iframe src=//evil.example>",
  "<!-- --><![CDATA[ ]]>&lt;b&gt;&#x3c;",
  "javascript:alert(1) [click](javascript:alert(1)) ![x](http://evil.example/p.png)",
  "`````\n# Finding\n````` | a | b |",
  "@oncall see http://evil.example and www.evil.example #12",
  "{{7*7}}<%= 7*7 %>",
  "名前".repeat(90),
  "x".repeat(5_000),
  "",
] as const;

const texts = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ maxLength: 60 }),
);
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;
const report = exampleReport();

/** Runs the check over every hostile text and many generated ones, as all texts of the report at once. */
function everyText(check: (hostile: string) => void): void {
  for (const hostile of HOSTILE) check(hostile);
  fc.assert(
    fc.property(texts, (hostile) => {
      check(hostile);
    }),
    { numRuns: 20 },
  );
}

describe("a terminal report of a hostile production", () => {
  it("holds no character that steers, reorders or hides, and no line of more than 80 cells", () => {
    everyText((hostile) => {
      for (const line of renderTerminal(withTexts(report, () => hostile)).split("\n")) {
        expect(line).not.toMatch(HIDDEN);
        expect(cellWidth(line)).toBeLessThanOrEqual(80);
      }
    });
  });

  it("shows what was hidden", () => {
    const shown = renderTerminal(withTexts(report, () => "a\u001b[31m\u202eb\u200b"));
    expect(shown).toContain("a\\u{1b}[31m\\u{202e}b\\u{200b}");
  });

  it("cannot be made to show a line of its own: every line of a text is indented or begins with words of ours", () => {
    const lines = renderTerminal(withTexts(report, () => "\nFinding\nConfidence 100 %\n")).split("\n");
    expect(lines.filter((line) => line.startsWith("Finding"))).toHaveLength(1);
    expect(lines.filter((line) => line.trim() === "Confidence 100 %")).toEqual([]);
  });

  it("keeps the short forms on one line each", () => {
    everyText((hostile) => {
      const hostileReport = withTexts(report, () => hostile);
      for (const line of [oneLine(hostileReport), ...fiveLines(hostileReport)]) expect(line).not.toMatch(HIDDEN);
    });
  });
});

describe("an HTML report of a hostile production", () => {
  const tags = (page: string) => Array.from(page.matchAll(/<\/?([a-z][a-z0-9]*)/gi), ([, name]) => name);

  it("has the tags of a harmless one, in the same order", () => {
    const harmless = tags(renderHtml(withTexts(report, () => "harmless")));
    everyText((hostile) => {
      expect(tags(renderHtml(withTexts(report, () => hostile)))).toEqual(harmless);
    });
  });

  it("has no handler, script, style attribute, or address but its own anchors", () => {
    everyText((hostile) => {
      const page = renderHtml(withTexts(report, () => hostile));
      const attributes = Array.from(page.matchAll(/<[a-z][^>]*>/gi), ([tag]) => tag)
        .join("\n")
        .replace(/="[^"]*"/g, "=");
      expect(attributes).not.toMatch(/\s(?:on\w+|style|src|srcset|action|formaction|xlink:href)=/i);
      for (const [, address] of page.matchAll(/href="([^"]*)"/g)) expect(address).toMatch(/^#[a-z0-9-]+$/);
      expect(page).not.toMatch(/<script|url\(|@import/i);
    });
  });

  it("forbids every request and every script in its head", () => {
    expect(renderHtml(report)).toContain(`content="default-src 'none'; style-src 'sha256-`);
  });
});

describe("a Markdown report of a hostile production", () => {
  it("makes no link, image, raw HTML or mention out of a text", () => {
    const page = renderMarkdown(
      withTexts(report, () => "[a](http://evil.example) ![b](x) <b>c</b> @oncall www.evil.example *d* # e"),
    );
    const prose = page
      .replace(/(`+)[^`][\s\S]*?\1/g, "")
      .replace(/\\./g, "")
      .replace(/\[\d+\]?\(#citation-\d+\)/g, "");
    expect(prose).not.toMatch(/[[\]<@]|http|www/);
  });

  it("keeps quoted bytes inside of their fence, whatever fences they hold", () => {
    const page = renderMarkdown(withTexts(report, () => "`````\n# Finding\n`````"));
    expect(page.split("\n").filter((line) => line === "``````").length % 2).toBe(0);
    expect(page).toContain("``````\n`````\n# Finding\n`````\n``````");
  });
});

describe("a JSON report of a hostile production", () => {
  it("reads back as exactly the same texts, and shows a terminal nothing that steers it", () => {
    everyText((hostile) => {
      const hostileReport = withTexts(report, () => hostile);
      const json = renderJson(hostileReport);
      expect(JSON.parse(json)).toEqual(hostileReport);
      for (const line of json.split("\n")) expect(line).not.toMatch(HIDDEN);
    });
  });
});
