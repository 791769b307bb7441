"use strict";
/** Cuts the page's embedded data down to what is about a creator or a video. It never reads what that says. */
const Embedded = (() => {
  const SCOPES = [
    "webapp.user-detail",
    "webapp.video-detail",
    "webapp.reflow.video.detail",
    "webapp.updated-items", // the first videos of a page that begins with a list, such as For You
  ];
  /** TikTok's own words for states and labels, in the visitor's language. */
  const WORDS = [
    "profile_page_pin",
    "This account is private",
    "profile_others_private_body",
    "Couldn't find this account",
    "err_user",
    "err_user_private",
    "acct_geo_block_restriction_error_title",
    "server_error_title",
    "profile_no_content_title",
    "pc_web_empty_state_novid_header",
    "No bio yet.",
    "bc_new_disclosure",
    "tcm_closedLoop_commercialContent_brandOrganic_videoTag",
    "cc_webapp_age_video_details_body",
    "CL1v3webapp_profile_banner",
    "Followers",
    "followers",
    "Likes",
    "pcWeb_repostTab",
  ];

  /** @param {unknown} value @param {readonly string[]} keys @returns {Record<string, unknown>} */
  const pick = (value, keys) => {
    const from = /** @type {Record<string, unknown>} */ (value && typeof value === "object" ? value : {});
    return Object.fromEntries(keys.filter((key) => Object.hasOwn(from, key)).map((key) => [key, from[key]]));
  };

  /** @param {string} text @returns {string | null} the cut script, or null where it holds no creator and no video */
  const cut = (text) => {
    if (!SCOPES.some((name) => text.includes(`"${name}"`))) return null; // most pages: nothing to parse for
    let whole;
    try {
      whole = JSON.parse(text);
    } catch {
      return null;
    }
    const all = whole?.__DEFAULT_SCOPE__;
    /** @type {Record<string, unknown>} */
    const scope = pick(all, SCOPES);
    if (!Object.keys(scope).length) return null;
    const words = pick(all["webapp.i18n-translation"]?.Webapp, WORDS);
    if (Object.keys(words).length) scope["webapp.i18n-translation"] = { Webapp: words };
    return JSON.stringify({ __DEFAULT_SCOPE__: scope });
  };

  return Object.freeze({ cut });
})();
