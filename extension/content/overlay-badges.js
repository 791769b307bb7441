"use strict";
/** One small badge per thumbnail, in the corner that carries nothing of TikTok's, each in its own closed root. */
const Badges = (() => {
  const { say } = Words;
  const HIGH = 2;
  const LOW = 0.5; // of the creator's usual views: where a badge stands out or steps back

  /** @param {Badge} badge @returns {{text: string, spoken: string, kind: string} | null} */
  const face = ({ multiple, mark }) => {
    const usual =
      multiple.value === null ? null : say("badgeMultiple", Format.multiple(multiple.value).slice(0, -1));
    if (mark) {
      return {
        text: say(`mark_${mark}`) || mark,
        spoken: [say(`markSpoken_${mark}`) || mark, usual].filter(Boolean).join(", "),
        kind: "mark",
      };
    }
    if (multiple.value === null || !usual) return null;
    const kind = multiple.value >= HIGH ? "hi" : multiple.value <= LOW ? "lo" : "";
    return { text: Format.multiple(multiple.value), spoken: usual, kind };
  };

  /** @param {AbortSignal} signal removes all badges when it aborts */
  const start = (signal) => {
    /** @type {Map<Element, {id: string, host: HTMLElement, label: HTMLElement}>} */
    const placed = new Map();
    /** @type {Record<string, Badge>} */
    let known = {};
    const sheet = OverlayStyles.badge();

    /** @param {Element} tile @param {string} id @param {boolean} photo TikTok marks those in the same corner */
    const place = (tile, id, photo) => {
      const host = document.createElement("div");
      host.classList.toggle("lower", photo);
      const root = host.attachShadow({ mode: "closed" });
      const anchor = new CSSStyleSheet();
      // Where the tile is no anchor for what it contains, a line of no height at its top is one.
      const anchored = getComputedStyle(tile).position !== "static";
      if (!anchored) {
        anchor.replaceSync(
          ":host { position: relative; inset: auto; height: 0; width: 100% } .badge { position: absolute; inset-block-start: 8px; inset-inline-end: 8px }",
        );
      }
      root.adoptedStyleSheets = [sheet, anchor];
      const label = Dom.h("span", { role: "img" });
      root.append(label);
      if (anchored) tile.append(host);
      else tile.prepend(host);
      const made = { id, host, label };
      placed.set(tile, made);
      return made;
    };

    const paint = () => {
      for (const [tile, { host }] of placed) {
        if (tile.isConnected && host.isConnected) continue;
        host.remove();
        placed.delete(tile);
      }
      for (const tile of document.querySelectorAll(Selectors.tile)) {
        const link = tile.matches("a") ? tile : tile.querySelector(Selectors.tileLink);
        const href = link?.getAttribute("href") ?? "";
        const id = Addresses.videoId(href);
        const shown = id && known[id] ? face(/** @type {Badge} */ (known[id])) : null;
        const there = placed.get(tile);
        if (!id || !shown) {
          there?.host.remove();
          placed.delete(tile);
          continue;
        }
        const { label } = there ?? place(tile, id, href.includes("/photo/"));
        if (label.textContent !== shown.text) label.textContent = shown.text;
        label.setAttribute("aria-label", shown.spoken);
        label.className = `badge ${shown.kind}`;
      }
    };

    let due = 0;
    const later = () => {
      due ||= requestAnimationFrame(() => {
        due = 0;
        if (!signal.aborted) paint();
      });
    };
    const observer = new MutationObserver(() => {
      if (Object.keys(known).length) later();
    });
    observer.observe(document, { childList: true, subtree: true });
    signal.addEventListener("abort", () => {
      observer.disconnect();
      for (const { host } of placed.values()) host.remove();
      placed.clear();
    });

    return {
      /** @param {Record<string, Badge>} badges of some of the creator's videos */
      add(badges) {
        known = { ...known, ...badges };
        later();
      },
    };
  };

  return Object.freeze({ start });
})();
