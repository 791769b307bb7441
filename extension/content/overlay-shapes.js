"use strict";
/** The one visual idea: every number carries its blur. Geometry is pure; drawing only puts it into elements. */
const Shapes = (() => {
  /** @typedef {{from: number, to: number, log: boolean}} Scale */

  /** The same for every creator, so that two can be compared by eye. @type {Record<string, Scale>} */
  const SCALES = {
    rate: { from: 0.01, to: 0.25, log: true },
    small: { from: 0.0005, to: 0.1, log: true },
    reach: { from: 0.01, to: 10, log: true },
    ratio: { from: 0.1, to: 10, log: true },
    score: { from: 0, to: 100, log: false },
    share: { from: 0, to: 1, log: false },
    week: { from: 0, to: 14, log: false },
    ln: { from: 0, to: 2.5, log: false },
  };

  /**
   * Sizes differ by five powers of ten; what compares is the blur. All of one creator's bars of one unit share a
   * window from a tenth to ten times its usual value.
   * @param {number | null | undefined} middle
   * @returns {Scale}
   */
  const around = (middle) => ({ from: (middle || 1) / 10, to: (middle || 1) * 10, log: true });

  /** @param {number} value @param {Scale} scale @returns {number} 0 to 100, from the bar's start */
  const position = (value, { from, to, log }) => {
    const share = log
      ? Math.log(Math.max(value, Number.MIN_VALUE) / from) / Math.log(to / from)
      : (value - from) / (to - from);
    return Math.min(100, Math.max(0, share * 100));
  };

  /** @param {Estimate} e @param {Scale} scale @returns {{value: number, low: number, high: number} | null} */
  const spread = ({ value, low, high }, scale) =>
    value === null
      ? null
      : {
          value: position(value, scale),
          low: position(low ?? value, scale),
          high: position(high ?? value, scale),
        };

  /** @param {Estimate} estimate @param {Scale} scale */
  const range = (estimate, scale) => {
    const at = spread(estimate, scale);
    const bar = Dom.h("span", { class: at ? "range" : "range none", "aria-hidden": "true" });
    if (at) {
      const band = document.createElement("i");
      band.style.insetInlineStart = `${at.low}%`;
      band.style.width = `${at.high - at.low}%`;
      const mark = document.createElement("b");
      mark.style.insetInlineStart = `${at.value}%`;
      bar.append(band, mark);
    }
    return bar;
  };

  /** @param {Estimate | null} score @param {string} text */
  const ring = (score, text) => {
    const at = score && spread(score, /** @type {Scale} */ (SCALES.score));
    const circle = { cx: 29, cy: 29, r: 23, fill: "none", pathLength: 100, transform: "rotate(-90 29 29)" };
    const drawn = Dom.svg(
      "svg",
      { viewBox: "0 0 58 58", "aria-hidden": "true" },
      Dom.svg("circle", {
        ...circle,
        stroke: "var(--track)",
        "stroke-width": 6,
        "stroke-dasharray": at ? "none" : "3 3.25",
      }),
    );
    if (at) {
      const arc = { ...circle, stroke: "var(--acc)" };
      drawn.append(
        Dom.svg("circle", {
          ...arc,
          "stroke-width": 6,
          "stroke-linecap": "round",
          "stroke-dasharray": `${at.value} 100`,
        }),
        Dom.svg("circle", {
          ...arc,
          r: 27.6,
          opacity: 0.45,
          "stroke-width": 2.6,
          "stroke-dasharray": `${Math.max(1, at.high - at.low)} 100`,
          "stroke-dashoffset": -at.low,
        }),
      );
    }
    const label = Dom.svg(
      "text",
      { x: 29, y: 35, "text-anchor": "middle", "font-size": 18, "font-weight": 800, fill: "var(--ink)" },
      text,
    );
    drawn.append(label);
    return drawn;
  };

  /** @param {Scorecard} card @param {string} name of a scale, or what the creator's own values are compared with */
  const scaleOf = (card, name) => {
    const { typical_views: views, next_video_engagements: reactions, fair_price: price } = card.estimates;
    if (name === "views") return around(views?.value);
    if (name === "engagements") return around(reactions?.value);
    if (name === "money") return around(price?.value);
    return /** @type {Scale} */ (SCALES[name]);
  };

  return Object.freeze({ position, spread, range, ring, around, scaleOf });
})();
