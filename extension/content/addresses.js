"use strict";
/** What may be known of an address, and which answers and pages are ours to read: pure, no page needed. */
const Addresses = (() => {
  const ORIGIN = "https://www.tiktok.com";
  const LONGEST_VALUE = 200;
  /**
   * The answers that are read, each with the keys of its address that may leave the page: public ids and paging.
   * Everything else (tokens, device ids, the visitor's region, what a visitor searched for) stays there.
   *
   * Not in it, and why: `preload` is a guess about the next hover and not what the person looks at; what a visitor follows, likes or saves is the visitor's own; stories are gone in a day.
   *
   * @type {Readonly<Record<string, readonly string[]>>}
   */
  const ANSWERS = Object.freeze({
    "/api/user/detail/": ["uniqueId", "secUid"],
    "/api/item/detail/": ["itemId"],
    "/api/post/item_list/": ["cursor", "count", "secUid"],
    "/api/creator/item_list/": ["cursor", "count", "secUid"],
    "/api/recommend/item_list/": ["count"],
    "/api/related/item_list/": ["itemID", "cursor", "count"],
    "/api/challenge/item_list/": ["challengeID", "cursor", "count"],
    "/api/music/item_list/": ["musicID", "cursor", "count"],
    "/api/mix/item_list/": ["mixId", "cursor", "count"],
    "/api/explore/item_list/": ["categoryType", "count"],
    "/api/comment/list/": ["aweme_id", "cursor", "count"],
    "/api/search/item/full/": ["offset", "cursor", "count"],
    "/api/search/general/full/": ["offset", "cursor", "count"],
    "/api/search/user/full/": ["offset", "cursor", "count"],
  });
  /**
   * Where pages begin on which nothing is read or listened to. The manifest keeps our scripts out of them; this keeps
   * us out after a move inside the page.
   */
  const CLOSED = Object.freeze([
    "/messages",
    "/inbox",
    "/login",
    "/signup",
    "/passport",
    "/upload",
    "/tiktokstudio",
    "/creator-center",
    "/setting",
    "/checkout",
    "/shop",
    "/cart",
    "/order",
    "/coin",
    "/wallet",
    "/live",
    "/@*/live",
  ]);
  // An escape in the first part of a path may spell any of them: such a page is closed too.
  const beginnings = CLOSED.map((each) => each.replaceAll("/", "/+").replace("*", "[^/]*"));
  const closedPath = `^(?:${[...beginnings, "/+(?!@)[^/]*%"].join("|")})`;
  const isClosed = new RegExp(closedPath, "i");

  /** @param {string} text @returns {URL | null} */
  const parse = (text) => {
    try {
      const url = new URL(text);
      return url.origin === ORIGIN ? url : null;
    } catch {
      return null;
    }
  };

  /** @param {string} text @returns {URL | null} a page's address, unless the page is closed to us */
  const page = (text) => {
    const url = parse(text);
    return url && !isClosed.test(url.pathname) ? url : null;
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
    closed: CLOSED,
    /** What the tap has to know of all this, as it stands in JSON: the page's world has no other way to these lists. */
    rules: Object.freeze({ answers: Object.keys(ANSWERS), closed: closedPath }),

    /** @param {string} text @returns {string | null} the creator's handle in lower case, on any of their pages */
    handleOf(text) {
      const url = page(text);
      return url && handleIn(url);
    },

    /** @param {string} text @returns {string | null} the handle, on the profile page itself alone */
    profileOf(text) {
      const url = page(text);
      return url && /^\/@[^/]+\/?$/.test(url.pathname) ? handleIn(url) : null;
    },

    /**
     * @param {string} text
     * @returns {Place | null} what a page shows that can be read as rendered; pages of one key show the same
     */
    placeOf(text) {
      const url = page(text);
      if (!url) return null;
      const handle = this.profileOf(text);
      if (handle) return { kind: "profile", key: `@${handle}`, handle };
      const video = /^\/@[^/]+\/(?:video|photo)\/\d/.test(url.pathname) ? this.videoId(url.pathname) : null;
      if (video) return { kind: "video", key: video, handle: null };
      const cards = /^\/(?:search|tag)(?:\/|$)/.test(url.pathname);
      return cards ? { kind: "cards", key: url.pathname + url.search, handle: null } : null;
    },

    /** @param {string} text @returns {string | null} origin and path; of pages that are no creator's or hashtag's only
     * the path's first part, because what follows may be what the visitor searched for */
    pageUrl(text) {
      const url = page(text);
      if (!url) return null;
      const named = /^\/(?:@|tag\/)/.test(url.pathname);
      return url.origin + (named ? url.pathname : (/^\/[^/]*/.exec(url.pathname)?.[0] ?? "/"));
    },

    /** @param {string} text @returns {string | null} the path and harmless keys of an address we want */
    requestUrl(text) {
      const url = parse(text);
      if (!url) return null;
      const path = url.pathname.endsWith("/") ? url.pathname : `${url.pathname}/`;
      const harmless = Object.hasOwn(ANSWERS, path) ? ANSWERS[path] : undefined;
      if (!harmless) return null;
      const kept = harmless.flatMap((key) => {
        const value = url.searchParams.get(key);
        return value !== null && value.length <= LONGEST_VALUE ? [[key, value]] : [];
      });
      return ORIGIN + path + (kept.length ? `?${new URLSearchParams(kept)}` : "");
    },

    /** @param {string} request as `requestUrl` gave it @param {string} from the page @returns {boolean} it is a list beside
     * what the person looks at: on a profile TikTok fetches other creators' videos ahead */
    isBeside(request, from) {
      return request.includes("/recommend/") && this.profileOf(from) !== null;
    },

    /** @param {string} href @returns {string | null} the video's id in a tile's link */
    videoId(href) {
      return /\/(?:video|photo)\/(\d{5,25})(?:[/?#]|$)/.exec(href)?.[1] ?? null;
    },
  });
})();
