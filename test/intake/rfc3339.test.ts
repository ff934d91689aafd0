import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRfc3339 } from "../../src/intake/rfc3339.js";

describe("parseRfc3339", () => {
  it.each([
    ["2026-03-01T03:14:00Z", Date.UTC(2026, 2, 1, 3, 14)],
    ["2026-03-01t03:14:00z", Date.UTC(2026, 2, 1, 3, 14)],
    ["2026-03-01T03:14:00.123456789Z", Date.UTC(2026, 2, 1, 3, 14, 0, 123)],
    ["2026-03-01T03:14:00.5+02:00", Date.UTC(2026, 2, 1, 1, 14, 0, 500)],
    ["2026-03-01T03:14:00-05:30", Date.UTC(2026, 2, 1, 8, 44)],
    ["2024-02-29T00:00:00Z", Date.UTC(2024, 1, 29)],
    ["2016-12-31T23:59:60Z", Date.UTC(2016, 11, 31, 23, 59, 59)],
  ])("reads %s", (text, instant) => {
    expect(parseRfc3339(text)).toBe(instant);
  });

  it.each([
    "",
    "yesterday",
    "2026-03-01",
    "2026-03-01T03:14Z",
    "2026-03-01T03:14:00",
    "2025-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-00-10T00:00:00Z",
    "2026-04-31T00:00:00Z",
    "2026-03-01T24:00:00Z",
    "2026-03-01T03:60:00Z",
    "2026-03-01T03:14:61Z",
    "2026-03-01T03:14:00+24:00",
    "2026-03-01T03:14:00Z ",
    "2026-03-01T03:14:00.1234567890Z",
    "02026-03-01T03:14:00Z",
  ])("refuses `%s`", (text) => {
    expect(parseRfc3339(text)).toBeNull();
  });

  it("agrees with the runtime's own reading of what it writes", () => {
    fc.assert(
      fc.property(
        fc.date({ noInvalidDate: true, min: new Date("0000-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59Z") }),
        (date) => {
          expect(parseRfc3339(date.toISOString())).toBe(date.getTime());
        },
      ),
    );
  });
});
