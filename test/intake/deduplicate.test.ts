import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alertFingerprint, deduplicateAlerts } from "../../src/intake/deduplicate.js";
import { anAlert } from "../support/an-alert.js";

describe("deduplicateAlerts", () => {
  it("keeps one alert for each set of labels: the latest start, and of equal ones the later notice", () => {
    const early = anAlert({ labels: { alertname: "A" }, startsAt: 1 });
    const late = anAlert({ labels: { alertname: "A" }, startsAt: 2, state: "firing" });
    const resolved = anAlert({ labels: { alertname: "A" }, startsAt: 2, state: "resolved", endsAt: 3 });
    const other = anAlert({ labels: { alertname: "B" }, startsAt: 1 });
    expect(deduplicateAlerts([early, other, late])).toEqual([late, other]);
    expect(deduplicateAlerts([late, early, other])).toEqual([late, other]);
    expect(deduplicateAlerts([late, resolved])).toEqual([resolved]);
  });

  it("does not care for the order of labels, and is not fooled by where a name ends", () => {
    expect(alertFingerprint({ labels: { a: "1", b: "2" } })).toBe(alertFingerprint({ labels: { b: "2", a: "1" } }));
    expect(alertFingerprint({ labels: { a: "1b", c: "2" } })).not.toBe(
      alertFingerprint({ labels: { a: "1", bc: "2" } }),
    );
  });

  it("agrees with a naive model", () => {
    const alerts = fc.array(
      fc
        .record({ name: fc.constantFrom("A", "B", "C"), startsAt: fc.integer({ min: 0, max: 3 }) })
        .map(({ name, startsAt }) => anAlert({ name, labels: { alertname: name }, startsAt })),
    );
    fc.assert(
      fc.property(alerts, (given) => {
        const expected = ["A", "B", "C"].flatMap((name) => {
          const same = given.filter((alert) => alert.name === name);
          const latest = Math.max(...same.map((alert) => alert.startsAt));
          return same.filter((alert) => alert.startsAt === latest).slice(-1);
        });
        const kept = deduplicateAlerts(given);
        expect([...kept].sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual(expected);
      }),
    );
  });
});
