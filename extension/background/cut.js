/**
 * Cuts TikTok's answers to what is about creators and videos. Members are kept or dropped as they stand, character by
 * character: nothing is interpreted, no long number loses its last digits. Pure.
 */

/** What an answer may hold beside these: request ids, the visitor's search, experiments, tokens. */
const KEPT = new Set([
  "itemList",
  "item_list",
  "itemInfo",
  "userInfo",
  "user_list",
  "data",
  "cursor",
  "hasMore",
  "has_more",
  "statusCode",
  "status_code",
  "statusMsg",
  "status_msg",
  "code",
  "type",
  "comments",
  "total",
]);
/** Of a comment its figures: not who wrote it, nor what. */
const KEPT_OF_COMMENT = new Set([
  "cid",
  "aweme_id",
  "create_time",
  "reply_comment_total",
  "is_author_digged",
  "label_list",
]);

/** @param {string} text @param {number} at @returns {boolean} an odd number of backslashes stands before this place */
function isEscaped(text, at) {
  let before = at;
  while (text[before - 1] === "\\") before--;
  return (at - before) % 2 === 1;
}

/** @param {string} text @param {number} open the place of a quote @returns {number} the place of the one that closes it */
function closing(text, open) {
  let end = open;
  do end = text.indexOf('"', end + 1);
  while (end > 0 && isEscaped(text, end));
  return end < 0 ? text.length : end;
}

/** @param {string} text a JSON object or array @returns {Generator<string>} its members or elements, as they stand */
function* parts(text) {
  let depth = 0;
  let start = text.search(/[{[]/) + 1;
  for (let at = start; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') at = closing(text, at);
    else if (sign === "{" || sign === "[") depth++;
    else if (depth === 0 && (sign === "," || sign === "}" || sign === "]")) {
      yield text.slice(start, at);
      start = at + 1;
      if (sign !== ",") return;
    } else if (sign === "}" || sign === "]") depth--;
  }
}

/** @param {string} member @returns {string | undefined} its key; one that is written in escapes is nobody's */
const keyOf = (member) => /^\s*"([^"\\]{0,40})"\s*:/.exec(member)?.[1];

/** @param {string} object @param {Set<string>} kept @returns {string[]} */
const membersOf = (object, kept) => [...parts(object)].filter((member) => kept.has(keyOf(member) ?? ""));

/** @param {string} member @returns {string} comments cut in their turn, anything else as it stands */
function withinLimits(member) {
  if (keyOf(member) !== "comments") return member;
  const list = member.slice(member.indexOf(":") + 1);
  const comments = /^\s*\[/.test(list) ? [...parts(list)].filter((each) => /^\s*\{/.test(each)) : [];
  return `"comments":[${comments.map((each) => `{${membersOf(each, KEPT_OF_COMMENT)}}`)}]`;
}

/**
 * @param {string} text an answer's body
 * @returns {string} the same object with only the members in need, the last of it left out where it breaks off; empty
 *   where there is no object
 */
export const cutAnswer = (text) => (/^\s*\{/.test(text) ? `{${membersOf(text, KEPT).map(withinLimits)}}` : "");
