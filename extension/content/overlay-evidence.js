"use strict";
/** The popover behind a number: its formula, its basis and its dates, on hover and on focus alike. */
const Evidence = (() => {
  const { say } = Words;
  const GAP = 8;
  const EDGE = 12;
  const GRACE_MS = 250; // on the way from a number to its popover

  /** @typedef {{name: string, heard?: string, estimate: Estimate, sample: Scorecard["sample"], peers?: PeerRank | undefined}} About */

  /** @param {About} about @returns {Node[]} */
  const lines = ({ name, estimate: e, sample, peers }) => {
    const line = (/** @type {string} */ kind, /** @type {string | null} */ text) =>
      text ? [Dom.h("div", { class: kind }, text)] : [];
    const wider = Object.entries(e.intervals ?? {})
      .filter(([share]) => Number(share) !== e.level)
      .map(([share, [low, high]]) =>
        say("between", Format.quantity(low, e.unit), Format.quantity(high, e.unit), Format.level(Number(share))),
      );
    return [
      ...line("t", name),
      ...line("big", e.value === null ? Words.missing(e) : Words.value(e)),
      ...line("d", e.value === null ? null : Words.sentence(Words.between(e) ?? "")),
      ...line("d", e.value === null || !e.says ? null : Words.sentence(e.says)),
      ...wider.flatMap((text) => line("d", Words.sentence(text))),
      ...line("d", e.value !== null && peers ? Words.amongPeers(peers) : null),
      ...line("d", e.n ? Words.basis(sample, e) : null),
      ...line("d", Words.leftOut(sample)),
      ...line("f", Words.sentence(e.method)),
    ];
  };

  /** @param {number} at @param {number} size @param {number} whole @returns {number} moved so far that all of it is seen */
  const within = (at, size, whole) => Math.max(EDGE, Math.min(at, whole - size - EDGE));

  /**
   * The first spot that is wholly seen: for the strip below or above all of it, for a row of the panel at the outer
   * or the inner side; else directly below or above the target.
   * @param {Element} target
   * @param {DOMRect} own the popover's size
   * @returns {{left: number, top: number, clear: boolean}} clear of the card that the target stands in
   */
  const spot = (target, { width, height }) => {
    const at = target.getBoundingClientRect();
    const card = (target.closest(".card") ?? target).getBoundingClientRect();
    const left = within(at.left, width, innerWidth);
    const top = within(at.top, height, innerHeight);
    const sides = [at.left - width - GAP, at.right + GAP];
    if (at.left + at.right > card.left + card.right) sides.reverse();
    const spots = target.matches(".row")
      ? sides.map((side) => ({ left: side, top }))
      : [card.bottom + GAP, card.top - height - GAP].map((edge) => ({ left, top: edge }));
    const seen = spots.find(
      (each) =>
        each.left === within(each.left, width, innerWidth) && each.top === within(each.top, height, innerHeight),
    );
    const below = at.bottom + GAP + height < innerHeight || at.top < height + GAP;
    const best = seen ?? { left, top: below ? at.bottom + GAP : at.top - height - GAP };
    const clear =
      best.left >= card.right ||
      best.left + width <= card.left ||
      best.top >= card.bottom ||
      best.top + height <= card.top;
    return { ...best, clear };
  };

  /** @param {ShadowRoot} root */
  const attach = (root) => {
    const tip = Dom.h("div", { class: "tip", role: "tooltip", id: "evidence", popover: "manual" });
    root.append(tip);
    /** @type {Element | null} */
    let shownFor = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let leaving;

    const hide = () => {
      clearTimeout(leaving);
      shownFor?.removeAttribute("aria-describedby");
      shownFor = null;
      if (tip.matches(":popover-open")) tip.hidePopover();
    };

    /** @param {Element} target @param {Node[]} content */
    const show = (target, content) => {
      clearTimeout(leaving);
      if (shownFor === target) return;
      hide();
      shownFor = target;
      tip.replaceChildren(...content);
      target.setAttribute("aria-describedby", "evidence");
      tip.showPopover();
      const { left, top, clear } = spot(target, tip.getBoundingClientRect());
      tip.style.left = `${left}px`;
      tip.style.top = `${top}px`;
      // Where it has to cover other numbers, the pointer goes through it to them.
      tip.style.pointerEvents = clear ? "auto" : "none";
    };

    // The pointer may travel onto the popover to read or copy it.
    const leave = () => {
      clearTimeout(leaving);
      leaving = setTimeout(hide, GRACE_MS);
    };
    tip.addEventListener("pointerenter", () => clearTimeout(leaving));
    tip.addEventListener("pointerleave", leave);

    return {
      hide,
      isOpen: () => shownFor !== null,
      tip,
      /**
       * Makes an element tell a number: to the eye, the ear, the pointer and the keyboard.
       * @template {HTMLElement} T
       * @param {T} element
       * @param {About} about
       * @returns {T}
       */
      tell(element, about) {
        const open = () => show(element, lines(about));
        element.setAttribute("role", "group");
        element.setAttribute("tabindex", "0");
        element.setAttribute("aria-label", Words.spoken(about.heard ?? about.name, about.estimate));
        element.addEventListener("pointerenter", open);
        element.addEventListener("focus", open);
        element.addEventListener("pointerleave", leave);
        element.addEventListener("blur", hide);
        return element;
      },
    };
  };

  return Object.freeze({ attach });
})();
