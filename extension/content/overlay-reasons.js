"use strict";
/** Why a fit is what it is: the companion's sentences about all parts, those that move the score most first. */
const Reasons = (() => {
  const PARTS = ["niche", "engagement", "authenticity", "quality"];

  /** @param {Scorecard} card @returns {{name: string, part: Part}[]} the parts that there are, in our order */
  const parts = ({ fit }) => PARTS.flatMap((name) => (fit.parts[name] ? [{ name, part: fit.parts[name] }] : []));

  /** @param {number} moves */
  const direction = (moves) => (moves > 0 ? "up" : moves < 0 ? "down" : "even");

  /** @param {Scorecard} card @returns {{says: string, kind: string, size: number}[]} */
  const all = (card) =>
    parts(card)
      .flatMap(({ part }) => [
        ...part.why.map(({ says, moves }) => ({
          says: Words.sentence(says),
          kind: direction(moves),
          size: Math.abs(moves),
        })),
        ...(part.score.value === null && part.score.missing
          ? [{ says: Words.missing(part.score), kind: "ask", size: 0 }]
          : []),
      ])
      .sort((a, b) => b.size - a.size);

  /** @param {Scorecard} card @returns {{says: string, kind: string}[]} the strongest for the creator and the strongest against */
  const strongest = (card) => {
    const reasons = all(card);
    return ["up", "down"].flatMap((wanted) => reasons.find(({ kind }) => kind === wanted) ?? []);
  };

  /** @param {{says: string, kind: string}[]} reasons @param {string} [name] a class */
  const list = (reasons, name = "") =>
    Dom.h(
      "ul",
      { class: `why ${name}` },
      ...reasons.map(({ says, kind }) =>
        Dom.h(
          "li",
          { class: kind },
          Dom.h("span", { class: "sr" }, `${Words.say(`why_${kind}`)}: `),
          Dom.h("span", { class: "what" }, says),
        ),
      ),
    );

  return Object.freeze({ parts, all, strongest, list });
})();
