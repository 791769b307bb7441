"""Every kind of page is read; nothing of the visitor's leaves it, and the visitor's own pages are let be."""

import json

import pytest

from companion.sample_tiktok import finding
from companion.sample_tiktok.pages import ANSWERED, PLANTED_SECRETS
from companion.sample_tiktok.world import DECOY
from companion.store import open_store
from tests.e2e.driver import eventually
from tests.e2e.page_code import UNSEEN

pytestmark = pytest.mark.parametrize("each_browser", ["chromium"], indirect=True)
"""The record of what leaves is taken inside Chromium's worker; pages' own scripts are preceded by Playwright's."""

SITE = "https://www.tiktok.com"
# What the visitor searches for is in many captions of the sample, and in this test's own name for it.
SOUGHT = "bread"
MOVE = """path => {
  history.pushState({}, "", location.origin + path);
  dispatchEvent(new PopStateEvent("popstate"));
}"""
LISTEN = """() => {
  const native = (globalThis.unheard ??= fetch);
  globalThis.sent = [];
  globalThis.fetch = (...call) => { sent.push(JSON.stringify(call)); return native(...call); };
}"""


@pytest.fixture
def watched(connected):
    """The marketer, with every request of the extension to the companion on record."""
    connected.browser.worker.evaluate(LISTEN)
    return connected


def sent(marketer, path="/captures"):
    """The captures sent so far, as they were sent."""
    calls = [json.loads(each) for each in marketer.browser.worker.evaluate("sent")]
    return [json.loads(options["body"]) for url, options in calls if path in url]


def opened(marketer, path, ready, **options):
    page = marketer.browser.context.new_page()
    if options.get("unseen"):
        page.add_init_script(UNSEEN)
    page.goto(f"{SITE}{path}")
    page.wait_for_selector(ready)
    return page


def views_of(marketer, item):
    known = marketer.asks(f"/creators/@{item['author']['uniqueId']}/videos?limit=1000") or {"videos": []}
    return next((each["views"] for each in known["videos"] if each["id"] == item["id"]), None)


def first_tagged(world):
    return next(item["challenges"][0]["title"] for item in world.latest() if item.get("challenges"))


class TestAnswers:
    def test_search_for_videos(self, watched):
        found = finding.videos(watched.tiktok.world, SOUGHT)["item_list"]
        opened(watched, f"/search/video?q={SOUGHT}", "[data-e2e=search_video-item]")
        for item in found:
            eventually(
                lambda item=item: views_of(watched, item) == item["stats"]["playCount"], lambda: sent(watched)
            )

    def test_search_for_all(self, watched):
        found = finding.top(watched.tiktok.world, SOUGHT)["data"]
        opened(watched, f"/search?q={SOUGHT}", "[data-e2e=search_top-item]")
        for item in (each["item"] for each in found if "item" in each and "stats" in each["item"]):
            eventually(
                lambda item=item: views_of(watched, item) == item["stats"]["playCount"], lambda: sent(watched)
            )

    def test_search_for_people(self, watched):
        found = finding.people(watched.tiktok.world, "the")["user_list"]
        assert found
        opened(watched, "/search/user?q=the", "[data-e2e=search-user-container]")
        for each in found:
            eventually(lambda each=each: watched.asks(f"/creators/@{each['user_info']['unique_id']}"))

    def test_hashtag(self, watched):
        world = watched.tiktok.world
        tag = first_tagged(world)
        opened(watched, f"/tag/{tag}", "[data-e2e=challenge-item]")
        for item in finding.of_hashtag(world, finding.hashtag_id(tag))["itemList"]:
            eventually(
                lambda item=item: views_of(watched, item) == item["stats"]["playCount"], lambda: sent(watched)
            )

    def test_for_you_embedded_and_as_it_goes_on(self, watched):
        page = opened(watched, "/foryou", "[data-e2e=recommend-list-item-container]")
        shown = finding.for_you(watched.tiktok.world)["itemList"]
        for item in shown[:4]:
            eventually(
                lambda item=item: views_of(watched, item) == item["stats"]["playCount"], lambda: sent(watched)
            )

        def more():
            page.mouse.wheel(0, 6000)
            return all(views_of(watched, item) == item["stats"]["playCount"] for item in shown)

        eventually(more, lambda: sent(watched))

    def test_video_and_the_list_beside_it(self, watched):
        world = watched.tiktok.world
        item = world.item_list("fern.and.pixel" if "fern.and.pixel" in world.creators else DECOY)["itemList"][1]
        handle = item["author"]["uniqueId"]
        opened(watched, f"/@{handle}/video/{item['id']}", "[data-e2e=browse-video-desc]")
        eventually(lambda: views_of(watched, item) == item["stats"]["playCount"], lambda: sent(watched))
        beside = world.recommended(handle)["itemList"][0]
        eventually(lambda: views_of(watched, beside) == beside["stats"]["playCount"], lambda: sent(watched))

    def test_comments_by_their_figures_alone(self, watched):
        item = watched.tiktok.world.item_list("tamsin.quickrise")["itemList"][2]
        opened(watched, f"/@tamsin.quickrise/video/{item['id']}", "[data-e2e=comment-level-1]")
        of_comments = lambda: [each for each in sent(watched) if "/comment/" in (each["request_url"] or "")]  # noqa: E731
        capture = eventually(of_comments)[0]
        assert capture["request_url"] == f"{SITE}/api/comment/list/?aweme_id={item['id']}&count=20"
        comments = json.loads(capture["body"])["comments"]
        assert [each["reply_comment_total"] for each in comments] == [1, 2, 3]
        assert not any({"text", "user"} & each.keys() for each in comments)

    def test_what_a_profile_fetches_ahead_is_not_read(self, watched):
        overlay = watched.visits("tamsin.quickrise")
        page = overlay.page
        eventually(lambda: overlay.has_button("Save"), overlay.text)
        page.wait_for_load_state("networkidle")
        asked = [capture["request_url"] or "" for capture in sent(watched)]
        assert any("/post/item_list/" in url for url in asked)
        assert not any("/recommend/" in url or "/preload/" in url for url in asked)


