"use strict";
/** The overlay's looks. One accent, amber for "look at this", hairlines, tabular figures; laid out by its own width. */
const OverlayStyles = (() => {
  const TOKENS = `
    :host { all: initial; display: block; box-sizing: border-box; width: 100%; max-width: 960px; margin-block: 14px 10px }
    :host([hidden]) { display: none }
    .fl, .tip {
      --ink: #161823; --mut: #62636c; --line: #e4e5e9; --card: #fff; --soft: #f4f5f7; --hover: #eceef1;
      --acc: #0b7a75; --acc-ink: #08645f; --on-acc: #fff; --acc-soft: #d9efed; --track: #e4e5e9;
      --warn: #8f5200; --warn-soft: #fff1dc; --focus: #0b57d0;
      --tip: #17181f; --tip-ink: #f5f5f7; --tip-mut: #b6b8c0; --tip-line: #ffffff24;
      --shadow: 0 1px 2px #0000000d, 0 6px 24px #00000012;
      font: 14px/1.4 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
      font-variant-numeric: tabular-nums; color: var(--ink); text-align: left;
    }
    .dark { color-scheme: dark;
      --ink: #f1f1f2; --mut: #a6a7af; --line: #2e2e33; --card: #1a1a1d; --soft: #232327; --hover: #2c2c31;
      --acc: #4fd1c5; --acc-ink: #4fd1c5; --on-acc: #06201e; --acc-soft: #143835; --track: #34343a;
      --warn: #ffb454; --warn-soft: #38290f; --focus: #8ab4f8;
      --tip: #f3f3f5; --tip-ink: #17181f; --tip-mut: #585a64; --tip-line: #00000022;
      --shadow: 0 1px 2px #0006, 0 6px 24px #0007;
    }
    * { box-sizing: border-box; margin: 0; unicode-bidi: plaintext } /* our words and TikTok's each in their own direction */
    [dir="rtl"] { text-align: right } [dir="rtl"] .n { text-align: left }
    button, select { font: inherit; color: inherit }
    button { cursor: pointer }
    h2, h3 { font-size: 13px; font-weight: 600; color: var(--mut) }
    ul { list-style: none; padding: 0 }
    a { color: inherit }
    :focus { outline: none }
    :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 6px }
    .sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }`;

  const STRIP = `
    .fl { container-type: inline-size; position: relative }
    .floating { position: fixed; inset-block-end: 16px; inset-inline-end: 16px; width: min(420px, calc(100vw - 32px));
      max-height: calc(100vh - 32px); overflow: auto; z-index: 2147483646; border-radius: 14px }
    .card { border: 1px solid var(--line); border-radius: 14px; background: var(--card); box-shadow: var(--shadow); overflow: hidden }
    .strip { display: grid; grid-template-columns: minmax(216px, 1.5fr) repeat(3, minmax(108px, 1fr)) minmax(124px, .8fr) auto }
    .fit { display: flex; gap: 12px; align-items: center; padding: 10px 14px 10px 12px; min-width: 0;
      background: linear-gradient(to right, var(--acc-soft), transparent) left / var(--share) 100% no-repeat }
    [dir="rtl"] .fit { background: linear-gradient(to left, var(--acc-soft), transparent) right / var(--share) 100% no-repeat }
    .fit .top { display: none } .fit .says { min-width: 0 }
    .fit .sub { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden }
    .fit .link { padding-inline: 0; white-space: normal; text-align: inherit; text-decoration: underline }
    .fit svg { flex: none; width: 58px; height: 58px }
    .word { font-weight: 700; font-size: 16px; line-height: 1.25 }
    .k, .sub { color: var(--mut); font-size: 12px }
    .k { white-space: nowrap; overflow: hidden; text-overflow: ellipsis }
    .m { padding: 10px 14px; border-inline-start: 1px solid var(--line); min-width: 0; cursor: help }
    .m:hover, .fit:hover { background-color: var(--soft) }
    .m:focus-visible, .fit:focus-visible { outline-offset: -3px; border-radius: 13px } /* the card cuts off what is outside */
    .v { display: flex; flex-wrap: wrap; align-items: baseline; column-gap: 7px; font-weight: 700; font-size: 17px; line-height: 1.35; white-space: nowrap }
    .v .r { color: var(--mut); font-size: 12px; font-weight: 400 }
    .m .sub { margin-top: 5px; line-height: 1.3 }
    .range { display: block; position: relative; height: 4px; border-radius: 2px; background: var(--track); margin-top: 5px }
    .range i { position: absolute; inset-block: 0; border-radius: 2px; background: var(--acc); opacity: .34; min-width: 3px }
    .range b { position: absolute; inset-block: -2px; width: 3px; margin-inline-start: -1.5px; border-radius: 2px; background: var(--acc) }
    .range.none { background: repeating-linear-gradient(to right, var(--track) 0 6px, transparent 6px 10px) }
    .act { display: flex; flex-direction: column; justify-content: center; align-items: stretch; gap: 4px; padding: 8px 12px;
      border-inline-start: 1px solid var(--line) }
    .save, .go { display: inline-flex; gap: 7px; align-items: center; justify-content: center; border: 1px solid var(--acc); min-height: 34px;
      border-radius: 999px; padding: 0 15px; font-weight: 600; white-space: nowrap; background: transparent; color: var(--acc-ink) }
    .save:hover, .go.quiet:hover { background: var(--acc-soft) }
    .save[aria-pressed="true"], .go { background: var(--acc); color: var(--on-acc) }
    .save[aria-pressed="true"]:hover, .go:hover { filter: brightness(1.08) }
    .go.quiet { background: transparent; color: var(--acc-ink) }
    .save:focus-visible, .go:focus-visible { border-radius: 999px }
    .save svg { width: 15px; height: 15px; fill: none; stroke: currentColor; stroke-width: 2 }
    .save[aria-pressed="true"] svg { fill: currentColor }
    .link { background: none; border: 0; padding: 4px 6px; min-height: 24px; color: var(--mut); font-size: 12px; white-space: nowrap }
    .link:hover { color: var(--ink); text-decoration: underline }
    .act .link { display: inline-flex; align-items: center; justify-content: center; gap: 6px }
    .chev { width: 7px; height: 7px; border: solid currentColor; border-width: 0 1.5px 1.5px 0;
      transform: translateY(-2px) rotate(45deg) }
    [aria-expanded="true"] .chev { transform: translateY(1px) rotate(225deg) }
    .notes { display: flex; flex-wrap: wrap; gap: 4px 14px; padding: 7px 14px; border-top: 1px solid var(--line); font-size: 12px; color: var(--mut) }
    .note { display: flex; gap: 6px; align-items: baseline }
    .note::before { content: "i"; font-weight: 700; color: var(--acc) }
    .note.warn { color: var(--warn) } .note.warn::before { content: "!"; color: var(--warn) }
    .note .link { padding: 0 2px; min-height: 0; text-decoration: underline; color: inherit }
    @container (max-width: 900px) {
      .strip { grid-template-columns: repeat(4, 1fr) }
      .fit { grid-column: 1 / 5; grid-row: 1; padding-inline-end: 136px }
      .act { border-inline-start: 0; align-items: end; justify-self: end; z-index: 1 }
      .m { border-top: 1px solid var(--line) }
      .m:nth-child(2) { border-inline-start: 0 }
      .act { grid-row: 1; grid-column: 4 }
      .fit .top { display: block; flex: 1; min-width: 0; margin-inline-start: 10px; padding-inline-start: 14px; border-inline-start: 1px solid var(--line); font-size: 12px; line-height: 1.3 }
      .fit .top li { padding-block: 2px; padding-inline-start: 18px } .fit .top .what { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden }
    }
    @container (max-width: 520px) {
      .strip { grid-template-columns: 1fr 1fr }
      .fit { grid-column: 1 / 3; padding-inline-end: 14px } .fit .top { display: none }
      .m:nth-child(4) { border-inline-start: 0 }
      .act { grid-row: auto; grid-column: 1 / 3; justify-self: stretch; flex-direction: row; border-top: 1px solid var(--line); align-items: center; justify-content: space-between }
    }`;

  const PANEL = `
    .panel { margin-top: 10px }
    .tabs { display: flex; flex-wrap: wrap; align-items: center; gap: 2px; padding: 6px 10px 0; border-bottom: 1px solid var(--line) }
    .tab { background: none; border: 0; padding: 8px 12px 10px; color: var(--mut); font-weight: 600 }
    .tab:hover { color: var(--ink) }
    .tab[aria-selected="true"] { color: var(--ink); box-shadow: inset 0 -2px var(--acc) }
    .brief { margin-inline-start: auto; display: flex; gap: 6px; align-items: center; font-size: 13px; color: var(--mut); padding-bottom: 4px; min-width: 0 }
    .brief select { border: 1px solid var(--line); border-radius: 8px; background: var(--card); color: var(--ink); padding: 4px 6px; max-width: 180px }
    .two { display: grid; grid-template-columns: 1fr 1.1fr }
    .col { padding: 14px 18px 16px; min-width: 0 }
    .col + .col { border-inline-start: 1px solid var(--line) }
    .col h3 { margin-bottom: 6px } .col .d { margin-top: 8px; color: var(--mut); font-size: 12px }
    .row { display: grid; grid-template-columns: minmax(0, 122px) 1fr 68px; gap: 12px; align-items: center; padding: 7px 6px; margin-inline: -6px;
      border-radius: 8px; cursor: help }
    .row:hover { background: var(--soft) }
    .row .range { margin: 0; height: 8px; border-radius: 4px } .row .range i { border-radius: 4px }
    .n { text-align: right; font-weight: 700; white-space: nowrap } .n span { color: var(--mut); font-weight: 400; font-size: 12px }
    .why li { padding-block: 5px; padding-inline-start: 22px; position: relative }
    .why li::before { position: absolute; inset-inline-start: 2px; font-weight: 700 }
    .why .up::before { content: "+"; color: var(--acc) } .why .down::before { content: "–"; color: var(--warn) } .why .ask::before { content: "?"; color: var(--mut) }
    .why .even::before { content: "="; color: var(--mut) }
    .numbers { columns: 2; column-gap: 28px; padding: 10px 18px 14px }
    .numbers .row { grid-template-columns: minmax(0, 1.25fr) 1fr 80px; break-inside: avoid }
    .numbers .says { color: var(--mut); font-size: 12px; line-height: 1.3 }
    .absence { grid-column: 2 / -1; color: var(--mut); font-size: 12px; line-height: 1.3; overflow-wrap: anywhere }
    .list { padding: 6px 18px 14px }
    .list li { display: grid; grid-template-columns: 148px 1fr; gap: 4px 14px; padding: 9px 0; border-top: 1px solid var(--line) }
    .list li:first-child { border-top: 0 }
    .list .t { font-weight: 600 } .list .d, .why .d { color: var(--mut) } .list .small { font-size: 12px } .links { display: flex; flex-wrap: wrap; gap: 2px 10px } .links a { min-height: 24px; min-width: 24px; align-content: center }
    .chip { display: inline-block; border-radius: 999px; padding: 1px 9px; font-size: 12px; background: var(--soft); color: var(--mut); font-weight: 600 }
    .chip.warn { background: var(--warn-soft); color: var(--warn) } .chip.ok { background: var(--acc-soft); color: var(--acc-ink) }
    .foot { border-top: 1px solid var(--line); padding: 6px 18px; color: var(--mut); font-size: 12px; display: flex; flex-wrap: wrap; gap: 4px 16px; justify-content: space-between; align-items: center }
    .lead { padding: 14px 18px 0; color: var(--mut) }
    @container (max-width: 640px) {
      .two { grid-template-columns: 1fr } .numbers { columns: 1 }
      .col + .col { border-inline-start: 0; border-top: 1px solid var(--line) }
      .col, .list, .numbers { padding-inline: 14px } .foot { padding-inline: 14px } .lead { padding-inline: 14px }
      .brief { margin-inline-start: 2px; width: 100% }
      .tab { padding: 8px 8px 10px }
    }
    @container (max-width: 420px) {
      .list li { grid-template-columns: 1fr } .tab { padding-inline: 6px; font-size: 13px }
      .row { grid-template-columns: minmax(0, 108px) 1fr 68px; gap: 8px }
      .numbers .row { grid-template-columns: minmax(0, 1.2fr) .8fr 72px }
    }`;

  const STATES = `
    .state { display: flex; gap: 16px; align-items: center; padding: 14px 16px }
    .state > svg { flex: none; width: 58px; height: 58px }
    .state .body { flex: 1; min-width: 0 }
    .state .t { font-weight: 700; font-size: 16px } .state .d { color: var(--mut); margin-top: 2px }
    .state .buttons { display: flex; flex-wrap: wrap; gap: 8px; align-items: center }
    .code { font: 700 26px/1.2 ui-monospace, "SF Mono", Consolas, monospace; letter-spacing: .18em; margin-block: 6px 2px; color: var(--acc) }
    code { font: 13px ui-monospace, "SF Mono", Consolas, monospace; background: var(--soft); border-radius: 5px; padding: 1px 6px; color: var(--ink) }
    .bone { display: block; border-radius: 6px; background: var(--track); opacity: .7; animation: breathe 1.4s ease-in-out infinite alternate }
    @keyframes breathe { to { opacity: .3 } }
    @media (prefers-reduced-motion: reduce) { .bone { animation: none } }
    @container (max-width: 520px) { .state { flex-wrap: wrap } .state .body { flex-basis: 60% } .state .buttons { width: 100% } }`;

  const TIP = `
    .tip { position: fixed; inset: auto; width: max-content; max-width: min(330px, calc(100vw - 24px)); border: 0; border-radius: 12px; margin: 0;
      background: var(--tip); color: var(--tip-ink); padding: 12px 14px; font-size: 13px; box-shadow: 0 4px 24px #0005; overflow-wrap: anywhere }
    .tip .t { font-weight: 700 } .tip .big { font-size: 15px; margin-top: 1px }
    .tip .d { color: var(--tip-mut); margin-top: 6px }
    .tip .d + .d { margin-top: 2px }
    .tip .f { margin-top: 8px; padding-top: 8px; border-top: 1px solid var(--tip-line) }`;

  const BADGE = `
    :host { all: initial; display: block; position: absolute; inset-block-start: 8px; inset-inline-end: 8px; z-index: 1; pointer-events: none }
    :host(:not([slot])) { direction: inherit }
    :host(.lower) { inset-block-start: 38px }
    .badge { display: block; border-radius: 999px; padding: 2px 9px; font: 700 12px/1.5 system-ui, "Segoe UI", Roboto, Arial, sans-serif;
      font-variant-numeric: tabular-nums; background: #101418d9; color: #fff; box-shadow: 0 0 0 1px #ffffff26 }
    .hint { position: absolute; inset-block-start: calc(100% + 4px); inset-inline-end: 0; width: max-content; max-width: 150px; padding: 7px 10px;
      border-radius: 10px; font: 500 12px/1.35 system-ui, "Segoe UI", Roboto, Arial, sans-serif; text-align: start;
      background: #17181f; color: #f5f5f7; box-shadow: 0 2px 12px #0006 }
    .hint[hidden] { display: none }
    .hi { background: #0b7a75 } .lo { color: #d3d5da } .mark { background: #3a2a12f0; color: #ffd9a3 }`;

  /** Where a tile is no anchor for what it contains, a line of no height at its top is one. */
  const BADGE_LINE = `
    :host { position: relative; inset: auto; height: 0; width: 100% }
    .badge { position: absolute; inset-block-start: 8px; inset-inline-end: 8px }
    .hint { inset-block-start: 36px; inset-inline-end: 8px }`;

  /** @param {string} css */
  const sheet = (css) => {
    const made = new CSSStyleSheet();
    made.replaceSync(css);
    return made;
  };

  return Object.freeze({
    overlay: () => sheet(TOKENS + STRIP + PANEL + STATES + TIP),
    badge: () => sheet(BADGE),
    badgeLine: () => sheet(BADGE_LINE),
  });
})();
