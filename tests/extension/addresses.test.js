import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { load } from "./classic.js";

const Addresses = load(["content/addresses.js"], "Addresses");
const SITE = "https://www.tiktok.com";

test("of a request only the path and harmless keys are left", () => {
  const full = `${SITE}/api/post/item_list/?WebIdLastTime=1&device_id=7&cursor=0&count=35&secUid=MS4w&msToken=x&X-Bogus=y&region=DE`;
  assert.equal(Addresses.requestUrl(full), `${SITE}/api/post/item_list/?cursor=0&count=35&secUid=MS4w`);
  assert.equal(Addresses.requestUrl(`${SITE}/api/user/detail?uniqueId=a`), `${SITE}/api/user/detail/?uniqueId=a`);
});

test("what a visitor searched for stays in the page", () => {
  const search = `${SITE}/api/search/general/full/?keyword=a+secret&offset=12&cursor=12&search_id=2026&web_search_code=%7B%7D`;
  assert.equal(Addresses.requestUrl(search), `${SITE}/api/search/general/full/?offset=12&cursor=12`);
  for (const path of [
    "/search?q=a+secret",
    "/search/user?q=a",
    "/discover/a-secret",
    "/?q=a",
    "/music/a-secret-7",
  ]) {
    const kept = Addresses.pageUrl(SITE + path);
    assert.doesNotMatch(kept, /secret|\?/, path);
    assert.ok(kept.startsWith(`${SITE}/`), path);
  }
  assert.equal(Addresses.pageUrl(`${SITE}/tag/sourdough?lang=en`), `${SITE}/tag/sourdough`);
});

test("lists of search, hashtags and For You are wanted, the visitor's own lists are not", () => {
  const wanted = ["search/item/full", "search/general/full", "search/user/full", "challenge/item_list"];
  for (const name of [...wanted, "recommend/item_list", "related/item_list", "mix/item_list"]) {
    assert.equal(Addresses.requestUrl(`${SITE}/api/${name}/?x=1`), `${SITE}/api/${name}/`);
  }
  for (const name of [
    "comment/list/reply",
    "following/item_list",
    "favorite/item_list",
    "user/collect/item_list",
    "inbox",
  ]) {
    assert.equal(Addresses.requestUrl(`${SITE}/api/${name}/?x=1`), null, name);
  }
  assert.equal(Addresses.requestUrl(`${SITE}/api/__proto__/`), null);
  const ahead = `${SITE}/api/recommend/item_list/`;
  assert.equal(Addresses.isBeside(ahead, `${SITE}/@mira`), true);
  assert.equal(Addresses.isBeside(ahead, `${SITE}/foryou`), false);
});

const CLOSED = [
  "/messages", "/messages/new?x=1", "/inbox", "/login", "/login/phone-or-email", "/signup", "/upload?lang=en",
  "/tiktokstudio/upload", "/creator-center", "/setting", "/checkout", "/shop/pdp/1", "/cart", "/orders", "/coin",
  "/wallet", "/live", "/@mira/live", "/@mira/live?x", "/LOGIN", "//login", "/%6Cogin", "//@mira//live",
]; // prettier-ignore

test("nothing is known of the visitor's own pages", () => {
  for (const path of CLOSED) {
    for (const of of ["pageUrl", "handleOf", "profileOf", "placeOf"]) {
      assert.equal(Addresses[of](SITE + path), null, `${of} ${path}`);
    }
  }
  for (const path of [
    "/@login",
    "/@mira/video/7400000000000000001",
    "/tag/login",
    "/search?q=login",
    "/",
    "/foryou",
  ]) {
    assert.notEqual(Addresses.pageUrl(SITE + path), null, path);
  }
});

test("the tap goes by the same rule", () => {
  const { answers, closed } = Addresses.rules;
  for (const path of CLOSED) {
    assert.match(new URL(SITE + path).pathname, new RegExp(closed, "i"), path);
  }
  for (const path of answers) assert.equal(Addresses.requestUrl(SITE + path), SITE + path);
});

test("the manifest keeps our scripts out of the same pages", () => {
  const manifest = JSON.parse(readFileSync(new URL("../../extension/manifest.json", import.meta.url), "utf8"));
  for (const { exclude_matches, all_frames } of manifest.content_scripts) {
    assert.deepEqual(
      exclude_matches,
      [...Addresses.closed].map((path) => `${SITE}${path}*`),
    );
    assert.equal(all_frames, undefined); // a login may come in a frame
  }
});

test("pages that show the same are one place", () => {
  const keyOf = (/** @type {string} */ path) => {
    const place = Addresses.placeOf(SITE + path);
    return place && `${place.kind} ${place.key}`;
  };
  assert.equal(keyOf("/@Mira?lang=en"), "profile @mira");
  assert.equal(keyOf("/@mira/photo/7400000000000000001"), "video 7400000000000000001");
  assert.notEqual(keyOf("/search?q=a"), keyOf("/search?q=b"));
  assert.equal(keyOf("/tag/bread"), "cards /tag/bread");
  assert.equal(keyOf("/foryou"), null);
  assert.equal(keyOf("/tags"), null);
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
