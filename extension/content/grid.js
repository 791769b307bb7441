"use strict";
/** Cuts a rendered profile down to its header counts, its bio and its grid. */
const Grid = (() => {
  /** @returns {string | null} the fragment, or null where no grid is rendered */
  const cut = () => {
    const profile = document.querySelector(Selectors.profile);
    const grid = profile?.querySelector(Selectors.grid);
    if (!profile || !grid) return null;
    const fragment = Markup.part("user-page");
    for (const selector of Selectors.header) {
      const part = profile.querySelector(selector);
      if (part) fragment.append(Markup.bare(part));
    }
    const list = Markup.part("user-post-item-list");
    for (const tile of grid.querySelectorAll(Selectors.tile)) list.append(Markup.bare(tile));
    fragment.append(list);
    return fragment.outerHTML;
  };

  /** @returns {number} how many tiles are rendered */
  const size = () => document.querySelectorAll(`${Selectors.profile} ${Selectors.tile}`).length;

  return Object.freeze({ cut, size });
})();
