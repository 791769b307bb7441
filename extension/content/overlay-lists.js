"use strict";
/** The panel's plain lists: videos left out, checks, other tools' formulas. */
const Lists = (() => {
  const { say } = Words;
  const { h } = Dom;

  /** @param {StripParts} parts */
  const videos = ({ card, model }) => {
    const { excluded, read, eligible } = card.sample;
    const byReason = Map.groupBy(excluded, ({ reason }) => reason);
    return [
      h(
        "p",
        { class: "lead" },
        say(excluded.length ? "usedVideos" : "usedAllVideos", String(eligible), String(read)),
      ),
      h(
        "ul",
        { class: "list" },
        ...[...byReason].map(([reason, those]) =>
          h(
            "li",
            {},
            h("div", { class: "t" }, `${those.length} × ${Words.nameOf("reason", reason)}`),
            h(
              "div",
              {},
              h(
                "div",
                { class: "d" },
                Words.say(`because_${reason.replaceAll(/\W/g, "_")}`) || say("because_other"),
              ),
              Reasons.videoLinks(
                model.handle,
                those.map(({ video_id }) => video_id),
              ),
            ),
          ),
        ),
      ),
    ];
  };

  /** @type {Record<string, string>} */
  const CHIP = { pass: "chip ok", unusual: "chip warn" };

  /** @param {StripParts} parts */
  const checks = ({ card }) => [
    h("p", { class: "lead" }, say(card.checks.length ? "checksLead" : "checksNone")),
    h(
      "ul",
      { class: "list" },
      ...card.checks.map((check) =>
        h(
          "li",
          {},
          h("div", {}, h("span", { class: CHIP[check.status] ?? "chip" }, Words.nameOf("status", check.status))),
          h(
            "div",
            {},
            h("div", { class: "t" }, Words.nameOf("check", check.name)),
            h("div", { class: "d" }, check.says),
            typeof check.evidence?.cohort === "string" &&
              h("div", { class: "d small" }, say("peersAre", check.evidence.cohort)),
          ),
        ),
      ),
    ),
  ];

  /** @param {StripParts} parts */
  const others = ({ card }) => [
    h("p", { class: "lead" }, say(card.reconcile.length ? "othersLead" : "othersNone")),
    h(
      "ul",
      { class: "list" },
      ...card.reconcile.map((other) =>
        h(
          "li",
          {},
          h(
            "div",
            { class: "t" },
            `${other.tool} · ${other.value === null ? Format.ABSENT : Format.percent(other.value)}`,
          ),
          h(
            "div",
            {},
            other.why && h("div", {}, `${Words.sentence(other.why)}.`),
            h("div", { class: "d" }, other.formula, other.source ? ` (${other.source})` : ""),
          ),
        ),
      ),
    ),
  ];

  return Object.freeze({ videos, checks, others });
})();
