import { describe, expect, it } from "vitest";
import { eventList, eventsBelow } from "../../../../../evals/datasets/cloud-opsbench/objects/events.js";
import { OVEN_POD } from "../../../../support/recorded-bakery.js";

const pod = { kind: "pod", namespace: "bakery", name: "oven-6d5f9c8b7d-x4k2p" } as const;

describe("eventsBelow", () => {
  it("tells what a description ends with, messages of several lines and of none included", () => {
    expect(eventsBelow(OVEN_POD, pod)).toMatchObject({
      dropped: 0,
      records: [
        { reason: "Scheduled", severity: "normal", ageMs: 540_000, count: 1, time: null },
        {
          reason: "Unhealthy",
          severity: "warning",
          ageMs: 8_000,
          count: 7,
          message: "Liveness probe failed: no answer\nfrom the oven",
        },
        { reason: "Starting", message: "" },
      ],
    });
    expect(eventsBelow("Name: x\nEvents:  <none>\n", pod)).toEqual({ records: [], dropped: 0 });
    expect(eventsBelow("Name: x\n", pod)).toBeNull();
  });
});

describe("eventList", () => {
  const row = "3m12s       Warning   BackOff   pod/oven-1   Back-off  restarting\n";

  it("reads a list with its header and without", () => {
    const expected = {
      dropped: 0,
      records: [
        { reason: "BackOff", ageMs: 192_000, entity: { kind: "pod", name: "oven-1" }, message: "Back-off  restarting" },
      ],
    };
    expect(eventList(row, "bakery")).toMatchObject(expected);
    expect(
      eventList(
        `LAST SEEN   TYPE      REASON    OBJECT       MESSAGE\n${row.replace("  restarting", " restarting")}`,
        "bakery",
      ),
    ).toMatchObject({ dropped: 0, records: [{ message: "Back-off restarting" }] });
  });

  it("counts rows that are no events, and is no list where none is one", () => {
    expect(eventList(`${row}a row of nonsense\n`, "bakery")).toMatchObject({ dropped: 1, records: [{}] });
    expect(eventList("sh: not found\n", "bakery")).toBeNull();
    expect(
      eventList('9m   Warning   FailedCreate   replicaset/oven-1   account "baker" not found\n', "bakery"),
    ).toMatchObject({
      records: [{ reason: "FailedCreate" }],
    });
    expect(eventList("", "bakery")).toEqual({ records: [], dropped: 0 });
  });
});
