"use strict";
/** Reads what the page was delivered with and, where its answers can't be seen, what it renders. */
const Reader = (() => {
  const PATIENCE_MS = 2000; // for the page's own answer, after what it fills appeared
  const CALM_MS = 700; // of a list that has stopped growing

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
    const body = Addresses.pageUrl(page) && text ? Embedded.cut(text) : null;
    if (body && !signal.aborted) deliver(body, page);
  };

  /** What a page of each kind shows, and how it is cut. */
  const RENDERED = { profile: Grid, cards: Cards, video: VideoView };

  /**
   * Watches what one page renders and hands it over as long as the data behind it was not seen.
   * @param {Place["kind"]} kind
   * @param {{seen: () => boolean, deliver: (body: string) => void}} to
   * @param {AbortSignal} signal aborts when another page is shown
   */
  const watchRendered = (kind, { seen, deliver }, signal) => {
    const rendered = RENDERED[kind];
    let handed = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const hand = () => {
      const size = rendered.size();
      if (signal.aborted || seen() || size === handed) return;
      const body = rendered.cut();
      if (body === null) return;
      handed = size;
      deliver(body);
    };
    const look = () => {
      if (seen()) return;
      const size = rendered.size();
      if (size === 0 || size === handed) return;
      if (handed === 0) timer ??= setTimeout(hand, PATIENCE_MS);
      else {
        clearTimeout(timer);
        timer = setTimeout(hand, CALM_MS);
      }
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true });
    signal.addEventListener("abort", () => {
      observer.disconnect();
      clearTimeout(timer);
    });
  };

  return Object.freeze({ readEmbedded, watchRendered });
})();
