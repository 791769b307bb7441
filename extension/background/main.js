/** The service worker. All listeners are registered here, at once: an event that wakes the worker finds them. */
import { parseMessage } from "../shared/messages.js";
import { forget } from "./last-read.js";
import { answer, flush } from "./router.js";

// The token must not be readable where pages are. Content scripts use no storage, so nothing else changes.
const closed = Promise.resolve(chrome.storage.local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" })).catch(
  () => {}, // a browser that can't
);

const HOME = chrome.runtime.getURL("").replace(/\/$/, "");

/** @param {chrome.runtime.MessageSender} sender */
const isOurPage = (sender) => sender.id === chrome.runtime.id && sender.origin === HOME;

/** @param {chrome.runtime.MessageSender} sender */
const isTikTok = (sender) =>
  sender.id === chrome.runtime.id &&
  !!sender.tab &&
  sender.origin === "https://www.tiktok.com" &&
  sender.frameId === 0;

chrome.runtime.onMessage.addListener((raw, sender, reply) => {
  const ours = isOurPage(sender);
  const message = ours || isTikTok(sender) ? parseMessage(raw, ours) : null;
  if (!message) return false;
  closed.then(() => answer(message, sender.tab?.id ?? null)).then(reply);
  return true; // the answer comes later
});

chrome.tabs.onRemoved.addListener((tab) => void forget(tab));
chrome.runtime.onStartup.addListener(() => void flush());
chrome.runtime.onInstalled.addListener(() => void flush());
void flush();
