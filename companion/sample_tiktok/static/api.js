// The page's own requests. Different creators' lists come by different ways, because real pages mix them.

const embedded = JSON.parse(document.getElementById("__UNIVERSAL_DATA_FOR_REHYDRATION__").textContent);
export const scope = embedded.__DEFAULT_SCOPE__;
const words = scope["webapp.i18n-translation"].Webapp;

/** The page's text for a key of its own dictionary. */
export const say = (key) => words[key] ?? key;

const cookie = (name) => document.cookie.match(new RegExp(`(?:^|; )${name}=([^;]*)`))?.[1] ?? "";

function address(path, query) {
  const common = {
    WebIdLastTime: scope["webapp.app-context"].webIdCreatedTime,
    aid: "1988",
    app_language: scope["webapp.app-context"].language,
    device_id: scope["webapp.app-context"].deviceId,
    device_platform: "web_pc",
    verifyFp: "verify_PLANTED-VERIFY-a11ce",
    odinId: scope["webapp.app-context"].odinId,
  };
  return `${path}?${new URLSearchParams({ ...common, ...query, msToken: cookie("msToken") })}`;
}

const byFetch = (url) => fetch(url, { credentials: "include" }).then((answer) => answer.json());

const byFetchOfRequest = (url) => fetch(new Request(url)).then((answer) => answer.json());

function xhr(url, responseType, read) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", url);
    request.responseType = responseType;
    request.onload = () => resolve(read(request));
    request.onerror = () => reject(new TypeError("network"));
    request.send();
  });
}

const byXhr = (url) => xhr(url, "", (request) => JSON.parse(request.responseText));
const byXhrJson = (url) => xhr(url, "json", (request) => request.response);

const byXhrBytes = (url) => xhr(url, "arraybuffer", (request) => JSON.parse(new TextDecoder().decode(request.response)));

async function byXhrBlob(url) {
  const blob = await xhr(url, "blob", (request) => request.response);
  return JSON.parse(await blob.text());
}

/** Reads the answer piece by piece, as pages do that draw before all of it is there. */
async function byStream(url) {
  const reader = (await fetch(url, { credentials: "include" })).body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return JSON.parse(text + decoder.decode());
    text += decoder.decode(value, { stream: true });
  }
}

const WAYS = [byXhr, byFetchOfRequest, byXhrJson, byFetch];

export function itemList(user, cursor) {
  const way = WAYS[user.uniqueId.length % WAYS.length];
  return way(address("/api/post/item_list/", { secUid: user.secUid, cursor, count: "35", coverFormat: "2" }));
}

export const everyWay = (user) =>
  Promise.all([...WAYS, byXhrBytes, byXhrBlob, byStream].map((way) => way(address("/api/post/item_list/", { secUid: user.secUid, cursor: "0", count: "35" }))));

export const userDetail = (uniqueId) => byFetch(address("/api/user/detail/", { uniqueId, secUid: "" }));
export const itemDetail = (itemId) => byFetch(address("/api/item/detail/", { itemId }));
export const suggestedUsers = (uniqueId, count = 6) => byFetch(address("/api/recommend/user/", { uniqueId, count }));
export const sideList = (uniqueId) => byFetch(address("/api/recommend/item_list/", { uniqueId, count: "6" }));

export const comments = (id) => byFetch(address("/api/comment/list/", { aweme_id: id, count: "20" }));

export const forYou = () => byStream(address("/api/recommend/item_list/", { count: "12", from_page: "fyp" }));
export const hashtag = (name) => byFetch(address("/api/challenge/detail/", { challengeName: name }));
export const ofHashtag = (id, cursor) => byStream(address("/api/challenge/item_list/", { challengeID: id, cursor, count: "12", pace: "pieces" }));
export const searchTop = (keyword, offset) => byXhrJson(address("/api/search/general/full/", { keyword, offset }));
export const searchVideos = (keyword, offset) => byXhrBytes(address("/api/search/item/full/", { keyword, offset }));
export const searchPeople = (keyword, offset) => byXhrBlob(address("/api/search/user/full/", { keyword, offset }));

/** Prefetches what a visitor hovers over; nobody opened these posts. */
export const preload = (user) => byFetch(address("/api/preload/item_list/", { secUid: user.secUid, count: "4" }));

/** Tells the site's own statistics what happened. */
export function report(event) {
  const body = JSON.stringify([{ events: [{ event, params: JSON.stringify({ page: location.pathname }) }] }]);
  return fetch("/mcs/v1/list", { method: "POST", headers: { "content-type": "application/json" }, body });
}
