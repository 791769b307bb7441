import assert from "node:assert/strict";
import { test } from "node:test";
import { isCapture, parseMessage } from "../../extension/shared/messages.js";

const CAPTURE = {
  schema: 1,
  source: "api",
  page_url: "https://www.tiktok.com/@mira",
  request_url: "https://www.tiktok.com/api/post/item_list/?cursor=0",
  captured_at: "2026-11-22T13:00:00.000Z",
  body: "{}",
  extension: "0.1.0",
};

test("a tab may say what a tab needs", () => {
  const handle = "mira";
  for (const message of [
    { type: "open", handle },
    { type: "capture", handle, capture: CAPTURE },
    { type: "capture", handle: null, capture: { ...CAPTURE, source: "embedded", request_url: null } },
    { type: "shortlist", handle, save: true },
    { type: "brief", handle, name: "Crumb & Co." },
    { type: "view", view: { collapsed: false, tab: "numbers" } },
    { type: "pair" },
    { type: "desk" },
  ]) {
    assert.equal(parseMessage(message, false), message, message.type);
  }
});

test("a tab may not part, move the port, or ask as one of our pages", () => {
  for (const type of ["forget", "status", "port"]) {
    assert.equal(parseMessage({ type, port: 8417 }, false), null, type);
  }
  assert.deepEqual(parseMessage({ type: "port", port: 8417 }, true), { type: "port", port: 8417 });
  assert.equal(parseMessage({ type: "port", port: 80 }, true), null);
});

test("odd messages are nobody's", () => {
  for (const odd of [
    null,
    "open",
    {},
    { type: "toString" },
    { type: "open", handle: "a/../b" },
    { type: "open", handle: "a b" },
    { type: "open", handle: 7 },
    { type: "view", view: { collapsed: 1, tab: "fit" } },
    { type: "view", view: { collapsed: true, tab: "__proto__" } },
    { type: "brief", handle: "mira", name: "" },
  ]) {
    assert.equal(parseMessage(odd, false), null, JSON.stringify(odd));
  }
});

test("a capture is TikTok's, whole and of bounded size", () => {
  assert.ok(isCapture(CAPTURE));
  for (const wrong of [
    { source: "page" },
    { schema: 2 },
    { page_url: "https://evil.example/" },
    { request_url: "https://www.tiktok.com.evil.example/api/" },
    { body: "x".repeat(2 * 1024 * 1024 + 1) },
    { body: { toString: 1 } },
    { captured_at: 5 },
  ]) {
    assert.equal(isCapture({ ...CAPTURE, ...wrong }), false, JSON.stringify(wrong).slice(0, 60));
  }
});
