"use strict";
/** What may be known of an address: pure, no page needed. */
const Addresses = (() => {
  const ORIGIN = "https://www.tiktok.com";
  const PATHS = new Set([
    "/api/post/item_list/",
    "/api/user/detail/",
    "/api/creator/item_list/",
    "/api/item/detail/",
  ]);
  /** Public ids and paging. Everything else (tokens, device ids, the visitor's region) stays in the page. */
  const HARMLESS = ["cursor", "count", "secUid", "uniqueId", "itemId", "id"];

  /** @param {string} text @returns {URL | null} */
  const parse = (text) => {
    try {
      const url = new URL(text);
      return url.origin === ORIGIN ? url : null;
    } catch {
      return null;
    }
  };

  /** @param {URL} url @returns {string | null} */
  const handleIn = (url) => {
    const found = /^\/@([^/]{1,64})(?=\/|$)/.exec(url.pathname);
    if (!found?.[1]) return null;
    try {
      return decodeURIComponent(found[1]).toLowerCase();
    } catch {
      return null; // a broken escape is nobody's handle
    }
  };

  return Object.freeze({
    /** @param {string} text @returns {string | null} the creator's handle in lower case, on any of their pages */
    handleOf(text) {
      const url = parse(text);
      return url && handleIn(url);
    },

    /** @param {string} text @returns {string | null} the handle, on the profile page itself alone */
    profileOf(text) {
      const url = parse(text);
      return url && /^\/@[^/]+\/?$/.test(url.pathname) ? handleIn(url) : null;
    },

    /** @param {string} text @returns {string | null} origin and path */
    pageUrl(text) {
      const url = parse(text);
      return url && url.origin + url.pathname;
    },

    /** @param {string} text @returns {string | null} the path and harmless keys of an address we want */
    requestUrl(text) {
      const url = parse(text);
      if (!url) return null;
      const path = url.pathname.endsWith("/") ? url.pathname : `${url.pathname}/`;
      if (!PATHS.has(path)) return null;
      const kept = HARMLESS.flatMap((key) => {
        const value = url.searchParams.get(key);
        return value !== null && value.length <= 200 ? [[key, value]] : [];
      });
      return ORIGIN + path + (kept.length ? `?${new URLSearchParams(kept)}` : "");
    },

    /** @param {string} href @returns {string | null} the video's id in a tile's link */
    videoId(href) {
      return /\/(?:video|photo)\/(\d{5,25})(?:[/?#]|$)/.exec(href)?.[1] ?? null;
    },
  });
})();
