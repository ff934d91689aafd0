import { describe, expect, it } from "vitest";
import { parseEntity } from "../../../src/core/entity.js";
import { evaluate } from "../../../src/diagnosis/assertions/evaluate.js";
import { Facts } from "../../../src/diagnosis/assertions/facts.js";
import { logsAnswer, madeLine } from "../../support/made-evidence.js";

const WINDOW = { from: 0, to: 100 };
const answer = logsAnswer(WINDOW, madeLine("orders", 1, "lock wait on row 7"), madeLine("carts", 2, "served in 3ms"));
const facts = new Facts([answer]);
const claim = (quote: string, entity: string | null, record?: number) =>
  ({
    kind: "quoted",
    evidence: answer.id,
    quote,
    entity: entity === null ? null : parseEntity(entity),
    ...(record === undefined ? {} : { record }),
  }) as const;

describe("quoted", () => {
  it("holds for a text in a record about the entity, and rests on that record", () => {
    const evaluation = evaluate(claim("lock wait", "orders"), facts);
    expect(evaluation.truth).toBe("holds");
    expect(evaluation.basis).toEqual([{ evidence: answer.id, record: 0 }]);
  });

  it("fails for a real text of another entity", () => {
    expect(evaluate(claim("lock wait", "carts"), facts).truth).toBe("fails");
    expect(evaluate(claim("lock wait", "orders", 1), facts, () => true).truth).toBe("fails");
  });

  it("fails where the bytes do not hold it", () => {
    expect(evaluate(claim("lock wait", "orders"), facts, () => false).truth).toBe("fails");
  });

  it("is unknown where no record holds it and the bytes are not at hand", () => {
    expect(evaluate(claim("deadlock", "orders"), facts).truth).toBe("unknown");
    expect(evaluate(claim("deadlock", "orders"), facts, () => null).truth).toBe("unknown");
  });

  it("holds for text of the source that no record repeats, where the record named is about the entity", () => {
    expect(evaluate(claim('"severity":"INFO"', "orders", 0), facts, () => true).truth).toBe("holds");
    expect(evaluate(claim('"severity":"INFO"', "orders"), facts, () => true).truth).toBe("unknown");
  });

  it("fails for a record that the evidence does not have", () => {
    expect(evaluate(claim("lock wait", "orders", 9), facts).truth).toBe("fails");
  });

  it("is unknown without the evidence", () => {
    expect(evaluate(claim("lock wait", "orders"), new Facts([])).truth).toBe("unknown");
  });

  it("asks for the named record's bytes alone", () => {
    const asked: (number | undefined)[] = [];
    evaluate(claim("lock wait", null, 0), facts, (_evidence, _quote, record) => asked.push(record) > 0);
    expect(asked).toEqual([0]);
  });
});
