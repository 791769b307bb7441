"use strict";
/** The overlay of one creator: what is known, what a click does, and how both are drawn. It ends with its signal. */
const Overlay = (() => {
  const { say } = Words;
  const SLOW_MS = 6000; // without any answer about this creator
  const POLL_MS = 1000; // while a person compares codes

  /** @param {string} handle @returns {OverlayModel} */
  const blank = (handle) => ({
    handle,
    link: null,
    says: null,
    waiting: 0,
    scorecard: null,
    problems: [],
    shortlisted: null,
    briefs: { names: [], active: null },
    brief: null,
    view: { collapsed: true, tab: "fit" },
    pairing: null,
    captured: false,
    tooLarge: false,
    slow: false,
    trouble: null,
  });

  /** @param {AbortSignal} signal */
  const makeRoot = (signal) => {
    const host = document.createElement("div");
    const root = host.attachShadow({ mode: "closed" });
    root.adoptedStyleSheets = [OverlayStyles.overlay()];
    const region = Dom.h("section", { class: "fl", role: "region", "aria-label": "Fitlens" });
    root.append(region);
    const evidence = Evidence.attach(root);
    Place.follow(({ dark, rtl }) => {
      region.classList.toggle("dark", dark);
      evidence.tip.classList.toggle("dark", dark);
      region.dir = evidence.tip.dir = rtl ? "rtl" : "ltr";
    }, signal);
    // The page's own keyboard shortcuts are not meant here.
    region.addEventListener("keydown", (event) => {
      if (event.key === "Escape") evidence.hide();
      event.stopPropagation();
    });
    document.addEventListener("keydown", (event) => event.key === "Escape" && evidence.hide(), { signal });
    addEventListener("scroll", evidence.hide, { signal, passive: true });
    return { host, root, region, evidence };
  };

  /**
   * @param {string} handle
   * @param {AbortSignal} signal
   */
  const start = (handle, signal) => {
    const model = blank(handle);
    const { host, root, region, evidence } = makeRoot(signal);
    const badges = Badges.start(signal);
    let drawn = "";
    let pressed = false; // a redraw between press and release would take the click's button away
    let asked = 0; // how many questions were sent
    let shownFor = 0; // the question whose answer is on screen

    /** @param {string} selector */
    const focus = (selector) => {
      const element = root.querySelector(selector);
      if (element instanceof HTMLElement) element.focus({ preventScroll: true });
    };

    const draw = () => {
      if (signal.aborted || pressed) return;
      const now = JSON.stringify(model);
      if (now === drawn) return;
      drawn = now;
      const focused = root.activeElement?.getAttribute("data-key");
      evidence.hide();
      region.replaceChildren(...pieces());
      if (focused) focus(`[data-key="${CSS.escape(focused)}"]`);
    };

    region.addEventListener("pointerdown", () => (pressed = true));
    for (const end of ["pointerup", "pointercancel"]) {
      // The click comes after the release.
      addEventListener(end, () => setTimeout(() => ((pressed = false), draw())), { signal, capture: true });
    }

    /** @returns {Node[]} */
    const pieces = () => {
      const other = States.instead(model, actions);
      if (other || !model.scorecard) return other ? [other] : [];
      const parts = { card: model.scorecard, model, actions, evidence };
      const notes = States.notes(model, actions);
      const strip = Dom.h("div", { class: "card" }, Strip.build(parts), notes);
      return model.view.collapsed ? [strip] : [strip, Panel.build(parts)];
    };

    /**
     * Called when a question is sent; what it gives takes the answer. An answer that a newer one has overtaken is older
     * than what is on screen: it is dropped, and asked for again because it may hold what the newer one had not.
     * @param {"open" | "capture"} from
     */
    const expect = (from) => {
      const number = ++asked;
      return (/** @type {Reply | null} */ reply) => {
        if (!reply || signal.aborted) return;
        if (number < shownFor) return void reopen();
        if (reply.answer?.scorecard) shownFor = number;
        take(reply, from);
      };
    };

    /** @param {ShortlistEntry | null} entry decided now: whatever was asked before knows nothing of it */
    const decided = (entry) => {
      shownFor = ++asked;
      model.shortlisted = entry;
      draw();
    };

    /** @param {Reply} reply @param {"open" | "capture"} from */
    const take = (reply, from) => {
      const { answer } = reply;
      model.waiting = reply.waiting;
      model.says = reply.says ?? null;
      if (reply.view) model.view = reply.view;
      if (reply.briefs) {
        model.briefs = reply.briefs;
        model.brief = reply.brief ?? null;
      }
      // A capture that the companion could not use says nothing about how we stand with it.
      if (!(from === "capture" && reply.link === "refused")) model.link = reply.link;
      if (reply.link === "ok") model.pairing = null;
      if (answer && isAbout(answer, from)) show(answer);
      draw();
    };

    /** @param {Answer} answer @param {"open" | "capture"} from a page can show other creators' videos too */
    const isAbout = ({ scorecard }, from) =>
      from === "open" || scorecard === null || scorecard.creator.handle?.toLowerCase() === handle;

    /** @param {Answer} answer */
    const show = (answer) => {
      if (answer.scorecard) {
        model.scorecard = answer.scorecard;
        model.shortlisted = answer.shortlisted;
      }
      model.problems = answer.problems;
      badges.add(answer.badges);
    };

    /** @param {Message} message */
    const click = async (message) => {
      const reply = await Bridge.send(message);
      model.trouble = null;
      if (reply && reply.link !== "ok") model.trouble = reply.says ?? say(`trouble_${reply.link}`);
      return reply;
    };

    const reopen = async () => {
      const answered = expect("open");
      answered(await Bridge.send({ type: "open", handle }));
    };

    const followPairing = async () => {
      const reply = await Bridge.send({ type: "pairing" });
      if (!reply?.pairing || signal.aborted) return;
      model.pairing = reply.pairing;
      if (reply.pairing.status === "waiting") setTimeout(followPairing, POLL_MS);
      else if (reply.pairing.status === "allowed") await reopen();
      draw();
    };

    /** @type {OverlayActions} */
    const actions = {
      async save() {
        const before = model.shortlisted;
        const wanted = before === null;
        decided(wanted ? { creator_id: null, handle, stage: "to_contact" } : null);
        const reply = await click({ type: "shortlist", handle, save: wanted });
        decided(reply?.link === "ok" ? (reply.shortlisted ?? null) : before);
      },
      expand() {
        model.view = { ...model.view, collapsed: !model.view.collapsed };
        draw();
        void Bridge.send({ type: "view", view: model.view });
      },
      tab(name) {
        model.view = { collapsed: false, tab: name };
        draw();
        focus(`#tab-${name}`);
        void Bridge.send({ type: "view", view: model.view });
      },
      async brief(name) {
        const answered = expect("open");
        answered(await click({ type: "brief", handle, name }));
      },
      async connect() {
        const reply = await click({ type: "pair" });
        if (reply?.pairing) {
          model.pairing = reply.pairing;
          setTimeout(followPairing, POLL_MS);
        } else if (reply) {
          model.link = reply.link;
          model.says = reply.says ?? null;
        }
        draw();
      },
      async connection() {
        await click({ type: "connection" });
      },
      async desk() {
        await click({ type: "desk" });
        draw();
      },
      retry() {
        model.trouble = null;
        model.slow = false;
        void reopen();
      },
    };

    Place.keep(host, (floating) => region.classList.toggle("floating", floating), signal);
    const slow = setTimeout(() => ((model.slow = true), draw()), SLOW_MS);
    signal.addEventListener("abort", () => clearTimeout(slow));
    // Whoever went to start or to allow the companion comes back to a fresh look.
    document.addEventListener(
      "visibilitychange",
      () =>
        document.visibilityState === "visible" &&
        (model.link === "away" || model.link === "unpaired") &&
        void reopen(),
      { signal },
    );
    // Out of the back-forward cache: what other tabs decided meanwhile was not heard.
    addEventListener("pageshow", ({ persisted }) => persisted && void reopen(), { signal });
    draw();
    void reopen();

    return {
      /** Called when a capture of this creator's page is sent; what it gives takes the answer. */
      capturing() {
        const answered = expect("capture");
        return (/** @type {Reply | null} */ reply) => {
          model.captured ||= !!reply?.answer;
          answered(reply);
        };
      },
      shortlisted: decided,
      tooLarge() {
        model.tooLarge = true;
        draw();
      },
    };
  };

  return Object.freeze({ start });
})();
