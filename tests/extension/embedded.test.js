import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./classic.js";

const Embedded = load(["content/embedded.js"], "Embedded");

const SCOPE = {
  "webapp.app-context": { wid: "7", csrfToken: "secret", user: { uid: "9" } },
  "webapp.biz-context": {},
  "webapp.i18n-translation": { Webapp: { profile_page_pin: "Pinned", "a thousand": "others" } },
  "webapp.user-detail": { userInfo: { user: { uniqueId: "mira" } }, statusCode: 0 },
};

test("only the detail scopes and the words in need travel", () => {
  const cut = Embedded.cut(JSON.stringify({ __DEFAULT_SCOPE__: SCOPE, other: 1 }));
  assert.deepEqual(JSON.parse(cut), {
    __DEFAULT_SCOPE__: {
      "webapp.user-detail": SCOPE["webapp.user-detail"],
      "webapp.i18n-translation": { Webapp: { profile_page_pin: "Pinned" } },
    },
  });
});

test("what is inside a scope is not touched", () => {
  const odd = { statusCode: "10222", userInfo: [null, { deep: "\u202eabc" }] };
  const cut = Embedded.cut(JSON.stringify({ __DEFAULT_SCOPE__: { "webapp.reflow.video.detail": odd } }));
  assert.deepEqual(JSON.parse(cut), { __DEFAULT_SCOPE__: { "webapp.reflow.video.detail": odd } });
});

test("a page without a creator or a video gives nothing", () => {
  const { "webapp.user-detail": _, ...shell } = SCOPE;
  for (const text of [JSON.stringify({ __DEFAULT_SCOPE__: shell }), "{}", "null", "[]", "{broken", ""]) {
    assert.equal(Embedded.cut(text), null, text);
  }
});

test("the first videos of a page that begins with a list travel, its other scopes do not", () => {
  const items = [{ id: "7400000000000000001" }];
  const text = JSON.stringify({ __DEFAULT_SCOPE__: { ...SCOPE, "webapp.updated-items": items } });
  const scope = JSON.parse(Embedded.cut(text)).__DEFAULT_SCOPE__;
  assert.deepEqual(scope["webapp.updated-items"], items);
  assert.equal("webapp.app-context" in scope, false);
});
