"use strict";
/**
 * Isolated world, between the tap in the page's world and the background. What comes from the tap is page input:
 * it is checked here and again behind every further border.
 */
const Bridge = (() => {
  const BODY_LIMIT = 2 * 1024 * 1024; // bytes
  const ended = new AbortController();
  const encoder = new TextEncoder();
  /** @type {(tapped: Tapped) => void} */
  let onTapped = () => {};
  /** @type {(message: Broadcast) => void} */
  let onBroadcast = () => {};

  let tapped = false;
  // Listens on after the first tap: when a newer copy of the extension hands its port over, an old one ends.
  document.addEventListener(
    "fitlens:port",
    (event) => {
      const port = event instanceof MessageEvent ? event.ports[0] : undefined;
      if (!alive() || tapped || !port) return;
      tapped = true;
      event.preventDefault(); // tells the tap that somebody listens
      event.stopImmediatePropagation();
      port.onmessage = ({ data }) => {
        if (alive() && isTapped(data)) onTapped(data);
      };
      ended.signal.addEventListener("abort", () => {
        port.postMessage("rest");
        port.close();
      });
      document.dispatchEvent(new CustomEvent("fitlens:rules", { detail: JSON.stringify(Addresses.rules) }));
    },
    { capture: true, signal: ended.signal },
  );

  /** @param {any} data @returns {data is Tapped} */
  const isTapped = (data) =>
    typeof data?.url === "string" &&
    typeof data.page === "string" &&
    (typeof data.body === "string" || data.tooLarge === true);

  /** An update or a reload of the extension leaves this script behind: then everything that it started ends. */
  const alive = () => {
    if (chrome.runtime?.id) return true;
    ended.abort();
    return false;
  };

  /** @param {Message} message @returns {Promise<Reply | null>} null when there is no answer to be had */
  const send = async (message) => {
    // A worker that is stopped while it works takes the message with it; the second delivery wakes a new one.
    for (let attempt = 0; attempt < 2; attempt++) {
      if (!alive()) return null;
      try {
        return await chrome.runtime.sendMessage(message);
      } catch {
        // Tried once more, or given up.
      }
    }
    alive();
    return null;
  };

  /** @param {string} body a character is three bytes at most: small ones need not be encoded to be measured */
  const fits = (body) => body.length * 3 <= BODY_LIMIT || encoder.encode(body).length <= BODY_LIMIT;

  /**
   * @param {{source: Capture["source"], page: string, request?: string | null, body: string}} seen
   * @returns {Capture | null} null when it is not for the companion
   */
  const capture = ({ source, page, request = null, body }) => {
    const page_url = Addresses.pageUrl(page);
    if (!alive() || !page_url || !fits(body)) return null;
    const captured_at = new Date().toISOString();
    const extension = chrome.runtime.getManifest().version;
    return { schema: 1, source, page_url, request_url: request, captured_at, body, extension };
  };

  // Whoever comes back to the page finds nothing that an update has left behind.
  for (const back of ["pageshow", "focus"]) addEventListener(back, alive, { signal: ended.signal });
  document.addEventListener("visibilitychange", alive, { signal: ended.signal });

  chrome.runtime.onMessage.addListener((/** @type {Broadcast} */ message) => {
    if (message?.type === "shortlisted") onBroadcast(message);
  });

  return Object.freeze({
    /** Aborts when the extension is gone. */
    signal: ended.signal,
    alive,
    send,
    capture,
    /** @param {(tapped: Tapped) => void} take */
    tapped(take) {
      onTapped = take;
    },
    /** @param {(message: Broadcast) => void} take */
    broadcast(take) {
      onBroadcast = take;
    },
  });
})();
