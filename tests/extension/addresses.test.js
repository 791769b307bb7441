import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./classic.js";

const Addresses = load(["content/addresses.js"], "Addresses");
const SITE = "https://www.tiktok.com";

test("of a request only the path and harmless keys are left", () => {
  const full = `${SITE}/api/post/item_list/?WebIdLastTime=1&device_id=7&cursor=0&count=35&secUid=MS4w&msToken=x&X-Bogus=y&region=DE`;
  assert.equal(Addresses.requestUrl(full), `${SITE}/api/post/item_list/?cursor=0&count=35&secUid=MS4w`);
  assert.equal(Addresses.requestUrl(`${SITE}/api/user/detail?uniqueId=a`), `${SITE}/api/user/detail/?uniqueId=a`);
});

test("other requests are not ours", () => {
  for (const url of [
    `${SITE}/api/preload/item_list/?cursor=0`,
    `${SITE}/api/im/get_messages/`,
    "https://evil.example/api/post/item_list/",
    "https://www.tiktok.com.evil.example/api/post/item_list/",
    "not an address",
  ]) {
    assert.equal(Addresses.requestUrl(url), null, url);
  }
});

test("a handle is the profile's, in lower case", () => {
  assert.equal(Addresses.handleOf(`${SITE}/@Mira.Bakes_1/video/74?lang=en`), "mira.bakes_1");
  assert.equal(Addresses.handleOf(`${SITE}/foryou`), null);
  assert.equal(Addresses.handleOf(`${SITE}/@%E0%A4%A`), null);
  assert.equal(Addresses.profileOf(`${SITE}/@mira/?x=1#y`), "mira");
  assert.equal(Addresses.profileOf(`${SITE}/@mira/video/74`), null);
});

test("a page is known by origin and path", () => {
  assert.equal(Addresses.pageUrl(`${SITE}/@mira?is_from_webapp=1&sender_device=pc#top`), `${SITE}/@mira`);
  assert.equal(Addresses.pageUrl("https://m.tiktok.com/@mira"), null);
});

test("a tile's link carries the video's id", () => {
  assert.equal(Addresses.videoId(`${SITE}/@mira/video/7400000000000000001?q=1`), "7400000000000000001");
  assert.equal(Addresses.videoId("/@mira/photo/7400000000000000001"), "7400000000000000001");
  assert.equal(Addresses.videoId("/@mira/live"), null);
});
