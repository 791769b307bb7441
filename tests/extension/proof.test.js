import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { test } from "node:test";
import { nonce, proves } from "../../extension/background/proof.js";

const TOKEN = "a token";
/** @param {string} token @param {string} challenge */
const proofOf = (token, challenge) =>
  createHmac("sha256", createHash("sha256").update(token).digest()).update(challenge).digest("hex");

test("only who knows the token proves it, for this nonce alone", async () => {
  const challenge = nonce();
  assert.match(challenge, /^[0-9a-f]{32}$/);
  assert.equal(await proves(TOKEN, challenge, proofOf(TOKEN, challenge)), true);
  assert.equal(await proves(TOKEN, challenge, proofOf("another", challenge)), false);
  assert.equal(await proves(TOKEN, nonce(), proofOf(TOKEN, challenge)), false);
});

test("garbage proves nothing", async () => {
  for (const odd of [undefined, null, 5, "", "zz", "abc", proofOf(TOKEN, "n").slice(2)]) {
    assert.equal(await proves(TOKEN, "n", odd), false, String(odd));
  }
});
