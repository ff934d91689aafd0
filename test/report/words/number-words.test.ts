import { describe, expect, it } from "vitest";
import { durationWords, numberWords, percentWords, quantityWords } from "../../../src/report/words/number-words.js";

describe("numbers for people", () => {
  it.each([
    [0, "0"],
    [0.0413, "0.0413"],
    [Math.PI, "3.14"],
    [58.512, "58.5"],
    [1_400, "1,400"],
    [1_234_567.8, "1,234,568"],
    [-2.5, "-2.5"],
    [1e-9, "1.0e-9"],
    [1e21, "1.0e+21"],
    [Number.NaN, "not a number"],
    [Number.POSITIVE_INFINITY, "not a number"],
  ])("writes %d as %s", (value, words) => {
    expect(numberWords(value)).toBe(words);
  });

  it.each([
    [0.912, "91 %"],
    [1, "100 %"],
    [0.9996, "99.9 %"],
    [0.004, "0.4 %"],
    [0, "0 %"],
  ])("never rounds the share %d up to certainty", (share, words) => {
    expect(percentWords(share)).toBe(words);
  });

  it.each([
    [0.4, "0.4 ms"],
    [412, "412 ms"],
    [12_340, "12.3 s"],
    [59_960, "1 min"],
    [184_000, "3 min 4 s"],
    [7_500_000, "2 h 5 min"],
    [273_600_000, "3 d 4 h"],
    [-90_000, "-1 min 30 s"],
  ])("writes %d ms as %s", (ms, words) => {
    expect(durationWords(ms)).toBe(words);
  });

  it.each([
    [0.041, "s", "41 ms"],
    [2.4, "s", "2.4 s"],
    [250, "ms", "250 ms"],
    [3_221_225_472, "By", "3 GiB"],
    [0, "By", "0 B"],
    [512, "By/s", "512 B a second"],
    [12, "1/s", "12 a second"],
    [93, "%", "93 %"],
    [4, "", "4"],
    [7, "{sessions}", "7 {sessions}"],
  ])("writes %d in %s as %s", (value, unit, words) => {
    expect(quantityWords(value, unit)).toBe(words);
  });
});
