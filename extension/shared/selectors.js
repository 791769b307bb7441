"use strict";
/** Where things are on TikTok's pages: the one place to mend when the markup moves. */
const Selectors = Object.freeze({
  /** The script that carries the data of the first page opened; it stays as it was after in-page navigation. */
  embedded: "script#__UNIVERSAL_DATA_FOR_REHYDRATION__",
  profile: '[data-e2e="user-page"]',
  bio: '[data-e2e="user-bio"]',
  likesCount: '[data-e2e="likes-count"]',
  title: '[data-e2e="user-title"]',
  header: ["user-title", "user-subtitle", "following-count", "followers-count", "likes-count", "user-bio"].map(
    (name) => `[data-e2e="${name}"]`,
  ),
  grid: '[data-e2e="user-post-item-list"]',
  tile: '[data-e2e="user-post-item"]',
  tileLink: 'a[href*="/video/"], a[href*="/photo/"]',
});
