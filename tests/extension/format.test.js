import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./classic.js";

const Format = load(["shared/format.js"], "Format");

test("each unit is said by its rule", () => {
  /** @type {[number | null, string, string][]} */
  const said = [
    [0.00849, "fraction", "0.85%"],
    [0.0612, "fraction", "6.1%"],
    [0.07, "fraction", "7.0%"],
    [0.12, "fraction", "12.0%"],
    [0, "fraction", "0%"],
    [873.4, "views", "873"],
    [48_213, "views", "48.2K"],
    [49_000, "views", "49K"],
    [169_800, "views", "170K"],
    [1_234_567, "engagements", "1.23M"],
    [999.7, "views", "1K"],
    [82.4, "score", "82"],
    [2.44, "ratio", "2.4×"],
    [14.2, "ratio", "14×"],
    [0.262, "ratio", "0.26×"],
    [0.0089, "ratio", "0.89%"],
    [3.249, "posts/week", "3.2"],
    [Math.log(1.8), "ln", "×1.8"],
    [1250.4, "USD", "$1,250"],
    [12.5, "EUR", "€12.50"],
    [null, "views", "–"],
    [Number.NaN, "score", "–"],
  ];
  for (const [value, unit, text] of said) assert.equal(Format.quantity(value, unit), text, `${value} ${unit}`);
});

test("a badge's multiple is short", () => {
  assert.deepEqual([0.042, 0.44, 2.36, 9.96].map(Format.multiple), ["0.04×", "0.4×", "2.4×", "10×"]);
});

test("money is told apart, since a price's range is no probability", () => {
  assert.deepEqual(["USD", "CHF", "views", "ln", "fraction"].map(Format.isMoney), [
    true,
    true,
    false,
    false,
    false,
  ]);
});

test("levels are said as so many in so many", () => {
  assert.deepEqual([0.8, 0.9, 0.5, 0.95, 0.973].map(Format.level), [
    "8 in 10",
    "9 in 10",
    "1 in 2",
    "19 in 20",
    "97.3%",
  ]);
});

test("days are those of UTC, and an odd date is absent", () => {
  assert.equal(Format.day("2026-11-22T23:59:59Z"), "22 Nov 2026");
  assert.equal(Format.day("soon"), "–");
  assert.equal(Format.daysSince("2026-11-13T12:00:00Z", Date.parse("2026-11-22T13:00:00Z")), 9);
  assert.equal(Format.daysSince(null, 0), null);
});
