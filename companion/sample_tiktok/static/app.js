// The page as an application: it draws from embedded data first, from its own requests afterwards.
import * as api from "./api.js";
import * as view from "./views.js";
import { h } from "./dom.js";

const PRIVATE = 10222;
const VISITORS_OWN = /^\/(?:messages|login|signup|upload|tiktokstudio|setting|live|inbox|coin|wallet|shop\/checkout|@[^/]+\/live)\/?$/;
const ROUTE = /^\/@([^/]+)(?:\/(?:video|photo)\/(\d+))?\/?$/;

const main = h("main", { id: "main-content-others_homepage" });
const items = new Map();
let visit = new AbortController();

const navigate = (href) => {
  history.pushState({}, "", href);
  show();
};

function toggleTheme() {
  const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  localStorage.setItem("theme", next);
  document.documentElement.dataset.theme = next;
}

function search(text) {
  const words = text.trim();
  if (words) navigate(words.startsWith("@") ? `/${encodeURI(words)}` : `/search?q=${encodeURIComponent(words)}`);
}

/** The embedded data belongs to the page that was opened first, and stays that page's for good. */
function embeddedDetail(handle) {
  const detail = api.scope["webapp.user-detail"];
  if (!detail) return null;
  const known = detail.userInfo.user?.uniqueId;
  if (known ? known.toLowerCase() === handle.toLowerCase() : firstPath === location.pathname) return detail;
  return null;
}

const firstPath = location.pathname;

async function showProfile(handle, signal) {
  const detail = embeddedDetail(handle) ?? (await api.userDetail(handle));
  if (signal.aborted) return;
  const info = detail.userInfo;
  if (!info?.user) {
    main.replaceChildren(view.notice("person", api.say("Couldn't find this account"), api.say("err_user")));
    return;
  }
  document.title = `${info.user.nickname} (@${info.user.uniqueId}) | TikTok`;
  const layout = h("div", { "data-e2e": "user-page", is: "DivShareLayout" }, view.profileHeader(info));
  main.replaceChildren(layout);
  if (detail.statusCode === PRIVATE) {
    layout.append(view.notice("lock", api.say("This account is private"), api.say("profile_others_private_body")));
    return;
  }
  api.report("enter_homepage");
  api.preload(info.user);
  api.sideList(info.user.uniqueId);
  await showPosts(layout, info.user, signal);
}

async function showPosts(layout, user, signal) {
  const grid = view.grid();
  const sentinel = h("div", { is: "DivSentinel" });
  const loaded = [];
  let cursor = "0";
  let more = true;
  let busy = false;
  const hover = () => api.preload(user);
  const draw = (list) => grid.append(...list.map((item) => view.tile(item, hover)));

  const orders = {
    Latest: (list) => list,
    Popular: (list) => list.toSorted((a, b) => b.stats.playCount - a.stats.playCount),
    Oldest: (list) => list.toSorted((a, b) => a.createTime - b.createTime),
  };
  layout.append(view.profileTabs((order) => { grid.replaceChildren(); draw(orders[order](loaded)); }), grid, sentinel);

  async function loadMore() {
    if (busy || !more) return;
    busy = true;
    const answer = await api.itemList(user, cursor);
    if (signal.aborted) return;
    const list = answer.itemList ?? [];
    for (const item of list) items.set(item.id, item);
    loaded.push(...list);
    draw(list);
    ({ cursor, hasMore: more } = answer);
    busy = false;
    if (loaded.length === 0) grid.replaceWith(view.notice("grid", api.say("profile_no_content_title"), api.say("pc_web_empty_state_novid_header")));
  }

  await loadMore();
  const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && loadMore(), { rootMargin: "200px" });
  observer.observe(sentinel);
  signal.addEventListener("abort", () => observer.disconnect());
}

async function showPost(handle, id, signal) {
  const embedded = api.scope["webapp.video-detail"]?.itemInfo.itemStruct;
  const item = items.get(id) ?? (embedded?.id === id ? embedded : (await api.itemDetail(id)).itemInfo.itemStruct);
  if (signal.aborted) return;
  if (!item) {
    main.replaceChildren(view.notice("play", api.say("server_error_title"), api.say("err_user")));
    return;
  }
  document.title = `${item.desc || item.author.nickname} | TikTok`;
  const page = view.postView(item, () => (history.state ? history.back() : navigate(view.profileHref(item.author.uniqueId))));
  main.replaceChildren(page);
  api.comments(id).then(({ comments }) => page.querySelector('[class*="--DivComments "]').append(...comments.map(view.comment)));
  const side = await api.sideList(handle);
  if (!signal.aborted) page.querySelector('[class*="--DivSideList "]').append(...side.itemList.map(view.sideItem));
}

