"use strict";
/** Where the overlay sits, and how it follows the page: under the bio, in its theme and its direction. */
const Place = (() => {
  const PATIENCE_MS = 2500; // for a profile header, after the page was loaded

  /** @returns {Element | null} what the overlay comes after */
  const anchor = () => {
    const profile = document.querySelector(Selectors.profile);
    const bio = profile?.querySelector(Selectors.bio);
    if (bio) {
      // The profile's link, which has no name of its own, belongs to the bio; where it is no web address, it has no href.
      const next = bio.nextElementSibling;
      return next?.matches("a, div:has(> a)") ? next : bio;
    }
    return profile?.querySelector(Selectors.likesCount)?.closest("h3, div:has(> div)") ?? null;
  };

  /**
   * Keeps the host in the header, wherever the page's own rendering moves that.
   * @param {HTMLElement} host
   * @param {(floating: boolean) => void} placed
   * @param {AbortSignal} signal
   */
  const keep = (host, placed, signal) => {
    let patient = true;
    const put = () => {
      const after = anchor();
      if (after) {
        if (after.nextElementSibling === host) return;
        after.after(host);
        placed(false);
      } else if (!patient && !host.isConnected && document.body) {
        document.body.append(host);
        placed(true);
      }
    };
    let due = 0;
    const observer = new MutationObserver(() => {
      due ||= requestAnimationFrame(() => {
        due = 0;
        if (!signal.aborted) put();
      });
    });
    observer.observe(document, { childList: true, subtree: true });
    const giveUp = () => setTimeout(() => ((patient = false), signal.aborted || put()), PATIENCE_MS);
    if (document.readyState === "complete") giveUp();
    else addEventListener("load", giveUp, { once: true, signal });
    signal.addEventListener("abort", () => {
      observer.disconnect();
      host.remove();
    });
    put();
  };

  /** @returns {boolean} */
  const isDark = () => {
    const root = document.documentElement;
    const named = root.dataset.theme ?? document.body?.dataset.theme;
    if (named === "dark" || named === "light") return named === "dark";
    for (const element of [document.body, root]) {
      const [r, g, b, alpha = 1] =
        (element &&
          getComputedStyle(element)
            .backgroundColor.match(/[\d.]+/g)
            ?.map(Number)) ||
        [];
      if (r === undefined || g === undefined || b === undefined || alpha === 0) continue;
      return 0.2126 * r + 0.7152 * g + 0.0722 * b < 128;
    }
    return matchMedia("(prefers-color-scheme: dark)").matches;
  };

  /**
   * @param {(look: {dark: boolean, rtl: boolean}) => void} changed called at once and whenever the page changes its looks
   * @param {AbortSignal} signal
   */
  const follow = (changed, signal) => {
    const look = () =>
      changed({ dark: isDark(), rtl: getComputedStyle(document.documentElement).direction === "rtl" });
    const observer = new MutationObserver(look);
    const attributeFilter = ["data-theme", "class", "style", "dir"];
    observer.observe(document.documentElement, { attributes: true, attributeFilter });
    const body = () => document.body && observer.observe(document.body, { attributes: true, attributeFilter });
    if (document.body) body();
    else document.addEventListener("DOMContentLoaded", () => (body(), look()), { once: true, signal });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", look, { signal });
    signal.addEventListener("abort", () => observer.disconnect());
    look();
    return look;
  };

  return Object.freeze({ keep, follow });
})();
