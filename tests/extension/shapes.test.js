import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./classic.js";

const Shapes = load(["content/overlay-shapes.js"], "Shapes");

/** @param {number | null} value @param {number | null} low @param {number | null} high */
const estimate = (value, low, high) => ({ value, low, high });
const SCORE = { from: 0, to: 100, log: false };

test("a linear scale maps ends to ends and holds what lies beyond", () => {
  assert.deepEqual(
    [-5, 0, 82, 100, 140].map((value) => Shapes.position(value, SCORE)),
    [0, 0, 82, 100, 100],
  );
});

test("a creator's own window is a tenth to ten times the usual", () => {
  const window = Shapes.around(48_000);
  assert.deepEqual(
    [4_800, 48_000, 480_000, 0].map((value) => Math.round(Shapes.position(value, window))),
    [0, 50, 100, 0],
  );
});

test("an estimate without interval is a point, without value nothing", () => {
  assert.deepEqual({ ...Shapes.spread(estimate(40, null, null), SCORE) }, { value: 40, low: 40, high: 40 });
  assert.deepEqual({ ...Shapes.spread(estimate(82, 76, 88), SCORE) }, { value: 82, low: 76, high: 88 });
  assert.equal(Shapes.spread(estimate(null, null, null), SCORE), null);
});
