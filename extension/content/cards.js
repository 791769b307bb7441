"use strict";
/** Cuts a rendered search page or hashtag's page down to its cards: videos with what stands beside them, and people. */
const Cards = (() => {
  const size = () => document.querySelectorAll(Selectors.card).length;

  /** @returns {string | null} the fragment, or null where no card is rendered */
  const cut = () => {
    const fragment = Markup.part();
    for (const card of document.querySelectorAll(Selectors.card)) {
      if (card.parentElement?.closest(Selectors.card)) continue; // a part of the card that was taken already
      fragment.append(Markup.bare(card));
      const beside = card.nextElementSibling;
      if (beside?.matches(Selectors.besideCard)) fragment.append(Markup.bare(beside));
    }
    return fragment.childElementCount ? fragment.outerHTML : null;
  };

  return Object.freeze({ cut, size });
})();
