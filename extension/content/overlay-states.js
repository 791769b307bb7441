"use strict";
/** Everything that is not a scorecard: waiting, not running, not connected, nothing to score; and the small notes. */
const States = (() => {
  const { say } = Words;
  const { h } = Dom;
  const ENOUGH = 30; // videos that the scores rest on at most

  /** @param {{title: string, text?: (Node | string)[], buttons?: Node[], mark?: string}} what */
  const message = ({ title, text = [], buttons = [], mark = Format.ABSENT }) =>
    h(
      "div",
      { class: "card" },
      h(
        "div",
        { class: "state" },
        Shapes.ring(null, mark),
        h(
          "div",
          { class: "body", role: "status" },
          h("div", { class: "t" }, title),
          h("div", { class: "d" }, ...text),
        ),
        h("div", { class: "buttons" }, ...buttons),
      ),
    );

  /** @param {string} key @param {string} label @param {() => void} act @param {boolean} [quiet] */
  const button = (key, label, act, quiet = false) =>
    h("button", { class: quiet ? "go quiet" : "go", type: "button", "data-key": key, onclick: act }, label);

  const skeleton = () => {
    const bone = (/** @type {string} */ style) => {
      const made = h("span", { class: "bone" });
      made.style.cssText = style;
      return made;
    };
    const cell = () =>
      h(
        "div",
        { class: "m" },
        bone("width:74%;height:10px;margin-top:4px"),
        bone("width:52%;height:16px;margin-top:8px"),
        bone("width:100%;height:4px;margin-top:10px"),
        bone("width:62%;height:9px;margin-top:9px"),
      );
    return h(
      "div",
      { class: "card", "aria-busy": "true" },
      h("span", { class: "sr", role: "status" }, say("loading")),
      h(
        "div",
        { class: "strip", "aria-hidden": "true" },
        h(
          "div",
          { class: "fit plain" },
          Shapes.ring(null, ""),
          h("div", {}, bone("width:86px;height:15px"), bone("width:116px;height:10px;margin-top:8px")),
        ),
        cell(),
        cell(),
        cell(),
        cell(),
        h("div", { class: "act" }, bone("width:92px;height:34px;border-radius:17px")),
      ),
    );
  };

  /** @param {OverlayModel} model @param {OverlayActions} actions */
  const unpaired = ({ pairing }, actions) => {
    if (pairing?.status === "waiting") {
      return message({
        title: say("pairCompare"),
        text: [h("div", { class: "code" }, pairing.code), say("pairHow")],
        buttons: [button("connection", say("openDesk"), actions.connection)],
        mark: "…",
      });
    }
    return message({
      title: say("unpaired"),
      text: [say(pairing?.status === "gone" ? "pairGone" : "unpairedHow")],
      buttons: [button("connect", say("connect"), actions.connect)],
    });
  };

  /** @param {OverlayModel} model @param {OverlayActions} actions */
  const away = (model, actions) =>
    message({
      title: say("away"),
      text: [
        ...commands(say("awayHow")),
        ...(model.waiting ? [h("div", {}, Words.counted("waiting", model.waiting))] : []),
      ],
      buttons: [button("retry", say("retry"), actions.retry)],
    });

  /** @param {string} text @returns {(Node | string)[]} what is “quoted” in it is to be typed */
  const commands = (text) => text.split(/“(.+?)”/).map((part, i) => (i % 2 ? h("code", {}, part) : part));

  /** @param {Scorecard} card @returns {string | null} the name of an account state that leaves nothing to score */
  const accountState = ({ creator, sample }) => {
    if (creator.state !== "ok") return creator.state;
    if (sample.read > 0) return null;
    if (creator.private) return "private";
    return creator.videos === 0 ? "empty" : null;
  };

  /** @param {OverlayModel} model @param {OverlayActions} actions @returns {HTMLElement | null} null: show the scorecard */
  const instead = (model, actions) => {
    const { link, scorecard } = model;
    if (model.pairing && model.pairing.status !== "allowed") return unpaired(model, actions);
    if (scorecard) {
      const state = accountState(scorecard);
      if (!state) return null;
      return message({
        title: Words.nameOf("account", state),
        text: [say(`accountHow_${state}`) || say("accountHow_other")],
      });
    }
    if (link === "unpaired") return unpaired(model, actions);
    if (link === "away") return away(model, actions);
    if (link === "refused" || link === "bad") {
      return message({
        title: say(link),
        text: [model.says ?? say(`${link}How`)],
        buttons: [button("retry", say("retry"), actions.retry)],
      });
    }
    if (model.problems.length && model.captured) return message({ title: say("changed"), text: problems(model) });
    if (model.slow) {
      return message({
        title: say("nothingRead"),
        text: [model.says ?? say("nothingReadHow")],
        buttons: [button("retry", say("retry"), actions.retry)],
      });
    }
    return skeleton();
  };

  /** @param {OverlayModel} model */
  const problems = (model) => [...new Set(model.problems.map(({ says }) => says))];

  /** @param {OverlayModel} model @param {OverlayActions} actions @returns {HTMLElement | null} the small notes below the strip */
  const notes = (model, actions) => {
    const card = /** @type {Scorecard} */ (model.scorecard);
    const { read } = card.sample;
    const days = Format.daysSince(card.creator.seen_at, Date.now());
    const { score, coverage } = card.fit;
    const all = [
      ...(score.value !== null && coverage < 0.995
        ? [h("span", { class: "note" }, say("coverage", Format.percentWhole(coverage)))]
        : []),
      ...(model.trouble ? [h("span", { class: "note warn" }, model.trouble)] : []),
      ...(model.link === "away" || model.link === "unpaired"
        ? [
            h(
              "span",
              { class: "note warn" },
              say(model.link),
              h(
                "button",
                {
                  class: "link",
                  type: "button",
                  "data-key": "retry",
                  onclick: model.link === "away" ? actions.retry : actions.connect,
                },
                say(model.link === "away" ? "retry" : "connect"),
              ),
            ),
          ]
        : []),
      ...(model.tooLarge ? [h("span", { class: "note warn" }, say("tooLarge"))] : []),
      ...(model.waiting ? [h("span", { class: "note warn" }, Words.counted("waiting", model.waiting))] : []),
      ...problems(model).map((says) => h("span", { class: "note warn" }, says)),
      ...(read < ENOUGH && !(card.creator.videos !== null && card.creator.videos <= read)
        ? [h("span", { class: "note" }, Words.counted("readMore", read))]
        : []),
      ...(!model.captured && days !== null && days > 0
        ? [h("span", { class: "note" }, Words.counted("stale", days))]
        : []),
    ];
    return all.length ? h("div", { class: "notes", role: "status" }, ...all) : null;
  };

  return Object.freeze({ instead, notes });
})();
