"use strict";
/** Cuts a rendered video's page down to the video's own counts, caption and author: no comment, no commenter. */
const VideoView = (() => {
  /** @param {readonly string[]} selectors in order @returns {Element | undefined} the first that is there once: a feed has many */
  const single = (selectors) => {
    for (const selector of selectors) {
      const [found, another] = document.querySelectorAll(selector);
      if (found && !another) return found;
    }
    return undefined;
  };

  const size = () => (single(Selectors.videoLikes) ? 1 : 0);

  /** @returns {string | null} the fragment, or null where not exactly one video is rendered */
  const cut = () => {
    if (!size()) return null;
    const fragment = Markup.part();
    for (const selectors of [Selectors.videoLikes, ...Selectors.videoParts]) {
      const found = single(selectors);
      if (found) fragment.append(Markup.bare(found));
    }
    return fragment.outerHTML;
  };

  return Object.freeze({ cut, size });
})();
