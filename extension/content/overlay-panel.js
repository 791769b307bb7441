"use strict";
/** The panel below the strip: why this score, every number, what was left out, the checks, other tools' formulas. */
const Panel = (() => {
  const { say } = Words;
  const { h } = Dom;
  const TABS = ["fit", "numbers", "videos", "checks", "others"];
  /** In the order in which a marketer asks. @type {Record<string, string>} */
  const NUMBERS = {
    engagement_rate: "rate",
    engagement_rate_with_saves: "rate",
    engagement_rate_by_followers: "rate",
    comments_per_like: "small",
    shares_per_view: "small",
    saves_per_view: "small",
    sponsored_share: "share",
    sponsored_views: "ratio",
    posts_per_week: "week",
    momentum: "ratio",
    typical_views: "views",
    mean_views: "views",
    next_video_views: "views",
    next_video_engagements: "engagements",
    view_rate: "reach",
    consistency: "ln",
    fair_price: "money",
    walk_away_price: "money",
  };

  /** @param {{parts: StripParts, name: string, estimate: Estimate, scale: string, beside?: string, key: string, why?: Node | null, peers?: PeerRank | undefined}} what */
  const row = ({ parts, name, estimate, scale, beside, key, why, peers }) =>
    parts.evidence.tell(
      h(
        "div",
        { class: "row", "data-key": key },
        h("div", {}, name, estimate.says ? h("div", { class: "says" }, Words.sentence(estimate.says)) : null),
        why ?? Shapes.range(estimate, Shapes.scaleOf(parts.card, scale)),
        why ? null : h("div", { class: "n" }, Words.value(estimate), beside ? h("span", {}, ` ${beside}`) : null),
      ),
      { name, estimate, sample: parts.card.sample, peers },
    );

  /** @param {StripParts} parts */
  const fit = (parts) => {
    const { fit: card } = parts.card;
    const known = Reasons.parts(parts.card);
    const { peers } = parts.card;
    const cohorts = new Set(Object.values(peers).map(({ cohort }) => cohort)); // not every number has the same panel
    if (!known.length) {
      return [h("p", { class: "lead" }, Words.missing(card.score)), h("div", { class: "list" })];
    }
    const total = known.reduce((sum, { part }) => sum + part.weight, 0) || 1;
    return [
      h(
        "div",
        { class: "two" },
        h(
          "div",
          { class: "col" },
          h("h3", {}, say("fourParts")),
          ...known.map(({ name, part }) =>
            row({
              parts,
              name: Words.nameOf("part", name),
              estimate: part.score,
              scale: "score",
              beside: Format.percentWhole(part.weight / total),
              key: `part-${name}`,
              peers: name === "engagement" ? peers.engagement_rate : undefined,
            }),
          ),
          cohorts.size > 0 && h("p", { class: "d" }, say("peersAre", [...cohorts].join("; "))),
        ),
        h(
          "div",
          { class: "col" },
          h("h3", {}, say("whyThisScore")),
          Reasons.list(Reasons.all(parts.card), { handle: parts.model.handle }),
        ),
      ),
    ];
  };

  /** @param {Estimate} estimate @returns {Node | null} why there is no number, where its bar and the number would be */
  const absence = (estimate) =>
    estimate.value === null ? h("div", { class: "absence" }, Words.missing(estimate)) : null;

  /** @param {StripParts} parts */
  const numbers = (parts) => [
    h(
      "div",
      { class: "numbers" },
      ...Object.entries(NUMBERS).flatMap(([key, scale]) => {
        const estimate = parts.card.estimates[key];
        return estimate
          ? [
              row({
                parts,
                name: Words.nameOf("estimate", key),
                estimate,
                scale,
                key: `number-${key}`,
                why: absence(estimate),
                peers: parts.card.peers[key],
              }),
            ]
          : [];
      }),
    ),
  ];

  /** @type {Record<string, (parts: StripParts) => Node[]>} */
  const BODIES = { fit, numbers, ...Lists };

  /** @param {StripParts} parts */
  const tabs = ({ model, actions }) => {
    const buttons = TABS.map((name) =>
      h(
        "button",
        {
          class: "tab",
          type: "button",
          role: "tab",
          id: `tab-${name}`,
          "aria-selected": String(model.view.tab === name),
          "aria-controls": "tabpanel",
          tabindex: model.view.tab === name ? 0 : -1,
          "data-key": `tab-${name}`,
          onclick: () => actions.tab(name),
        },
        say(`tab_${name}`),
      ),
    );
    const list = h("div", { role: "tablist", "aria-label": say("details") }, ...buttons);
    list.addEventListener("keydown", (event) => {
      const at = TABS.indexOf(model.view.tab);
      const rtl = getComputedStyle(list).direction === "rtl" ? -1 : 1;
      const step = event.key === "ArrowRight" ? rtl : event.key === "ArrowLeft" ? -rtl : 0;
      const target =
        event.key === "Home"
          ? 0
          : event.key === "End"
            ? TABS.length - 1
            : step
              ? (at + step + TABS.length) % TABS.length
              : -1;
      const name = TABS[target];
      if (!name) return;
      event.preventDefault();
      actions.tab(name);
    });
    return list;
  };

  /** @param {StripParts} parts */
  const briefPicker = ({ model, actions }) => {
    const { briefs, brief } = model;
    if (!briefs.names.length) {
      return h(
        "div",
        { class: "brief" },
        h("button", { class: "link", type: "button", onclick: actions.desk }, say("writeBrief")),
      );
    }
    const select = h(
      "select",
      { "data-key": "brief" },
      ...briefs.names.map((name) => h("option", { value: name, selected: name === brief }, name)),
    );
    select.addEventListener("change", () => actions.brief(select.value));
    return h("label", { class: "brief" }, say("brief"), select);
  };

  /** @param {StripParts} parts */
  const foot = ({ card, model, actions }) => {
    const days = Format.daysSince(card.creator.seen_at, Date.now());
    const when =
      model.captured || days === null
        ? say("readNow")
        : days === 0
          ? say("readToday")
          : Words.counted("stale", days);
    const left = card.sample.excluded.length;
    return h(
      "div",
      { class: "foot" },
      h("span", {}, say("footRead", when, Words.counted("videos", card.sample.read), String(left))),
      h("button", { class: "link", type: "button", "data-key": "desk", onclick: actions.desk }, say("openDesk")),
    );
  };

  /** @param {StripParts} parts */
  const build = (parts) => {
    const { tab } = parts.model.view;
    return h(
      "div",
      { class: "card panel" },
      h("div", { class: "tabs" }, tabs(parts), briefPicker(parts)),
      h(
        "div",
        { role: "tabpanel", id: "tabpanel", "aria-labelledby": `tab-${tab}` },
        ...(BODIES[tab] ?? fit)(parts),
      ),
      foot(parts),
    );
  };

  return Object.freeze({ build });
})();
