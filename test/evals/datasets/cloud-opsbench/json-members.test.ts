import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { membersOf, NotJson } from "../../../../evals/datasets/cloud-opsbench/json-members.js";

describe("membersOf", () => {
  it("finds each member where JSON.parse finds its value", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.json()), fc.constantFrom(undefined, 1, "\t"), (values, space) => {
        const object = Object.fromEntries(
          Object.entries(values).map(([key, json]) => [key, JSON.parse(json) as unknown]),
        );
        const text = JSON.stringify(object, null, space);
        const found = [...membersOf(text)].map(
          ([key, span]) => [key, JSON.parse(text.slice(...span)) as unknown] as const,
        );
        // An own `__proto__` survives in a list of entries, but not in an object that a parser makes.
        expect(Object.fromEntries(found)).toEqual(JSON.parse(text));
      }),
    );
  });

  it("says where a text stops being an object", () => {
    for (const text of [
      "",
      "[]",
      '{"a"',
      '{"a":',
      '{"a":"b',
      '{"a":1 "b":2}',
      '{"a":[1',
      '{"a":1,"a":2}',
      '{"a\\q":1}',
    ])
      expect(() => membersOf(text), text).toThrow(NotJson);
  });

  it("takes linear time (adversarial)", () => {
    const began = performance.now();
    membersOf(`{"a":"${"\\\\".repeat(500_000)}","b":${"[".repeat(200_000)}${"]".repeat(200_000)}}`);
    expect(() => membersOf(`{"a":"${'\\"'.repeat(500_000)}`)).toThrow(NotJson);
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});
