/** Captures that wait for a companion that is away. They outlive the worker and the browser. */
import { admit } from "./queue-policy.js";

/** @typedef {import("./queue-policy.js").Waiting} Waiting */

/** @type {Promise<unknown>} every change of the index waits for the one before */
let last = Promise.resolve();

/** @template T @param {() => Promise<T>} change @returns {Promise<T>} */
function inTurn(change) {
  const result = last.then(change);
  last = result.catch(() => {});
  return result;
}

/** @returns {Promise<Waiting[]>} */
const index = async () => /** @type {any} */ (await chrome.storage.local.get({ queue: [] })).queue;

/** @param {Capture} capture @returns {Promise<void>} */
export function put(capture) {
  return inTurn(async () => {
    const key = `capture:${crypto.randomUUID()}`;
    const size = new TextEncoder().encode(JSON.stringify(capture)).length;
    const { kept, dropped } = admit(await index(), { key, size });
    await chrome.storage.local.remove(dropped.map((each) => each.key)); // first, or there is no room
    await chrome.storage.local.set({ queue: kept, [key]: capture });
  });
}

/** @returns {Promise<number>} */
export const size = async () => (await index()).length;

/** @type {Promise<void> | null} */
let flushing = null;

/**
 * Hands the waiting captures over, oldest first, and stops at the first that should wait on.
 * @param {(capture: Capture) => Promise<boolean>} deliver true when it need not wait any longer
 * @returns {Promise<void>}
 */
export function flush(deliver) {
  flushing ??= run(deliver).finally(() => {
    flushing = null;
  });
  return flushing;
}

/** @param {(capture: Capture) => Promise<boolean>} deliver */
async function run(deliver) {
  for (;;) {
    const [oldest] = await index();
    if (!oldest) return;
    const capture = /** @type {Capture | undefined} */ ((await chrome.storage.local.get(oldest.key))[oldest.key]);
    if (capture && !(await deliver(capture))) return;
    await inTurn(async () => {
      const rest = (await index()).filter(({ key }) => key !== oldest.key);
      await chrome.storage.local.set({ queue: rest });
      await chrome.storage.local.remove(oldest.key);
    });
  }
}
