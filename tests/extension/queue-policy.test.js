import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { admit, MOST, MOST_BYTES } from "../../extension/background/queue-policy.js";

/** @param {number} count @param {number} size */
const waiting = (count, size) => Array.from({ length: count }, (_, i) => ({ key: `k${i}`, size }));

test("there is room until there are too many, then the oldest goes", () => {
  const { kept, dropped } = admit(waiting(MOST, 10), { key: "new", size: 10 });
  assert.equal(kept.length, MOST);
  assert.deepEqual(dropped, [{ key: "k0", size: 10 }]);
  assert.equal(kept.at(-1)?.key, "new");
});

test("as many go as the newest needs in bytes", () => {
  const { kept, dropped } = admit(waiting(4, MOST_BYTES / 4), { key: "new", size: MOST_BYTES / 4 + 1 });
  assert.deepEqual(
    dropped.map(({ key }) => key),
    ["k0", "k1"],
  );
  assert.deepEqual(
    kept.map(({ key }) => key),
    ["k2", "k3", "new"],
  );
});

test("an empty queue takes what fits", () => {
  assert.deepEqual(admit([], { key: "new", size: 5 }), { kept: [{ key: "new", size: 5 }], dropped: [] });
});

test("what is promised to people is what holds", () => {
  const promise = readFileSync(new URL("../../docs/security.md", import.meta.url), "utf8");
  assert.ok(promise.includes(`at most ${MOST} readings and ${MOST_BYTES / 1e6} MB`));
});