class TestRendered:
    """Pages that fetch unseen: natives out of a frame."""

    def test_search(self, watched):
        page = opened(watched, f"/search/video?q={SOUGHT}", "[data-e2e=search_video-item]", unseen=True)
        capture = eventually(lambda: sent(watched))[0]
        assert (capture["source"], capture["page_url"]) == ("dom", f"{SITE}/search")
        shown = page.locator("[data-e2e=search_video-item]").count()
        assert capture["body"].count('data-e2e="search_video-item"') == shown
        assert capture["body"].count('data-e2e="search-card-video-caption"') == shown
        item = finding.videos(watched.tiktok.world, SOUGHT)["item_list"][0]
        eventually(lambda: views_of(watched, item) is not None)

    def test_people(self, watched):
        opened(watched, "/search/user?q=the", "[data-e2e=search-user-container]", unseen=True)
        capture = eventually(lambda: sent(watched))[0]
        found = finding.people(watched.tiktok.world, "the")["user_list"]
        assert capture["body"].count('data-e2e="search-user-unique-id"') == len(found)

    def test_hashtag(self, watched):
        tag = first_tagged(watched.tiktok.world)
        opened(watched, f"/tag/{tag}", "[data-e2e=challenge-item]", unseen=True)
        capture = eventually(lambda: sent(watched))[0]
        assert capture["source"] == "dom"
        assert capture["page_url"].startswith(f"{SITE}/tag/")
        assert 'data-e2e="challenge-item"' in capture["body"]

    def test_a_video_opened_in_place_without_its_commenters(self, watched):
        page = opened(watched, "/@velia.cucinapiccola", "[data-e2e=user-post-item]", unseen=True)
        page.locator("[data-e2e=user-post-item] a").nth(3).click()
        page.get_by_text("PLANTED-COMMENT 1").wait_for()
        of_video = lambda: [each for each in sent(watched) if "like-count" in each["body"]]  # noqa: E731
        capture = eventually(of_video, lambda: sent(watched))[0]
        assert capture["page_url"] == page.url
        assert "comment-count" in capture["body"]
        assert "PLANTED" not in capture["body"]


