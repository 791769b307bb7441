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
  /** Videos and people on search pages and hashtags' pages. */
  card: [
    "search_top-item",
    "search_video-item",
    "search-card-item",
    "challenge-item",
    "video-item",
    "search-user-container",
    "search-user-card",
  ]
    .map((name) => `[data-e2e="${name}"]`)
    .join(", "),
  besideCard: '[data-e2e="search-card-desc"]',
  /** Of each, the viewer that lies over a feed comes first. TikTok's own name for saves is a slip of theirs. */
  videoLikes: ['[data-e2e="browse-like-count"]', '[data-e2e="like-count"]'],
  videoParts: [
    ['[data-e2e="browse-comment-count"]', '[data-e2e="comment-count"]'],
    ['[data-e2e="undefined-count"]', '[data-e2e="favorite-count"]'],
    ['[data-e2e="share-count"]'],
    ['[data-e2e="browse-video-desc"]', '[data-e2e="video-desc"]'],
    ['[data-e2e="browse-username"]', '[data-e2e="video-author-uniqueid"]'],
  ],
});
