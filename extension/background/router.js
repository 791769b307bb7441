/** What each message does. Answers are plain data; a failure of the companion is an answer too. */
import * as companion from "./companion.js";
import { cutAnswer } from "./cut.js";
import { CompanionError } from "./errors.js";
import * as lastRead from "./last-read.js";
import * as pairing from "./pairing.js";
import * as queue from "./queue.js";

/** @type {View} */
const FIRST_VIEW = { collapsed: true, tab: "fit" };

/** @returns {Promise<{brief: string | null, view: View}>} what the person chose earlier */
const choices = async () => {
  const { brief = null, view = FIRST_VIEW } = /** @type {any} */ (
    await chrome.storage.local.get(["brief", "view"])
  );
  return { brief, view };
};

/** @returns {Promise<{briefs: Briefs, brief: string | null}>} the picked brief counts as long as it exists */
async function currentBriefs() {
  const [briefs, { brief }] = await Promise.all([companion.briefs(), choices()]);
  return { briefs, brief: brief && briefs.names.includes(brief) ? brief : briefs.active };
}

/** @param {string} handle @returns {Promise<Partial<Reply>>} */
async function open(handle) {
  const { view } = await choices();
  try {
    const { briefs, brief } = await currentBriefs();
    const found = await companion.scorecardOf(handle, brief);
    return { briefs, brief, view, ...(found ? { answer: found } : {}) };
  } catch (error) {
    if (error instanceof CompanionError) {
      return { view, link: error.link, ...(error.says ? { says: error.says } : {}) };
    }
    throw error;
  }
}

/** A queued capture leaves the queue when the companion took it, or when it will never take it. @param {Capture} capture */
async function deliverQueued(capture) {
  try {
    await companion.postCapture(capture, null);
    return true;
  } catch (error) {
    return error instanceof CompanionError && error.link === "refused" && (error.status ?? 500) < 500;
  }
}

export const flush = () => queue.flush(deliverQueued);

/** @param {Capture} whole @returns {Capture} */
const cut = (whole) => (whole.source === "api" ? { ...whole, body: cutAnswer(whole.body) } : whole);

/** @param {Capture} capture @param {number | null} tab @returns {Promise<Partial<Reply>>} */
async function take(capture, tab) {
  const { brief } = await choices();
  try {
    const reply = { answer: await companion.postCapture(capture, brief) };
    if (reply.answer.read) await lastRead.note(tab, reply.answer.read);
    void flush();
    return reply;
  } catch (error) {
    if (!(error instanceof CompanionError)) throw error;
    if (brief && error.status === 404) {
      await chrome.storage.local.remove("brief"); // the picked brief is gone: the active one counts again
      return { answer: await companion.postCapture(capture, null) };
    }
    if (error.link !== "refused") await queue.put(capture);
    throw error;
  }
}

/** @param {Broadcast} message */
async function tellAllTabs(message) {
  for (const { id } of await chrome.tabs.query({})) {
    if (id !== undefined) chrome.tabs.sendMessage(id, message).catch(() => {}); // most tabs are not ours
  }
}

/** @param {string} handle @param {boolean} save @returns {Promise<Partial<Reply>>} */
async function shortlist(handle, save) {
  const entry = save ? await companion.save(handle) : (await companion.unsave(handle), null);
  void tellAllTabs({ type: "shortlisted", handle, entry });
  return { shortlisted: entry };
}

/** @returns {Promise<Partial<Reply>>} */
async function connection() {
  const waiting = await pairing.waitingPairing();
  const { port } = /** @type {{port?: number}} */ (await chrome.storage.local.get("port"));
  const there = waiting?.port ?? port ?? companion.FIRST_PORT;
  await chrome.tabs.create({ url: companion.frontDoor(there, waiting?.id) });
  return {};
}

/** @returns {Promise<Partial<Reply>>} */
async function follow() {
  const found = await pairing.followPairing();
  if (found.status === "allowed") await flush(); // what was read while unpaired counts at once
  return { pairing: found };
}

/** @param {number | null} port @returns {Promise<Partial<Reply>>} */
async function setPort(port) {
  await (port === null ? chrome.storage.local.remove("port") : chrome.storage.local.set({ port }));
  companion.forgetAddress();
  return { port: await companion.whereabouts() };
}

/** @param {number | undefined} tab @returns {Promise<Partial<Reply>>} */
async function status(tab) {
  await flush();
  const read = tab === undefined ? undefined : await lastRead.of(tab);
  return { ...(read ? { lastRead: read } : {}), port: await companion.whereabouts() };
}

/** @param {Message} message @param {number | null} tab the one that sent it @returns {Promise<Partial<Reply>>} */
async function act(message, tab) {
  switch (message.type) {
    case "open":
      await flush(); // what waited may be about this creator
      return open(message.handle);
    case "capture":
      return take(cut(message.capture), tab);
    case "tooLarge":
      await lastRead.note(tab, { tooLarge: true });
      return {};
    case "shortlist":
      return shortlist(message.handle, message.save);
    case "brief":
      await chrome.storage.local.set({ brief: message.name });
      return open(message.handle);
    case "view":
      await chrome.storage.local.set({ view: { collapsed: message.view.collapsed, tab: message.view.tab } });
      return {};
    case "pair":
      return { pairing: await pairing.startPairing() };
    case "pairing":
      return follow();
    case "connection":
      return connection();
    case "desk":
      await chrome.tabs.create({ url: await companion.deskAddress() });
      return {};
    case "status":
      return status(message.tab);
    case "forget":
      await pairing.forgetPairing();
      return {};
    case "port":
      return setPort(message.port);
  }
}

/** @param {Message} message @param {number | null} tab the one that sent it, if it was one @returns {Promise<Reply>} */
export async function answer(message, tab) {
  /** @type {Partial<Reply>} */
  let reply;
  try {
    reply = await act(message, tab);
  } catch (error) {
    reply =
      error instanceof CompanionError
        ? { link: error.link, ...(error.says ? { says: error.says } : {}) }
        : { link: "bad" };
  }
  return { link: "ok", waiting: await queue.size(), ...reply };
}
