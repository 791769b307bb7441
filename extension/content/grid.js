"use strict";
/** Cuts a rendered profile down to its header counts, its bio and its grid: what a person sees, nothing else. */
const Grid = (() => {
  const KEPT = new Set(["data-e2e", "href", "alt", "title", "aria-label", "class", "dir", "lang", "mode"]);
  const DROPPED =
    "script, style, svg, source, video, canvas, iframe, link, input, button, template, noscript, div:empty";

  /** @param {Document} inert @param {Element} element @returns {Element} a copy without addresses of pictures and styles */
  const bare = (inert, element) => {
    const copy = inert.importNode(element, true);
    for (const extra of copy.querySelectorAll(DROPPED)) extra.remove();
    for (const each of [copy, ...copy.querySelectorAll("*")]) {
      for (const { name } of [...each.attributes]) if (!KEPT.has(name)) each.removeAttribute(name);
    }
    return copy;
  };

  /** @param {ParentNode} page @returns {string | null} the fragment, or null where no grid is rendered */
  const cut = (page) => {
    const profile = page.querySelector(Selectors.profile);
    const grid = profile?.querySelector(Selectors.grid);
    if (!profile || !grid) return null;
    // An inert document: copying pictures into it loads nothing.
    const inert = document.implementation.createHTMLDocument();
    const fragment = inert.createElement("div");
    fragment.setAttribute("data-e2e", "user-page");
    for (const selector of Selectors.header) {
      const part = profile.querySelector(selector);
      if (part) fragment.append(bare(inert, part));
    }
    const list = inert.createElement("div");
    list.setAttribute("data-e2e", "user-post-item-list");
    for (const tile of grid.querySelectorAll(Selectors.tile)) list.append(bare(inert, tile));
    fragment.append(list);
    return fragment.outerHTML;
  };

  /** @param {ParentNode} page @returns {number} how many tiles are rendered */
  const size = (page) => page.querySelectorAll(`${Selectors.profile} ${Selectors.tile}`).length;

  return Object.freeze({ cut, size });
})();
