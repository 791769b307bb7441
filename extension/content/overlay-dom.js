"use strict";
/** Builds elements. Text only ever becomes text, whatever TikTok or the companion put into it. */
const Dom = (() => {
  const SVG = "http://www.w3.org/2000/svg";

  /**
   * @param {Element} element
   * @param {Record<string, unknown>} properties `on…` are listeners, true and false set and leave out, others are attributes
   */
  const dress = (element, properties) => {
    for (const [name, value] of Object.entries(properties)) {
      if (value === undefined || value === null || value === false) continue;
      if (typeof value === "function") {
        element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
      } else element.setAttribute(name, value === true ? "" : String(value));
    }
  };

  /**
   * @template {keyof HTMLElementTagNameMap} K
   * @param {K} tag
   * @param {Record<string, unknown>} [properties]
   * @param {...(Node | string | null | undefined | false)} children
   * @returns {HTMLElementTagNameMap[K]}
   */
  const h = (tag, properties = {}, ...children) => {
    const element = document.createElement(tag);
    dress(element, properties);
    for (const child of children) if (child) element.append(child);
    return element;
  };

  /** @param {string} tag @param {Record<string, unknown>} properties @param {...(Node | string)} children */
  const svg = (tag, properties, ...children) => {
    const element = document.createElementNS(SVG, tag);
    dress(element, properties);
    element.append(...children);
    return element;
  };

  return Object.freeze({ h, svg });
})();
