"use strict";
/** Tells when the page shows another address, without touching the page's own history. */
const Moves = (() => {
  /**
   * @param {(href: string) => void} moved called with the new address
   * @param {AbortSignal} signal
   */
  const watch = (moved, signal) => {
    let known = location.href;
    const look = () => {
      if (location.href === known) return;
      known = location.href;
      moved(known);
    };
    if ("navigation" in globalThis) {
      // Fires for pushState and replaceState of the page too, when `location` is already the new one.
      /** @type {EventTarget} */ (/** @type {any} */ (globalThis).navigation).addEventListener(
        "currententrychange",
        look,
        { signal },
      );
      return;
    }
    // Firefox before 147: an in-page move always changes the title or the body.
    addEventListener("popstate", look, { signal });
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true });
    signal.addEventListener("abort", () => observer.disconnect());
  };

  return Object.freeze({ watch });
})();
