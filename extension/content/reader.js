"use strict";
/** Reads what the page was delivered with and, where its list answers can't be seen, what it renders. */
const Reader = (() => {
  const PATIENCE_MS = 2000; // for the page's own list answer, after its grid appeared
  const CALM_MS = 700; // of a grid that has stopped growing

  /** @param {AbortSignal} signal @returns {Promise<void>} resolves when the page is parsed */
  const parsed = (signal) =>
    document.readyState === "loading"
      ? new Promise((resolve) => {
          document.addEventListener("DOMContentLoaded", () => resolve(), { once: true, signal });
        })
      : Promise.resolve();

  /**
   * The embedded data, once per document: after in-page navigation it is that of the first page still.
   * @param {(body: string, page: string) => void} deliver
   * @param {AbortSignal} signal
   */
  const readEmbedded = async (deliver, signal) => {
    const page = location.href;
    await parsed(signal);
    const text = document.querySelector(Selectors.embedded)?.textContent;
    const body = Addresses.handleOf(page) && text ? Embedded.cut(text) : null;
    if (body && !signal.aborted) deliver(body, page);
  };

  /**
   * Watches one creator's grid and hands it over as long as no list answer was seen.
   * @param {{listSeen: () => boolean, deliver: (body: string) => void}} to
   * @param {AbortSignal} signal aborts when another creator is shown
   */
  const watchGrid = ({ listSeen, deliver }, signal) => {
    let handed = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const hand = () => {
      const size = Grid.size(document);
      if (signal.aborted || listSeen() || size === handed) return;
      const body = Grid.cut(document);
      if (body === null) return;
      handed = size;
      deliver(body);
    };
    const observer = new MutationObserver(() => {
      if (listSeen()) return;
      const size = Grid.size(document);
      if (size === 0 || size === handed) return;
      if (handed === 0) timer ??= setTimeout(hand, PATIENCE_MS);
      else {
        clearTimeout(timer);
        timer = setTimeout(hand, CALM_MS);
      }
    });
    observer.observe(document, { childList: true, subtree: true });
    signal.addEventListener("abort", () => {
      observer.disconnect();
      clearTimeout(timer);
    });
  };

  return Object.freeze({ readEmbedded, watchGrid });
})();
