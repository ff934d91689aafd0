import { describe, expect, it } from "vitest";
import { groupAlerts } from "../../src/intake/group.js";
import { anAlert } from "../support/an-alert.js";

const firing = anAlert({ name: "Slow" });
const resolved = anAlert({ name: "Errors", state: "resolved", endsAt: 2_000_000 });
const silenced = anAlert({ name: "Disk", state: "silenced" });
const heartbeat = anAlert({ name: "Watchdog", severity: "none" });

describe("groupAlerts", () => {
  it("lets those that fire speak, and keeps the others beside them", () => {
    expect(groupAlerts([heartbeat, resolved, firing, silenced])).toEqual({
      leading: [firing],
      beside: [heartbeat, resolved, silenced],
    });
  });

  it("lets resolved ones speak where none fires", () => {
    expect(groupAlerts([silenced, resolved, heartbeat]).leading).toEqual([resolved]);
  });

  it("lets heartbeats and silenced ones speak where there is nothing else", () => {
    expect(groupAlerts([heartbeat, silenced])).toEqual({ leading: [heartbeat, silenced], beside: [] });
  });
});