/** Lists that go on as one scrolls, each page in a box of its own kind. */
async function showList(load, box, signal) {
  const sentinel = h("div", { is: "DivSentinel" });
  main.append(box, sentinel);
  let cursor = 0;
  let more = true;
  let busy = false;
  const loadMore = async () => {
    if (busy || !more) return;
    busy = true;
    const { drawn, next, hasMore } = await load(cursor);
    if (signal.aborted) return;
    box.append(...drawn);
    [cursor, more, busy] = [next, hasMore, false];
  };
  await loadMore();
  if (!box.hasChildNodes()) box.replaceWith(view.notice("search", api.say("No results found"), api.say("Try other words.")));
  const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && loadMore(), { rootMargin: "200px" });
  observer.observe(sentinel);
  signal.addEventListener("abort", () => observer.disconnect());
}

const kept = (list) => {
  for (const item of list) items.set(item.id, item);
  return list;
};

function showForYou(signal) {
  document.title = "TikTok - Make Your Day";
  let first = firstPath === location.pathname ? api.scope["webapp.updated-items"] : null;
  const load = async () => {
    const list = first ?? (await api.forYou()).itemList;
    first = null;
    return { drawn: kept(list).map(view.feedItem), next: 0, hasMore: items.size < 60 };
  };
  main.replaceChildren();
  return showList(load, view.feed(), signal);
}

async function showHashtag(name, signal) {
  const { challengeInfo } = await api.hashtag(name);
  if (signal.aborted) return;
  document.title = `#${name} | TikTok`;
  main.replaceChildren(view.hashtagHeader(challengeInfo));
  const load = async (cursor) => {
    const answer = await api.ofHashtag(challengeInfo.challenge.id, cursor);
    return { drawn: kept(answer.itemList).map(view.hashtagCard), next: answer.cursor, hasMore: answer.hasMore };
  };
  await showList(load, view.hashtagGrid(), signal);
}

const TABS = {
  "": async (words, offset) => {
    const answer = await api.searchTop(words, offset);
    const drawn = answer.data.flatMap(({ item, user_list: people }) =>
      people ? people.map(view.person) : item.liveRoomInfo ? view.liveCard(item) : view.searchCard("search_top-item", words)(item));
    return { drawn, next: answer.cursor, hasMore: answer.has_more === 1 };
  },
  video: async (words, offset) => {
    const answer = await api.searchVideos(words, offset);
    return { drawn: kept(answer.item_list).flatMap(view.searchCard("search_video-item", words)), next: answer.cursor, hasMore: answer.has_more === 1 };
  },
  user: async (words, offset) => {
    const answer = await api.searchPeople(words, offset);
    return { drawn: answer.user_list.map(view.person), next: answer.cursor, hasMore: answer.has_more === 1 };
  },
};

function showSearch(tab, signal) {
  const words = new URLSearchParams(location.search).get("q") ?? "";
  document.title = `Find '${words}' on TikTok`;
  main.replaceChildren(view.searchTabs(words, tab));
  return showList((offset) => TABS[tab](words, offset), view.searchResults(), signal);
}

/** A page of the visitor's own. It fetches what profiles fetch, by every way, and draws what they draw. */
async function showVisitorsOwn(signal) {
  document.title = "TikTok";
  const { user } = (await api.userDetail("nest.of.fable")).userInfo;
  const lists = await api.everyWay(user);
  if (signal.aborted) return;
  const layout = h("div", { "data-e2e": "user-page", is: "DivShareLayout" }, view.grid());
  layout.firstChild.append(...lists[0].itemList.map((item) => view.tile(item, () => {})));
  main.replaceChildren(layout);
  document.documentElement.dataset.fetched = "everything";
}

async function showHome(signal) {
  document.title = "TikTok - Make Your Day";
  const { userList } = await api.suggestedUsers("", 100);
  if (!signal.aborted) main.replaceChildren(h("div", { is: "DivExplore" }, ...userList.map(({ user }) => view.creatorCard(user))));
}

async function showSuggested(handle) {
  const { userList } = await api.suggestedUsers(handle);
  document.querySelector('[class*="--DivSuggested "]').replaceChildren(...view.suggestedAccounts(userList.map(({ user }) => user)));
}

function show() {
  visit.abort();
  visit = new AbortController();
  const path = decodeURIComponent(location.pathname);
  const route = ROUTE.exec(path);
  scrollTo(0, 0);
  main.replaceChildren(view.skeleton());
  if (VISITORS_OWN.test(path)) return showVisitorsOwn(visit.signal);
  if (path === "/foryou") return showForYou(visit.signal);
  const [, kind, name = ""] = /^\/(tag|search)(?:\/([^/]+))?\/?$/.exec(path) ?? [];
  if (kind === "tag") return showHashtag(name, visit.signal);
  if (kind === "search") return showSearch(name in TABS ? name : "", visit.signal);
  if (!route) return showHome(visit.signal);
  const [, handle, id] = route;
  showSuggested(handle);
  return id ? showPost(handle, id, visit.signal) : showProfile(handle, visit.signal);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || link.origin !== location.origin || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  navigate(link.href);
});
addEventListener("popstate", show);

document.getElementById("app").append(h("div", { is: "DivBodyContainer" }, view.sideNav({ toggleTheme, search }), main));
main.replaceChildren(view.skeleton());
// The real application draws some time after the document was parsed: whoever reads the page must be able to wait.
setTimeout(show, 80);
