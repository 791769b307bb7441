/** Asking a companion to know this browser: a code here, the same code there, a person who compares. */
import { forgetAddress, pairingStatus, requestPairing } from "./companion.js";
import { CompanionError } from "./errors.js";

/** Letters and digits that can't be taken for one another. */
const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"; // 32 of them: a byte's last five bits, without bias
const LENGTH = 6;

/** @returns {string} */
export const makeCode = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(LENGTH)), (byte) => ALPHABET[byte & 31]).join("");

/** @returns {string} what the desk calls this browser, "Chromium on Linux" */
function browserName() {
  const known = /** @type {any} */ (navigator).userAgentData;
  const brands = (known?.brands ?? []).map((/** @type {{brand: string}} */ b) => b.brand);
  const brand =
    ["Microsoft Edge", "Opera", "Google Chrome", "Chromium"].find((name) => brands.includes(name)) ??
    (navigator.userAgent.includes("Firefox") ? "Firefox" : "Browser");
  return known?.platform ? `${brand} on ${known.platform}` : brand;
}

/** @returns {Promise<Pairing>} */
export async function startPairing() {
  const code = makeCode();
  const { port, id } = await requestPairing({ name: browserName(), code });
  await chrome.storage.session.set({ pairing: { port, id, code } });
  return { code, status: "waiting" };
}

/** @returns {Promise<{port: number, id: string, code: string} | undefined>} */
export async function waitingPairing() {
  const { pairing } = /** @type {any} */ (await chrome.storage.session.get("pairing"));
  return pairing;
}

/** @returns {Promise<Pairing>} */
export async function followPairing() {
  const waiting = await waitingPairing();
  if (!waiting) {
    const { token } = await chrome.storage.local.get("token"); // another tab may have received it
    return { code: "", status: token ? "allowed" : "gone" };
  }
  const { port, id, code } = waiting;
  const found = await pairingStatus(port, id).catch((error) => {
    if (error instanceof CompanionError && error.link === "away") {
      return /** @type {const} */ ({ status: "waiting" });
    }
    throw error;
  });
  if (found.status === "waiting") return { code, status: "waiting" };
  await chrome.storage.session.remove("pairing");
  if (!("token" in found)) return { code, status: "gone" };
  await chrome.storage.local.set({ port, token: found.token, client: found.client });
  forgetAddress();
  return { code, status: "allowed" };
}

export async function forgetPairing() {
  await chrome.storage.local.remove(["token", "client"]);
  forgetAddress();
}