CLOSED = [
    "/messages", "/inbox", "/login", "/signup", "/upload", "/tiktokstudio", "/setting", "/shop/checkout", "/live",
    f"/@{DECOY}/live", "/coin", "/wallet",
]  # fmt: skip
EVERYTHING = "[data-fetched=everything]"


class TestTheVisitorsOwn:
    @pytest.fixture
    def silent(self, watched):
        """Fails the test if anything was read but an empty hashtag and the page of a creator, opened last."""
        yield watched
        overlay = watched.visits("loaf.ledger.ned")
        page = overlay.page
        eventually(lambda: overlay.has_button("Save"), overlay.text)
        page.wait_for_load_state("networkidle")
        seen = sent(watched)
        assert seen
        assert {each["page_url"] for each in seen} <= {f"{SITE}/@loaf.ledger.ned", f"{SITE}/tag/nothingatall"}
        assert DECOY not in json.dumps(seen)

    def test_nothing_is_read_where_they_open(self, silent):
        for path in CLOSED:
            opened(silent, path, EVERYTHING).close()

    def test_nothing_is_read_after_a_move_inside_the_page(self, silent):
        page = opened(silent, "/tag/nothingatall", "[data-e2e=challenge-title]")
        for path in CLOSED:
            page.evaluate(MOVE, path)
            page.wait_for_selector(EVERYTHING)
            page.evaluate("() => delete document.documentElement.dataset.fetched")

    @pytest.mark.parametrize("path", ["/LOGIN", "//messages", "/%6Cogin", "/messages/new?lang=en#x"])
    def test_no_spelling_opens_them(self, silent, path):
        page = opened(silent, "/tag/nothingatall", "[data-e2e=challenge-title]")
        page.evaluate("path => history.pushState({}, '', location.origin + path)", path)
        page.evaluate("handle => import('/sample-static/api.js').then(api => api.userDetail(handle))", DECOY)

    def test_nothing_is_read_in_a_frame(self, silent):
        page = opened(silent, "/tag/nothingatall", "[data-e2e=challenge-title]")
        page.evaluate("() => { document.body.appendChild(document.createElement('iframe')).src = '/login'; }")
        page.frame_locator("iframe").locator(EVERYTHING).wait_for(state="attached")

    def test_a_page_is_read_again_after_them(self, watched):
        page = opened(watched, "/login", EVERYTHING)
        page.goto(f"{SITE}/@tamsin.quickrise")
        eventually(lambda: sent(watched))


def test_no_secret_of_the_visitor_leaves_any_kind_of_page(watched):
    world = watched.tiktok.world
    word = "sourdough"
    for path, ready in {
        "/@mira.bakes.slow": "user-post-item",
        f"/@mira.bakes.slow/video/{world.item_list('mira.bakes.slow')['itemList'][3]['id']}": "comment-level-1",
        f"/search?q={word}+PLANTED": "tab-item",
        f"/search?q={word}": "search_top-item",
        f"/search/video?q={word}": "search_video-item",
        f"/search/user?q={word}": "tab-item",
        f"/tag/{first_tagged(world)}": "challenge-item",
        "/foryou": "recommend-list-item-container",
        "/login": "user-post-item",
    }.items():
        for unseen in (False, True):
            page = opened(watched, path, f"[data-e2e={ready}]", unseen=unseen)
            page.wait_for_load_state("networkidle")
    seen = eventually(
        lambda: (found := sent(watched)) and sum(each["source"] == "dom" for each in found) >= 4 and found,
        lambda: [(each["source"], each["page_url"], each["request_url"]) for each in sent(watched)],
    )
    assert {each["source"] for each in seen} == {"embedded", "api", "dom"}
    everything = "\n".join(watched.browser.worker.evaluate("sent"))
    store = open_store(watched.home)
    kept = json.dumps([(c.body, c.page_url, c.request_url) for c in store.archive.replay()])
    store.close()
    for planted in (
        *PLANTED_SECRETS,
        ANSWERED,
        "PLANTED",
        "msToken",
        "X-Bogus",
        "verifyFp",
        "device_id",
        "keyword=",
        "input_keyword",
    ):
        assert planted not in everything, planted
        assert planted not in kept, planted
    for capture in seen:
        assert f"q={word}" not in capture["body"]
        assert word not in capture["page_url"] + (capture["request_url"] or "")
