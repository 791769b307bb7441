"use strict";
/** Why a fit is what it is: the companion's sentences about all parts, those that move the score most first. */
const Reasons = (() => {
  /** @typedef {{says: string, kind: string, size: number, ids: string[]}} Reason */

  const PARTS = ["niche", "engagement", "authenticity", "quality"];
  const MOST_LINKS = 8;

  /** @param {string} handle @param {string} id @param {number} at */
  const videoLink = (handle, id, at) =>
    Dom.h(
      "a",
      {
        href: `https://www.tiktok.com/@${encodeURIComponent(handle)}/video/${encodeURIComponent(id)}`,
        target: "_blank",
        rel: "noopener",
      },
      Words.say("videoNumber", String(at + 1)),
    );

  /** @param {string} handle @param {string[]} ids @returns {Node | false} links to the first of these videos */
  const videoLinks = (handle, ids) =>
    ids.length > 0 &&
    Dom.h("div", { class: "links d" }, ...ids.slice(0, MOST_LINKS).map((id, i) => videoLink(handle, id, i)));

  /** @param {Scorecard} card @returns {{name: string, part: Part}[]} the parts that there are, in our order */
  const parts = ({ fit }) => PARTS.flatMap((name) => (fit.parts[name] ? [{ name, part: fit.parts[name] }] : []));

  /** @param {number} moves */
  const direction = (moves) => (moves > 0 ? "up" : moves < 0 ? "down" : "even");

  /** @param {Scorecard} card @returns {Reason[]} */
  const all = (card) =>
    parts(card)
      .flatMap(({ part }) => [
        ...part.why.map(({ says, moves, video_ids }) => ({
          says: Words.sentence(says),
          ids: video_ids ?? [],
          kind: direction(moves),
          size: Math.abs(moves),
        })),
        ...(part.score.value === null && part.score.missing
          ? [{ says: Words.missing(part.score), ids: [], kind: "ask", size: 0 }]
          : []),
      ])
      .sort((a, b) => b.size - a.size);

  /** @param {Scorecard} card @returns {Reason[]} the strongest for the creator and the strongest against */
  const strongest = (card) => {
    const reasons = all(card);
    return ["up", "down"].flatMap((wanted) => reasons.find(({ kind }) => kind === wanted) ?? []);
  };

  /**
   * @param {Reason[]} reasons
   * @param {{name?: string, handle?: string}} [how] a class, and the creator whose videos are linked
   */
  const list = (reasons, { name = "", handle } = {}) =>
    Dom.h(
      "ul",
      { class: `why ${name}` },
      ...reasons.map(({ says, kind, ids }) =>
        Dom.h(
          "li",
          { class: kind },
          Dom.h("span", { class: "sr" }, `${Words.say(`why_${kind}`)}: `),
          Dom.h("span", { class: "what" }, says),
          handle !== undefined && videoLinks(handle, ids),
        ),
      ),
    );

  return Object.freeze({ parts, all, strongest, list, videoLinks });
})();
