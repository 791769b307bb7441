// The page as an application: it draws from embedded data first, from its own requests afterwards.
import * as api from "./api.js";
import * as view from "./views.js";
import { h } from "./dom.js";

const PRIVATE = 10222;
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

const search = (text) => text.trim() && navigate(`/@${encodeURIComponent(text.trim().replace(/^@/, ""))}`);

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
  const side = await api.sideList(handle);
  if (!signal.aborted) page.querySelector('[class*="--DivSideList "]').append(...side.itemList.map(view.sideItem));
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
  const route = ROUTE.exec(decodeURIComponent(location.pathname));
  scrollTo(0, 0);
  main.replaceChildren(view.skeleton());
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
