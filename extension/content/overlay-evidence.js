"use strict";
/** The popover behind a number: its formula, its basis and its dates, on hover and on focus alike. */
const Evidence = (() => {
  const { say } = Words;

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
      ...wider.flatMap((text) => line("d", Words.sentence(text))),
      ...line("d", e.value !== null && peers ? Words.amongPeers(peers) : null),
      ...line("d", e.n ? Words.basis(sample, e) : null),
      ...line("d", Words.leftOut(sample)),
      ...line("f", Words.sentence(e.method)),
    ];
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
      const at = target.getBoundingClientRect();
      const own = tip.getBoundingClientRect();
      const below = at.bottom + 8 + own.height < innerHeight || at.top < own.height + 8;
      tip.style.top = `${below ? at.bottom + 8 : at.top - own.height - 8}px`;
      tip.style.left = `${Math.max(12, Math.min(at.left, innerWidth - own.width - 12))}px`;
    };

    // The pointer may travel onto the popover to read or copy it.
    const leave = () => {
      clearTimeout(leaving);
      leaving = setTimeout(hide, 160);
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
