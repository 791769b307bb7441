"use strict";
/**
 * What an earlier copy of this extension left in an open page. Firefox ends the old scripts at an update without a word
 * and starts new ones beside what those drew.
 */
const Leftovers = (() => {
  /** @param {Element} element @returns {ShadowRoot | null} closed ones are shown to Firefox's extensions alone */
  const rootOf = (element) => /** @type {any} */ (element).openOrClosedShadowRoot ?? null;

  const clear = () => {
    for (const host of document.querySelectorAll("div:empty")) {
      if (rootOf(host)?.querySelector("section.fl, span.badge[role=img]")) host.remove();
    }
  };

  return Object.freeze({ clear });
})();
