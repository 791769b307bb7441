// What the pages look like, drawn from data; no view fetches anything.
import { compact, h, icon } from "./dom.js";
import { say } from "./api.js";

const SITE = "https://www.tiktok.com";
export const profileHref = (handle) => `${SITE}/@${handle}`;
export const postHref = (item) =>
  `${SITE}/@${item.author.uniqueId}/${item.imagePost ? "photo" : "video"}/${item.id}`;

const pill = (e2e, label, kind, glyph) =>
  h("button", { type: "button", "data-e2e": e2e, is: kind, "aria-label": glyph ? label : undefined },
    glyph ? icon(glyph) : label);

function navItem(name, label, glyph, href) {
  return h("a", { is: "AMainNavItem", href, "data-e2e": `nav-${name}` }, icon(glyph, 24), h("span", {}, say(label)));
}

export function sideNav({ toggleTheme, search }) {
  const field = h("input", { type: "search", placeholder: say("Search"), "aria-label": say("Search"), "data-e2e": "search-user-input" });
  return h("nav", { is: "DivSideNavContainer", "aria-label": "TikTok" },
    h("a", { is: "ALogo", href: `${SITE}/`, "data-e2e": "tiktok-logo" }, "♪ TikTok", h("small", {}, "sample")),
    h("form", { is: "FormSearch", role: "search", onsubmit: (event) => { event.preventDefault(); search(field.value); } }, icon("search"), field),
    navItem("foryou", "For You", "home", `${SITE}/foryou`),
    navItem("explore", "Explore", "compass", `${SITE}/`),
    navItem("following", "Following", "people", `${SITE}/`),
    navItem("upload", "Upload", "plus", `${SITE}/`),
    navItem("live", "LIVE", "live", `${SITE}/`),
    navItem("profile", "Profile", "person", `${SITE}/`),
    h("button", { type: "button", is: "ButtonNav", onclick: toggleTheme }, icon("moon", 24), h("span", {}, say("Dark mode"))),
    h("button", { type: "button", is: "ButtonLogin", "data-e2e": "top-login-button" }, say("Log in")),
    h("section", { is: "DivSuggested", "aria-label": say("Suggested accounts") }),
    h("p", { is: "PNote" }, "A sample of TikTok. Every creator here is made up."));
}

export function suggestedAccounts(users) {
  return [
    h("h2", { is: "H2SuggestedTitle" }, say("Suggested accounts")),
    ...users.map((user) =>
      h("a", { is: "ASuggested", href: profileHref(user.uniqueId), "data-e2e": "suggest-user-item" },
        h("img", { src: user.avatarThumb, alt: "", width: 32, height: 32 }),
        h("span", { is: "SpanSuggested" },
          h("strong", {}, user.uniqueId, user.verified && icon("tick", 14)), h("span", {}, user.nickname)))),
  ];
}

export function skeleton() {
  return h("div", { is: "DivSkeleton", "aria-busy": "true" },
    h("div", { is: "DivSkeletonAvatar" }), h("div", { is: "DivSkeletonLine" }), h("div", { is: "DivSkeletonLine" }));
}

function countOf(e2e, count, label) {
  return h("div", { is: "DivNumber" },
    h("strong", { title: say(label), "data-e2e": `${e2e}-count` }, compact(count)),
    h("span", { "data-e2e": e2e, is: "SpanUnit" }, say(label)));
}

