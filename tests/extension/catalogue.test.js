import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const EXTENSION = new URL("../../extension/", import.meta.url);
const read = (/** @type {string} */ path) => readFileSync(new URL(path, EXTENSION), "utf8");
const files = readdirSync(EXTENSION, { recursive: true }).map((path) => String(path).replaceAll("\\", "/"));
const sources = files.filter((path) => /\.(js|html)$/.test(path)).map((path) => [path, read(path)]);
const messages = JSON.parse(read("_locales/en/messages.json"));
const manifest = JSON.parse(read("manifest.json"));

test("every text that the code names is in the catalogue", () => {
  for (const [path, source] of sources) {
    for (const [, key] of (source ?? "").matchAll(/(?:\bsay|getMessage)\(\s*"(\w+)"|data-say="(\w+)"/g)) {
      if (key) assert.ok(messages[key], `${path}: ${key}`);
    }
    for (const [, key] of (source ?? "").matchAll(/\bcounted\(\s*"(\w+)"/g)) {
      assert.ok(messages[key ?? ""] && messages[`${key}One`], `${path}: ${key} for many and for one`);
    }
  }
});

test("the manifest names files that exist, and every content script is named", () => {
  const listed = manifest.content_scripts.flatMap((/** @type {{js: string[]}} */ { js }) => js);
  for (const path of [...listed, ...Object.values(manifest.icons), manifest.background.service_worker]) {
    assert.ok(files.includes(path), path);
  }
  for (const path of files.filter((each) => /^content\/.*\.js$/.test(each))) {
    assert.ok(listed.includes(path), path);
  }
});

test("no permission beyond storage, and the bridge is there before the tap", () => {
  assert.deepEqual(manifest.permissions, ["storage"]);
  assert.equal(manifest.host_permissions, undefined);
  assert.equal(manifest.incognito, "not_allowed");
  assert.match(manifest.content_security_policy.extension_pages, /connect-src http:\/\/127\.0\.0\.1:\*;/);
  const [isolated, main] = manifest.content_scripts;
  assert.ok(isolated.js.includes("content/bridge.js") && isolated.world === undefined);
  assert.deepEqual([main.world, main.run_at, main.js], ["MAIN", "document_start", ["content/tap.js"]]);
  assert.deepEqual(isolated.exclude_matches, main.exclude_matches);
});
