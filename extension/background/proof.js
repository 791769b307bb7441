/** How the companion shows that it knows our token, before we send it. */

const encoder = new TextEncoder();

/** @param {string} hex @returns {Uint8Array<ArrayBuffer> | null} */
const bytes = (hex) =>
  /^(?:[0-9a-f]{2})+$/.test(hex) ? Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16)) : null;

/** @returns {string} 32 hex characters that no companion has seen before */
export const nonce = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");

/**
 * @param {string} token
 * @param {string} challenge the nonce that was sent
 * @param {unknown} proof hex of HMAC-SHA256(key = SHA-256(token), challenge)
 * @returns {Promise<boolean>}
 */
export async function proves(token, challenge, proof) {
  const given = typeof proof === "string" ? bytes(proof) : null;
  if (!given) return false;
  const secret = await crypto.subtle.digest("SHA-256", encoder.encode(token));
  const key = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
  return crypto.subtle.verify("HMAC", key, given, encoder.encode(challenge)); // compares in constant time
}
