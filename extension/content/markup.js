"use strict";
/** Copies parts of the rendered page for the companion: what a person reads there, and nothing else. */
const Markup = (() => {
  const KEPT = new Set(["data-e2e", "href", "alt", "title", "aria-label", "class", "dir", "lang", "mode"]);
  const DROPPED =
    "script, style, svg, source, video, canvas, iframe, link, input, button, template, noscript, div:empty";
  // An inert document: copying pictures into it loads nothing.
  const inert = document.implementation.createHTMLDocument();

  /** @param {string} [name] of the kind of part, as TikTok names it @returns {Element} */
  const part = (name) => {
    const made = inert.createElement("div");
    if (name) made.setAttribute("data-e2e", name);
    return made;
  };

  /** @param {Element} element @returns {Element} a copy without addresses of pictures, styles, and what links carry along */
  const bare = (element) => {
    const copy = inert.importNode(element, true);
    for (const extra of copy.querySelectorAll(DROPPED)) extra.remove();
    for (const each of [copy, ...copy.querySelectorAll("*")]) {
      for (const { name } of [...each.attributes]) if (!KEPT.has(name)) each.removeAttribute(name);
      // A link on a search page carries what the visitor searched for.
      const href = each.getAttribute("href");
      if (href) each.setAttribute("href", href.replace(/[?#].*/s, ""));
    }
    return copy;
  };

  return Object.freeze({ part, bare });
})();