/** A link is shown without its scheme, and only leads somewhere when it is an ordinary web address. */
function bioLink(link) {
  const shown = link.replace(/^https?:\/\//, "");
  const href = /^https?:\/\//.test(link) ? link : `https://${link}`;
  return h("div", { is: "DivShareLinks" },
    h("a", { is: "ALink", href: /^[a-z]+:/.test(shown) ? undefined : href, rel: "nofollow noopener", target: "_blank" },
      icon("link", 16), h("span", { is: "SpanLink" }, shown)));
}

export function profileHeader({ user, stats, statsV2 }) {
  const likes = Number(statsV2?.heartCount ?? stats.heartCount);
  return h("div", { is: "DivShareLayoutHeader" },
    h("div", { is: "DivUserAvatar", "data-e2e": "user-avatar" }, h("img", { src: user.avatarLarger, alt: user.nickname })),
    h("div", { is: "DivUserText" },
      h("div", { is: "DivUserIdentifier" },
        h("h1", { "data-e2e": "user-title", is: "H1UserTitle" }, user.uniqueId, user.verified && icon("tick", 18)),
        h("h2", { "data-e2e": "user-subtitle", is: "H2UserSubtitle" }, user.nickname)),
      h("div", { is: "DivButtons" },
        pill("follow-button", say("Follow"), "ButtonFollow"),
        pill("message-button", say("Message"), "ButtonMessage"),
        pill("share-btn", say("Share"), "ButtonRound", "share"),
        pill("user-more", say("More"), "ButtonRound", "more")),
      h("h3", { is: "H3CountInfos" },
        countOf("following", stats.followingCount, "Following"),
        countOf("followers", stats.followerCount, "Followers"),
        countOf("likes", likes, "Likes")),
      h("h2", { "data-e2e": "user-bio", is: "H2ShareDesc" }, user.signature || say("No bio yet.")),
      user.bioLink && bioLink(user.bioLink.link)));
}

function tab(e2e, label, glyph, selected) {
  return h("p", { role: "tab", "aria-selected": String(selected), "data-e2e": e2e, is: "PTab" }, icon(glyph), h("span", {}, say(label)));
}

export function profileTabs(resort) {
  const orders = ["Latest", "Popular", "Oldest"].map((order) =>
    h("button", { type: "button", is: "ButtonOrder", "aria-pressed": String(order === "Latest"), onclick: (event) => {
      for (const other of event.currentTarget.parentNode.children) other.setAttribute("aria-pressed", String(other === event.currentTarget));
      resort(order);
    } }, say(order)));
  return h("div", { is: "DivFeedTabWrapper" },
    h("div", { is: "DivTabs", role: "tablist" },
      tab("videos-tab", "Videos", "grid", true), tab("repost-tab", "pcWeb_repostTab", "repost", false), tab("liked-tab", "Liked", "heart", false)),
    h("div", { is: "DivOrders" }, ...orders));
}

export function tile(item, hover) {
  const alt = `${item.desc} created by ${item.author.nickname} with ${item.music.authorName}’s ${item.music.title}`;
  return h("div", { is: "DivItemContainerV2", id: `grid-item-container-${item.id}` },
    h("div", { "data-e2e": "user-post-item", is: "DivContainer", role: "button", "aria-label": say("Watch in full screen"), onpointerenter: hover },
      h("a", { href: postHref(item), is: "AVideo" },
        h("picture", {}, h("img", { src: item.video.cover, alt, loading: "lazy" })),
        item.imagePost && h("span", { is: "SpanImages" }, icon("images", 18)),
        h("div", { is: "DivCardFooter" },
          icon("play", 18), h("strong", { "data-e2e": "video-views", class: "video-count", is: "StrongVideoCount" }, compact(item.stats.playCount)))),
      item.isPinnedItem && h("div", { is: "DivCardLabel" },
        h("div", { "data-e2e": "video-card-badge", is: "DivBadge" }, say("profile_page_pin")))));
}

export const grid = () => h("div", { "data-e2e": "user-post-item-list", mode: "compact", is: "DivVideoFeedV2" });

export function notice(glyph, title, body) {
  return h("div", { is: "DivErrorContainer" }, icon(glyph, 72), h("p", { is: "PTitle" }, title), h("p", { is: "PDesc" }, body));
}

const action = (name, count, glyph) =>
  h("button", { type: "button", is: "ButtonAction" },
    h("span", { "data-e2e": `${name}-icon`, is: "SpanIcon" }, icon(glyph, 20)),
    h("strong", { "data-e2e": `${name}-count` }, compact(Number(count))));

export function postView(item, back) {
  const day = new Date(Number(item.createTime) * 1000).toISOString().slice(0, 10);
  const { stats } = item;
  return h("div", { is: "DivBrowserMode" },
    h("div", { is: "DivVideoContainer", "data-e2e": "detail-video" },
      h("button", { type: "button", is: "ButtonBack", "aria-label": say("Back"), "data-e2e": "browse-close", onclick: back }, icon("back", 24)),
      h("img", { src: item.video.cover, alt: item.desc })),
    h("div", { is: "DivContentContainer" },
      h("div", { is: "DivAuthor" },
        h("a", { href: profileHref(item.author.uniqueId), "data-e2e": "browse-user-avatar" },
          h("img", { src: item.author.avatarThumb, alt: "", width: 40, height: 40 })),
        h("a", { href: profileHref(item.author.uniqueId), is: "ANames" },
          h("strong", { "data-e2e": "browse-username" }, item.author.uniqueId),
          h("span", { "data-e2e": "browser-nickname" }, item.author.nickname, " · ", day)),
        pill("browse-follow", say("Follow"), "ButtonFollow")),
      h("div", { "data-e2e": "browse-video-desc", is: "DivDescription" }, h("span", { "data-e2e": "new-desc-span" }, item.desc)),
      h("div", { "data-e2e": "browse-music", is: "DivMusic" }, `♫ ${item.music.title}`),
      h("div", { is: "DivActions" },
        action("like", stats.diggCount, "heart"), action("comment", stats.commentCount, "bubble"),
        action("undefined", stats.collectCount, "bookmark"), action("share", stats.shareCount, "share")),
      h("div", { is: "DivComments" }),
      h("h2", { is: "H2SideTitle" }, say("More videos")),
      h("div", { is: "DivSideList" })));
}

export function comment({ text, user }) {
  return h("p", { is: "PComment" },
    h("strong", { "data-e2e": "comment-username-1" }, user.nickname), " ", h("span", { "data-e2e": "comment-level-1" }, text));
}

export const feed = () => h("div", { is: "DivFeed" });

export function feedItem(item) {
  const { stats } = item;
  return h("article", { "data-e2e": "recommend-list-item-container", is: "ArticleItem" },
    h("a", { href: postHref(item), "data-e2e": "feed-video" }, h("img", { src: item.video.cover, alt: item.desc, loading: "lazy" })),
    h("div", { is: "DivFeedText" },
      h("a", { href: profileHref(item.author.uniqueId), "data-e2e": "video-author-avatar" }, h("strong", { "data-e2e": "video-author-uniqueid" }, item.author.uniqueId)),
      h("div", { "data-e2e": "video-desc", is: "DivDescription" }, item.desc),
      h("div", { is: "DivActions" },
        action("like", stats.diggCount, "heart"), action("comment", stats.commentCount, "bubble"),
        action("undefined", stats.collectCount, "bookmark"), action("share", stats.shareCount, "share"))));
}

export const hashtagGrid = () => h("div", { "data-e2e": "challenge-item-list", is: "DivCardGrid" });

export function hashtagHeader({ challenge, stats }) {
  return h("div", { is: "DivListHeader" },
    h("h1", { "data-e2e": "challenge-title" }, `#${challenge.title}`),
    h("h2", { "data-e2e": "challenge-vvcount" }, `${compact(stats.viewCount)} views`));
}

const card = (e2e, item, href) =>
  h("div", { "data-e2e": e2e, is: "DivCard" },
    h("a", { href }, h("picture", {}, h("img", { src: item.video.cover, loading: "lazy",
      alt: `${item.desc} created by ${item.author.nickname} with ${item.music.authorName}’s ${item.music.title}` })),
      h("strong", { "data-e2e": "video-views", is: "StrongVideoCount" }, compact(item.stats.playCount))));

export const hashtagCard = (item) => h("div", { is: "DivCardBox" }, card("challenge-item", item, postHref(item)));

export const searchResults = () => h("div", { "data-e2e": "search_top-item-list", is: "DivCardGrid" });

/** A result's link carries what was searched for. */
export const searchCard = (e2e, words) => (item) =>
  h("div", { is: "DivCardBox" },
    card(e2e, item, `${postHref(item)}?q=${encodeURIComponent(words)}&t=1`),
    h("div", { "data-e2e": "search-card-desc", is: "DivCardText" },
      h("div", { "data-e2e": "search-card-video-caption" }, item.desc),
      h("a", { href: profileHref(item.author.uniqueId), "data-e2e": "search-card-user-link" },
        h("p", { "data-e2e": "search-card-user-unique-id" }, item.author.uniqueId))));

export const liveCard = ({ author }) =>
  h("div", { is: "DivCardBox" }, h("div", { "data-e2e": "search_top-item", is: "DivCard" },
    h("a", { href: `${profileHref(author.uniqueId)}/live`, is: "ALive" }, h("span", {}, "LIVE"), " ", h("bdi", {}, author.nickname))));

export const person = ({ user_info: user }) =>
  h("div", { "data-e2e": "search-user-container", is: "DivPerson" },
    h("a", { href: profileHref(user.unique_id) },
      h("img", { src: user.avatar_thumb.url_list[0], alt: "", width: 48, height: 48 })),
    h("div", { is: "DivPersonText" },
      h("p", { "data-e2e": "search-user-unique-id" }, user.unique_id),
      h("p", { "data-e2e": "search-user-nickname" }, user.nickname, " · ",
        h("span", { "data-e2e": "search-follow-count" }, `${compact(user.follower_count)} `, h("span", {}, say("followers")))),
      h("p", { "data-e2e": "search-user-desc" }, user.signature)));

export function searchTabs(words, current) {
  const link = (tab, label) =>
    h("a", { href: `${SITE}/search${tab && `/${tab}`}?q=${encodeURIComponent(words)}`, "data-e2e": "tab-item", is: "PTab", "aria-current": String(tab === current) }, label);
  return h("div", { is: "DivListHeader" }, h("h1", {}, words),
    h("div", { is: "DivTabs" }, link("", "Top"), link("video", say("Videos")), link("user", "Users")));
}

export function sideItem(item) {
  return h("a", { href: postHref(item), "data-e2e": "recommend-list-item-container", is: "ASideItem" },
    h("img", { src: item.video.cover, alt: "" }),
    h("span", { is: "SpanSideText" }, h("span", {}, item.desc), h("small", {}, item.author.uniqueId)));
}

export function creatorCard(user) {
  return h("a", { is: "ACreatorCard", href: profileHref(user.uniqueId) },
    h("img", { src: user.avatarMedium, alt: "", loading: "lazy" }),
    h("strong", {}, user.uniqueId), h("span", {}, user.nickname));
}
