import assert from "node:assert/strict";
import { test } from "node:test";
import { isEntry, readAnswer, readBriefs } from "../../extension/background/answers.js";

const E = { value: 1, low: 0, high: 2, level: 0.9, n: 3, unit: "views", method: "median", missing: null };
const SCORECARD = {
  creator: { id: "1", handle: "mira", state: "ok" },
  as_of: "2026-11-22T13:00:00Z",
  formula_version: "1",
  sample: {
    read: 1,
    eligible: 1,
    from: null,
    to: null,
    video_ids: ["1"],
    excluded: [{ video_id: "2", reason: "ad" }],
  },
  estimates: { typical_views: E },
  peers: {},
  checks: [],
  fit: {
    brief: null,
    score: { ...E, value: null, missing: "no brief" },
    word: "Not enough data yet",
    coverage: 0,
    parts: {},
  },
  reconcile: [],
};

test("a whole answer is taken, and what it gained is no harm", () => {
  const badges = { 2: { multiple: E, mark: "ad" } };
  const problems = [{ reader: "item_list", says: "no cursor" }];
  const answer = { scorecard: { ...SCORECARD, news: 1 }, shortlisted: null, badges, problems, more: {} };
  assert.deepEqual(readAnswer(answer)?.badges, badges);
  assert.equal(readAnswer({ scorecard: null })?.scorecard, null);
});

test("an answer with a hole is no answer", () => {
  for (const part of [
    { estimates: { typical_views: { ...E, value: "48K" } } },
    { estimates: null },
    { estimates: [E] },
    { sample: { read: 1 } },
    { fit: { ...SCORECARD.fit, score: undefined } },
    { fit: { ...SCORECARD.fit, parts: { niche: { score: E, weight: "much", why: [] } } } },
    { creator: null },
    { reconcile: [{ tool: 5, value: 1 }] },
  ]) {
    assert.equal(readAnswer({ scorecard: { ...SCORECARD, ...part } }), null, JSON.stringify(part));
  }
  assert.equal(readAnswer({ scorecard: SCORECARD, badges: { 1: { multiple: null, mark: null } } }), null);
  assert.equal(readAnswer({ scorecard: SCORECARD, shortlisted: true }), null);
});

test("briefs are names and the active one", () => {
  assert.deepEqual(readBriefs({ briefs: [{ name: "a" }, { name: "b" }], active: "b" }), {
    names: ["a", "b"],
    active: "b",
  });
  assert.deepEqual(readBriefs({ briefs: [], active: null }), { names: [], active: null });
  assert.equal(readBriefs({ briefs: [{}] }), null);
  assert.equal(readBriefs(null), null);
});

test("an entry has a handle and a stage", () => {
  assert.ok(isEntry({ creator_id: null, handle: "mira", stage: "to_contact" }));
  assert.ok(isEntry(null));
  assert.equal(isEntry({ handle: "mira" }), false);
});
