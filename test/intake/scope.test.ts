import { describe, expect, it } from "vitest";
import { incidentFromScope } from "../../src/intake/scope.js";

const NOW = Date.parse("2026-03-01T04:00:00Z");
const LOOKING = { now: NOW, earliest: null };

describe("incidentFromScope", () => {
  it("makes an incident of a service, a duration and a word", () => {
    expect(incidentFromScope({ service: "checkout", since: "20m", text: "slow" }, LOOKING)).toMatchObject({
      title: "checkout: slow",
      source: "scope",
      alerts: [],
      scope: [{ kind: "service", namespace: "", name: "checkout" }],
      signal: "latency",
      since: NOW - 20 * 60_000,
      window: { from: NOW - 50 * 60_000, to: NOW },
    });
  });

  it("reads a whole reference, and a time in place of a duration", () => {
    const incident = incidentFromScope(
      { service: "database:shop/orders", since: "2026-03-01T03:14:00Z", text: "" },
      LOOKING,
    );
    expect(incident.scope).toEqual([{ kind: "database", namespace: "shop", name: "orders" }]);
    expect(incident.since).toBe(Date.parse("2026-03-01T03:14:00Z"));
  });

  it("keeps unknown words in the title and reads no signal into them", () => {
    expect(incidentFromScope({ service: null, since: null, text: "customers complain" }, LOOKING)).toMatchObject({
      title: "anywhere: customers complain",
      scope: [],
      signal: null,
      since: null,
      window: { from: NOW - 60 * 60_000, to: NOW },
    });
  });

  it.each([
    ["later", "`later` is neither a duration nor a time"],
    ["-5m", "`-5m` is neither a duration nor a time"],
    ["0s", "`0s` does not lie in the past"],
    ["2026-03-01T05:00:00Z", "`2026-03-01T05:00:00Z` does not lie in the past"],
    ["40d", "`40d` is more than 31 days ago"],
  ])("refuses --since %s", (since, what) => {
    expect(() => incidentFromScope({ service: "checkout", since, text: "" }, LOOKING)).toThrow(
      expect.objectContaining({ code: "USAGE", what, where: "--since" }),
    );
  });

  it("refuses a name that is none", () => {
    expect(() => incidentFromScope({ service: "check\u0000out", since: null, text: "" }, LOOKING)).toThrow(
      expect.objectContaining({ code: "ENTITY_INVALID" }),
    );
  });
});
