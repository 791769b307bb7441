"use strict";
/** The compact strip: what a marketer needs at a glance, without a click. */
const Strip = (() => {
  const { say } = Words;
  const { h, svg } = Dom;
  const HEART = "M12 20.5 4.4 12.9a4.8 4.8 0 0 1 6.8-6.8l.8.8.8-.8a4.8 4.8 0 0 1 6.8 6.8z";

  /** @typedef {ReturnType<typeof Evidence.attach>} EvidenceBox */
  /** @typedef {{card: Scorecard, model: OverlayModel, actions: OverlayActions, evidence: EvidenceBox}} Parts */

  /** @param {Parts} parts */
  const fit = ({ card, actions, evidence }) => {
    const { score, brief, word } = card.fit;
    const known = score.value !== null;
    const sub = known
      ? say("fitFor", Format.quantity(score.low, "score"), Format.quantity(score.high, "score"), brief ?? "")
      : Words.missing(score);
    const box = h(
      "div",
      { class: known ? "fit" : "fit plain" },
      Shapes.ring(known ? score : null, Words.value(score)),
      h(
        "div",
        { class: "says" },
        h("div", { class: "word" }, brief ? word : say("noBrief")),
        brief && h("div", { class: "sub", title: sub }, sub),
        brief
          ? null
          : h(
              "button",
              { class: "link", type: "button", "data-key": "write", onclick: actions.desk },
              say("writeBriefWhy"),
            ),
      ),
      known && Reasons.list(Reasons.strongest(card), { name: "top" }),
    );
    // The glow reaches as far as the score, as far as the score is known.
    box.style.setProperty("--share", `${(score.value ?? 0) * card.fit.coverage}%`);
    const heard = known ? `${say("fit")}, ${word},` : say("fit");
    evidence.tell(box, { name: say("fit"), heard, estimate: score, sample: card.sample });
    box.dataset.key = "fit";
    return box;
  };

  /**
   * @param {Parts} parts
   * @param {{key: string, scale: string, sub: string | null, forecast?: boolean, label?: string}} what
   */
  const metric = ({ card, evidence }, { key, scale, sub, forecast = false, label }) => {
    const estimate = card.estimates[key] ?? unknown(say("unknown"));
    const name = Words.nameOf("estimate", key);
    const range = estimate.value === null ? null : Words.range(estimate);
    const box = h(
      "div",
      { class: "m", "data-key": key },
      h("div", { class: "k" }, label ?? name),
      h(
        "div",
        { class: "v" },
        (forecast && range) || Words.value(estimate), // of a forecast the range is the answer
        !forecast && range && h("span", { class: "r" }, range),
      ),
      Shapes.range(estimate, Shapes.scaleOf(card, scale)),
      h("div", { class: "sub" }, estimate.value === null ? Words.missing(estimate) : sub),
    );
    return evidence.tell(box, { name, estimate, sample: card.sample, peers: card.peers[key] });
  };

  /** @param {string} missing @returns {Estimate} */
  const unknown = (missing) => ({
    value: null,
    low: null,
    high: null,
    level: 0.9,
    n: 0,
    unit: "",
    method: "",
    missing,
  });

  /** @param {Scorecard} card */
  const standing = (card) => {
    const peers = card.peers.engagement_rate;
    return peers ? Words.standing(peers, say("peers", String(peers.n))) : say("perView");
  };

  /** @param {Parts} parts */
  const action = ({ model, actions }) => {
    const saved = model.shortlisted !== null;
    const open = !model.view.collapsed;
    return h(
      "div",
      { class: "act" },
      h(
        "button",
        {
          class: "save",
          type: "button",
          "aria-pressed": String(saved),
          "data-key": "save",
          onclick: actions.save,
        },
        svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: HEART })),
        say(saved ? "saved" : "save"),
      ),
      h(
        "button",
        {
          class: "link",
          type: "button",
          "aria-expanded": String(open),
          "data-key": "expand",
          onclick: actions.expand,
        },
        say(open ? "less" : "details"),
        h("span", { class: "chev", "aria-hidden": "true" }),
      ),
    );
  };

  /** @param {Parts} parts */
  const build = (parts) => {
    const { estimates, sample } = parts.card;
    const next = estimates.next_video_views;
    const sponsored = estimates.sponsored_share;
    return h(
      "div",
      { class: "strip" },
      fit(parts),
      metric(parts, { key: "engagement_rate", scale: "rate", sub: standing(parts.card) }),
      metric(parts, {
        key: "typical_views",
        scale: "views",
        sub: say("ofVideos", String(sample.eligible), String(sample.read)),
      }),
      metric(parts, {
        key: "next_video_views",
        scale: "views",
        label: next && next.value !== null ? say("nextVideo", Format.level(next.level)) : say("nextVideoPlain"),
        sub: next ? say("middleGuess", Words.value(next)) : null,
        forecast: true,
      }),
      metric(parts, {
        key: "posts_per_week",
        scale: "week",
        sub:
          sponsored && sponsored.value !== null
            ? say("sponsored", Words.value(sponsored))
            : say("sponsoredUnknown"),
      }),
      action(parts),
    );
  };

  return Object.freeze({ build });
})();
