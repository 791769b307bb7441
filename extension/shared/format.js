"use strict";
/**
 * How numbers are said. Everything that a person reads or hears goes through here, so that a test in another language
 * can say the same. `locale` is that of our words ("en"); rounding is half away from zero.
 *
 * - fraction: percent; two decimals below 1 %, else one ("0.85%", "6.1%", "12.0%"); zero is "0%".
 * - views, engagements, any count: below 1,000 whole ("873"); above, three significant digits and K, M, B
 *   ("48.2K", "1.23M", "170K"; a trailing zero is not written).
 * - score: whole ("82"). posts/week: one decimal ("3.2").
 * - ratio: "2.4×", whole from 10 ("14×"), two significant digits below 1 ("0.26×"), as percent below 0.1 ("0.89%").
 * - a badge's multiple: one decimal ("0.4×"), whole from 10, one significant digit below 0.1 ("0.04×").
 * - ln: the factor that it stands for, e to its power: "×1.8". A currency code: "$1,250" (whole from 100, else cents).
 * - anything else: three significant digits.
 * - level: the smallest of "1 in 2", "8 in 10", "19 in 20" that says it (0.5, 0.8, 0.95), others as percent ("97.3%").
 * - dates: "22 Nov 2026" in UTC, as the companion means them. Absent: "–".
 */
const Format = (() => {
  const locale = "en";
  const ABSENT = "–";

  /** @param {Intl.NumberFormatOptions} options @returns {(value: number) => string} */
  const by = (options) => {
    const format = new Intl.NumberFormat(locale, options);
    return (value) => format.format(value);
  };
  const whole = by({ maximumFractionDigits: 0 });
  const compactLarge = by({ notation: "compact", maximumSignificantDigits: 3 });
  const percentSmall = by({ style: "percent", minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const percentLarge = by({ style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const percentWhole = by({ style: "percent", maximumFractionDigits: 0 });
  const oneDecimal = by({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const oneDigit = by({ maximumSignificantDigits: 1 });
  const two = by({ maximumSignificantDigits: 2 });
  const three = by({ maximumSignificantDigits: 3 });
  const date = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });

  /** @param {number} value */
  const compact = (value) => (Math.abs(value) < 999.5 ? whole(value) : compactLarge(value));

  /** @param {number} fraction */
  const percent = (fraction) => {
    if (fraction === 0) return percentWhole(0);
    return Math.abs(fraction) < 0.01 ? percentSmall(fraction) : percentLarge(fraction);
  };

  /** @param {number} value */
  const multiple = (value) => {
    if (value >= 9.95) return `${whole(value)}×`;
    return `${value >= 0.095 ? oneDecimal(value) : oneDigit(value)}×`;
  };

  /** @param {number} value */
  const ratio = (value) => {
    if (value < 0.1) return percent(value);
    return value < 0.995 ? `${two(value)}×` : multiple(value);
  };

  /** @param {string} unit */
  const isMoney = (unit) => /^[A-Z]{3}$/.test(unit);

  /** @param {number} value @param {string} currency */
  const money = (value, currency) =>
    by({ style: "currency", currency, maximumFractionDigits: Math.abs(value) < 100 ? 2 : 0 })(value);

  /** @param {number | null} value @param {string} unit */
  const quantity = (value, unit) => {
    if (value === null || !Number.isFinite(value)) return ABSENT;
    if (unit === "fraction") return percent(value);
    if (unit === "views" || unit === "engagements") return compact(value);
    if (unit === "score") return whole(value);
    if (unit === "ratio") return ratio(value);
    if (unit === "posts/week") return oneDecimal(value);
    if (unit === "ln") return `×${Math.exp(value) < 9.95 ? oneDecimal(Math.exp(value)) : whole(Math.exp(value))}`;
    return isMoney(unit) ? money(value, unit) : three(value);
  };

  /** @param {number} share probability content of an interval */
  const level = (share) => {
    const of = [2, 10, 20].find((each) => Math.abs(share * each - Math.round(share * each)) < 1e-6);
    return of ? `${Math.round(share * of)} in ${of}` : percent(share);
  };

  /** @param {string | null} iso */
  const day = (iso) => {
    const time = iso === null ? NaN : Date.parse(iso);
    return Number.isNaN(time) ? ABSENT : date.format(time);
  };

  /** @param {string | null} iso @param {number} now Unix milliseconds @returns {number | null} whole days since */
  const daysSince = (iso, now) => {
    const time = iso === null ? NaN : Date.parse(iso);
    return Number.isNaN(time) ? null : Math.max(0, Math.floor((now - time) / 86_400_000));
  };

  return Object.freeze({
    ABSENT,
    compact,
    percent,
    percentWhole,
    multiple,
    quantity,
    isMoney,
    level,
    day,
    daysSince,
  });
})();
