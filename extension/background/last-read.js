/** What was read last in each tab, for whoever asks the popup. It ends with the tab, at the latest with the browser. */

/** @param {number} tab */
const key = (tab) => `read:${tab}`;

/** @param {number | null} tab @param {LastRead} read @returns {Promise<void>} */
export async function note(tab, read) {
  if (tab !== null) await chrome.storage.session.set({ [key(tab)]: read });
}

/** @param {number} tab @returns {Promise<LastRead | undefined>} */
export const of = async (tab) => /** @type {any} */ (await chrome.storage.session.get(key(tab)))[key(tab)];

/** @param {number} tab @returns {Promise<void>} */
export const forget = (tab) => chrome.storage.session.remove(key(tab));
