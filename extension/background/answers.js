/** Shapes of the companion's answers: nothing of one is used before it was looked at here. Pure. */

/** @param {any} e @returns {e is Estimate} */
const isEstimate = (e) =>
  !!e &&
  typeof e === "object" &&
  [e.value, e.low, e.high].every((v) => v === null || Number.isFinite(v)) &&
  typeof e.level === "number" &&
  typeof e.n === "number" &&
  typeof e.unit === "string" &&
  typeof e.method === "string" &&
  (e.missing === null || typeof e.missing === "string");

/** @param {any} value @param {(item: any) => boolean} check */
const isMap = (value, check) =>
  !!value && typeof value === "object" && !Array.isArray(value) && Object.values(value).every(check);

/** @param {any} value @param {(item: any) => boolean} check */
const isList = (value, check) => Array.isArray(value) && value.every(check);

/** @param {any} p */
const isPart = (p) =>
  isEstimate(p?.score) && Number.isFinite(p.weight) && isList(p.why, (w) => typeof w?.says === "string");

/** @param {any} s @returns {s is Scorecard} */
export const isScorecard = (s) =>
  !!s?.creator &&
  typeof s.creator.state === "string" &&
  typeof s.as_of === "string" &&
  Number.isInteger(s.sample?.read) &&
  Number.isInteger(s.sample.eligible) &&
  isList(s.sample.video_ids, (id) => typeof id === "string") &&
  isList(s.sample.excluded, (x) => typeof x?.video_id === "string" && typeof x.reason === "string") &&
  isMap(s.estimates, isEstimate) &&
  isMap(s.peers, (p) => Number.isFinite(p?.percentile) && typeof p.cohort === "string") &&
  isList(s.checks, (c) => typeof c?.name === "string" && typeof c.says === "string") &&
  isEstimate(s.fit?.score) &&
  typeof s.fit.word === "string" &&
  Number.isFinite(s.fit.coverage) &&
  isMap(s.fit.parts, isPart) &&
  isList(s.reconcile, (r) => typeof r?.tool === "string" && (r.value === null || Number.isFinite(r.value)));

/** @param {any} e @returns {e is ShortlistEntry | null} */
export const isEntry = (e) => e === null || (typeof e?.handle === "string" && typeof e.stage === "string");

/** @param {any} b */
const isBadge = (b) => isEstimate(b?.multiple) && (b.mark === null || typeof b.mark === "string");

/**
 * @param {any} value the answer to a capture or to a creator's scorecard
 * @returns {Answer | null} null where it can't be used
 */
export function readAnswer(value) {
  const { scorecard = null, shortlisted = null, badges = {}, problems = [] } = value ?? {};
  if (!(scorecard === null || isScorecard(scorecard)) || !isEntry(shortlisted)) return null;
  if (!isMap(badges, isBadge) || !isList(problems, (p) => typeof p?.says === "string")) return null;
  const { videos, creators } = value?.read ?? {};
  const read = Number.isInteger(videos) && Number.isInteger(creators) ? { videos, creators } : null;
  return { scorecard, shortlisted, badges, problems, read };
}

/** @param {any} value @returns {Briefs | null} */
export function readBriefs(value) {
  if (!isList(value?.briefs, (b) => typeof b?.name === "string")) return null;
  const active = typeof value.active === "string" ? value.active : null;
  return { names: value.briefs.map((/** @type {any} */ b) => b.name), active };
}
