"use strict";
/** One small badge per thumbnail, in the corner that carries nothing of TikTok's, each in its own closed root. */
const Badges = (() => {
  const { say } = Words;
  const HIGH = 2;
  const LOW = 0.5; // of the creator's usual views: where a badge stands out or steps back

  /** @param {Badge} badge @returns {{text: string, spoken: string, kind: string} | null} */
  const face = ({ multiple, mark }) => {
    const usual = multiple.value === null ? null : say("badgeMultiple", Format.multiple(multiple.value));
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

  /**
   * Shows what a badge means while the pointer is on it or the keyboard on its tile. The badge itself takes no pointer:
   * a click there is a click on TikTok's tile.
   * @param {{tile: Element, label: HTMLElement, hint: HTMLElement, signal: AbortSignal}} what
   */
  const explain = ({ tile, label, hint, signal }) => {
    /** @param {string} type @param {(event: Event) => boolean} shown */
    const on = (type, shown) =>
      tile.addEventListener(type, (event) => (hint.hidden = !shown(event)), { signal, passive: true });
    on("pointermove", (event) => {
      const { clientX: x, clientY: y } = /** @type {PointerEvent} */ (event);
      const { left, top, right, bottom } = label.getBoundingClientRect();
      return left <= x && x <= right && top <= y && y <= bottom;
    });
    on("focusin", ({ target }) => target instanceof Element && target.matches(":focus-visible"));
    for (const end of ["pointerleave", "focusout"]) on(end, () => false);
  };

  /** @param {AbortSignal} signal removes all badges when it aborts */
  const start = (signal) => {
    /** @type {Map<Element, {host: HTMLElement, label: HTMLElement, hint: HTMLElement, remove: () => void}>} */
    const placed = new Map();
    /** @type {Record<string, Badge>} */
    let known = {};
    const sheet = OverlayStyles.badge();
    const line = OverlayStyles.badgeLine();

    /** @param {{tile: Element, photo: boolean, anchored: boolean}} where TikTok marks photos in the same corner */
    const place = ({ tile, photo, anchored }) => {
      const host = document.createElement("div");
      host.classList.toggle("lower", photo);
      const root = host.attachShadow({ mode: "closed" });
      root.adoptedStyleSheets = anchored ? [sheet] : [sheet, line];
      const label = Dom.h("span", { role: "img" });
      const hint = Dom.h("div", { class: "hint", "aria-hidden": "true", hidden: true }); // the label says it to the ear
      root.append(label, hint);
      if (anchored) tile.append(host);
      else tile.prepend(host);
      const control = new AbortController();
      explain({ tile, label, hint, signal: control.signal });
      const remove = () => {
        control.abort();
        host.remove();
        placed.delete(tile);
      };
      const made = { host, label, hint, remove };
      placed.set(tile, made);
      return made;
    };

    /** What each tile is to show; looks at the page and changes nothing of it but what is no longer to be shown. */
    const found = () => {
      const tiles = [];
      for (const tile of document.querySelectorAll(Selectors.tile)) {
        const link = tile.matches("a") ? tile : tile.querySelector(Selectors.tileLink);
        const href = link?.getAttribute("href") ?? "";
        const id = Addresses.videoId(href);
        const shown = id && known[id] ? face(/** @type {Badge} */ (known[id])) : null;
        const there = placed.get(tile);
        if (!id || !shown) {
          there?.remove();
          continue;
        }
        // A style that is asked for after a tile was changed makes the browser work out the styles of all.
        const anchored = !!there || getComputedStyle(tile).position !== "static";
        tiles.push({ tile, shown, photo: href.includes("/photo/"), anchored });
      }
      return tiles;
    };

    const paint = () => {
      for (const [tile, { host, remove }] of placed) if (!tile.isConnected || !host.isConnected) remove();
      for (const { shown, ...where } of found()) {
        const { label, hint } = placed.get(where.tile) ?? place(where);
        if (label.textContent !== shown.text) label.textContent = shown.text;
        label.setAttribute("aria-label", shown.spoken);
        if (hint.textContent !== shown.spoken) hint.textContent = shown.spoken;
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
      for (const { remove } of placed.values()) remove();
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
