"use strict";
/** What the overlay says, in words: labels, sentences for what is missing, and the basis of a number. */
const Words = (() => {
  /** @param {string} key @param {...string} parts @returns {string} */
  const say = (key, ...parts) => (Bridge.alive() ? chrome.i18n.getMessage(key, parts) : "");

  /** @param {string} key whose singular is its `…One` @param {number} count @returns {string} */
  const counted = (key, count) => (count === 1 ? say(`${key}One`) : say(key, String(count)));

  /** @param {string} prefix @param {string} name @returns {string} our word for a name of the companion's, or the name itself */
  const nameOf = (prefix, name) => {
    const key = `${prefix}_${name}`;
    return (/^\w+$/.test(key) && say(key)) || name.replaceAll("_", " ");
  };

  /** @param {Estimate} e */
  const value = (e) => Format.quantity(e.value, e.unit);

  /** @param {Estimate} e @returns {string | null} a price's range, made of prices and assumptions, is no probability */
  const between = (e) => {
    if (e.low === null || e.high === null) return null;
    const ends = [Format.quantity(e.low, e.unit), Format.quantity(e.high, e.unit)];
    return Format.isMoney(e.unit) ? say("fromTo", ...ends) : say("between", ...ends, Format.level(e.level));
  };

  /** @param {Estimate} e @returns {string | null} its ends in figures: "5.6% – 6.7%" */
  const range = (e) =>
    e.low === null || e.high === null
      ? null
      : `${Format.quantity(e.low, e.unit)} – ${Format.quantity(e.high, e.unit)}`;

  /** @param {string} text */
  const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);

  /** @param {Estimate} e @returns {string} why there is no value */
  const missing = (e) => sentence(e.missing ?? say("unknown"));

  /** @param {string} name @param {Estimate} e what a screen reader says for a number */
  const spoken = (name, e) => {
    if (e.value === null) return say("spokenMissing", name, e.missing ?? say("unknown"));
    const interval = between(e);
    return interval ? `${name} ${value(e)}, ${interval}` : `${name} ${value(e)}`;
  };

  /** @param {Scorecard["sample"]} sample @returns {string | null} why videos were left out, most frequent first */
  const leftOut = (sample) => {
    if (!sample.excluded.length) return null;
    const counts = new Map();
    for (const { reason } of sample.excluded) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    const parts = [...counts].sort((a, b) => b[1] - a[1]).map(([reason, n]) => `${n} ${nameOf("reason", reason)}`);
    return say("leftOut", String(sample.excluded.length), parts.join(", "));
  };

  /** @param {Scorecard["sample"]} sample @param {Estimate} e @returns {string} */
  const basis = (sample, e) => {
    const videos = counted("basis", e.n);
    return sample.from && sample.to ? `${videos}, ${Format.day(sample.from)} – ${Format.day(sample.to)}` : videos;
  };

  /** @param {PeerRank} rank @param {string} peers what they are called @returns {string} from the nearer end */
  const standing = ({ percentile }, peers) => {
    const top = percentile >= 0.5;
    const share = Format.percentWhole(Math.max(0.01, top ? 1 - percentile : percentile));
    return say(top ? "topOfPeers" : "bottomOfPeers", share, peers);
  };

  /** @param {PeerRank} rank @returns {string} the standing, with who the peers are and where their figures come from */
  const amongPeers = (rank) => `${sentence(standing(rank, rank.cohort))}, ${nameOf("peersFrom", rank.source)}`;

  return Object.freeze({
    say,
    counted,
    nameOf,
    value,
    sentence,
    missing,
    between,
    range,
    spoken,
    leftOut,
    basis,
    standing,
    amongPeers,
  });
})();
