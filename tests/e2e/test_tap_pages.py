"""Every kind of page is read; nothing of the visitor's leaves it, and the visitor's own pages are let be."""

import json

import pytest

from companion.sample_tiktok import finding
from companion.sample_tiktok.pages import ANSWERED, PLANTED_SECRETS
from companion.sample_tiktok.world import DECOY
from companion.store import open_store
from tests.e2e.driver import eventually
from tests.e2e.page_code import UNSEEN, WAYS, asked

SITE = "https://www.tiktok.com"
# What the visitor searches for is in many captions of the sample, and in this test's own name for it.
SOUGHT = "bread"
MOVE = """path => {
  history.pushState({}, "", location.origin + path);
  dispatchEvent(new PopStateEvent("popstate"));
}"""


def sent(gate):
    """The captures sent so far, as they were sent."""
    return [json.loads(each.body) for each in gate.exchanges if "/captures" in each.path and each.body]


def opened(marketer, path, ready, *, unseen=False):
    tab = marketer.browser.new_tab()
    if unseen:
        tab.runs_first(UNSEEN)
    tab.goto(f"{SITE}{path}")
    eventually(lambda: tab.has(ready), lambda: path)
    return tab


def views_of(marketer, item):
    known = marketer.asks(f"/creators/@{item['author']['uniqueId']}/videos?limit=1000") or {"videos": []}
    return next((each["views"] for each in known["videos"] if each["id"] == item["id"]), None)


def first_tagged(world):
    return next(item["challenges"][0]["title"] for item in world.latest() if item.get("challenges"))


class TestAnswers:
    def test_search_for_videos(self, connected, gate):
        found = finding.videos(connected.tiktok.world, SOUGHT)["item_list"]
        opened(connected, f"/search/video?q={SOUGHT}", "[data-e2e=search_video-item]")
        for item in found:
            eventually(
                lambda item=item: views_of(connected, item) == item["stats"]["playCount"], lambda: sent(gate)
            )

    def test_search_for_all(self, connected, gate):
        found = finding.top(connected.tiktok.world, SOUGHT)["data"]
        opened(connected, f"/search?q={SOUGHT}", "[data-e2e=search_top-item]")
        for item in (each["item"] for each in found if "item" in each and "stats" in each["item"]):
            eventually(
                lambda item=item: views_of(connected, item) == item["stats"]["playCount"], lambda: sent(gate)
            )

    def test_search_for_people(self, connected):
        found = finding.people(connected.tiktok.world, "the")["user_list"]
        assert found
        opened(connected, "/search/user?q=the", "[data-e2e=search-user-container]")
        for each in found:
            eventually(lambda each=each: connected.asks(f"/creators/@{each['user_info']['unique_id']}"))

    def test_hashtag(self, connected, gate):
        world = connected.tiktok.world
        tag = first_tagged(world)
        opened(connected, f"/tag/{tag}", "[data-e2e=challenge-item]")
        for item in finding.of_hashtag(world, finding.hashtag_id(tag))["itemList"]:
            eventually(
                lambda item=item: views_of(connected, item) == item["stats"]["playCount"], lambda: sent(gate)
            )

    def test_for_you_embedded_and_as_it_goes_on(self, connected, gate):
        tab = opened(connected, "/foryou", "[data-e2e=recommend-list-item-container]")
        shown = finding.for_you(connected.tiktok.world)["itemList"]
        for item in shown[:4]:
            eventually(
                lambda item=item: views_of(connected, item) == item["stats"]["playCount"], lambda: sent(gate)
            )

        def more():
            tab.scroll(6000)
            return all(views_of(connected, item) == item["stats"]["playCount"] for item in shown)

        eventually(more, lambda: sent(gate))

    def test_video_and_the_list_beside_it(self, connected, gate):
        world = connected.tiktok.world
        item = world.item_list("fern.and.pixel" if "fern.and.pixel" in world.creators else DECOY)["itemList"][1]
        handle = item["author"]["uniqueId"]
        opened(connected, f"/@{handle}/video/{item['id']}", "[data-e2e=browse-video-desc]")
        eventually(lambda: views_of(connected, item) == item["stats"]["playCount"], lambda: sent(gate))
        beside = world.recommended(handle)["itemList"][0]
        eventually(lambda: views_of(connected, beside) == beside["stats"]["playCount"], lambda: sent(gate))

    def test_comments_by_their_figures_alone(self, connected, gate):
        item = connected.tiktok.world.item_list("tamsin.quickrise")["itemList"][2]
        opened(connected, f"/@tamsin.quickrise/video/{item['id']}", "[data-e2e=comment-level-1]")
        of_comments = lambda: [each for each in sent(gate) if "/comment/" in (each["request_url"] or "")]  # noqa: E731
        capture = eventually(of_comments)[0]
        assert capture["request_url"] == f"{SITE}/api/comment/list/?aweme_id={item['id']}&count=20"
        comments = json.loads(capture["body"])["comments"]
        assert [each["reply_comment_total"] for each in comments] == [1, 2, 3]
        assert not any({"text", "user"} & each.keys() for each in comments)

    def test_what_a_profile_fetches_ahead_is_not_read(self, connected, gate):
        tab = connected.visits("tamsin.quickrise")
        eventually(lambda: tab.has_button("Save"), tab.text)
        tab.calms_down()
        requested = [capture["request_url"] or "" for capture in sent(gate)]
        assert any("/post/item_list/" in url for url in requested)
        assert not any("/recommend/" in url or "/preload/" in url for url in requested)


def test_what_the_companion_has_no_use_for_is_no_trouble_and_does_not_wait(connected, gate):
    tab = connected.visits("kettei.gadget.bu")
    eventually(lambda: tab.has_button("Save"), tab.text)
    video = connected.tiktok.world.item_list("kettei.gadget.bu")["itemList"][0]["id"]
    asked(tab, WAYS["fetch and json"], f"/api/comment/list/?aweme_id={video}&count=20")
    of_comments = lambda: [each for each in gate.exchanges if b"/comment/" in each.body]  # noqa: E731
    eventually(lambda: [each.status for each in of_comments()] == [422], of_comments)
    eventually(lambda: tab.click("Save"), tab.text)
    eventually(lambda: tab.has_button("Saved"), tab.text)  # what was answered before is shown by now
    assert tab.inside("root.querySelectorAll('.warn').length") == 0
    stored = connected.browser.stored()
    assert stored.get("queue", []) == []

    # One that was read while the companion was away goes out of the queue as well.
    waited = {"queue": [{"key": "capture:1", "size": 1000}], "capture:1": json.loads(of_comments()[0].body)}
    connected.browser.starts_over(stored | waited)
    tab.reload()
    eventually(lambda: [each.status for each in of_comments()] == [422, 422], of_comments)
    eventually(lambda: not connected.browser.stored()["queue"], connected.browser.stored)
    assert not [key for key in connected.browser.stored() if key.startswith("capture:")]
    eventually(lambda: tab.has_button("Saved"), tab.text)
    assert tab.inside("root.querySelectorAll('.warn').length") == 0


class TestRendered:
    """Pages that fetch unseen, by natives that they took before the tap came."""

    def test_search(self, connected, gate):
        tab = opened(connected, f"/search/video?q={SOUGHT}", "[data-e2e=search_video-item]", unseen=True)
        capture = eventually(lambda: sent(gate))[0]
        assert (capture["source"], capture["page_url"]) == ("dom", f"{SITE}/search")
        shown = tab.evaluate("document.querySelectorAll('[data-e2e=search_video-item]').length")
        assert capture["body"].count('data-e2e="search_video-item"') == shown
        assert capture["body"].count('data-e2e="search-card-video-caption"') == shown
        item = finding.videos(connected.tiktok.world, SOUGHT)["item_list"][0]
        eventually(lambda: views_of(connected, item) is not None)

    def test_people(self, connected, gate):
        opened(connected, "/search/user?q=the", "[data-e2e=search-user-container]", unseen=True)
        capture = eventually(lambda: sent(gate))[0]
        found = finding.people(connected.tiktok.world, "the")["user_list"]
        assert capture["body"].count('data-e2e="search-user-unique-id"') == len(found)

    def test_hashtag(self, connected, gate):
        tag = first_tagged(connected.tiktok.world)
        opened(connected, f"/tag/{tag}", "[data-e2e=challenge-item]", unseen=True)
        capture = eventually(lambda: sent(gate))[0]
        assert capture["source"] == "dom"
        assert capture["page_url"].startswith(f"{SITE}/tag/")
        assert 'data-e2e="challenge-item"' in capture["body"]

    def test_a_video_opened_in_place_without_its_commenters(self, connected, gate):
        tab = opened(connected, "/@velia.cucinapiccola", "[data-e2e=user-post-item]", unseen=True)
        assert tab.pick("[data-e2e=user-post-item] a")
        eventually(lambda: "PLANTED-COMMENT 1" in tab.evaluate("document.body.innerText"))
        of_video = lambda: [each for each in sent(gate) if "like-count" in each["body"]]  # noqa: E731
        capture = eventually(of_video, lambda: sent(gate))[0]
        assert capture["page_url"] == tab.address
        assert "comment-count" in capture["body"]
        assert "PLANTED" not in capture["body"]


CLOSED = [
    "/messages", "/inbox", "/login", "/signup", "/upload", "/tiktokstudio", "/setting", "/shop/checkout", "/live",
    f"/@{DECOY}/live", "/coin", "/wallet",
]  # fmt: skip
EVERYTHING = "[data-fetched=everything]"


class TestTheVisitorsOwn:
    @pytest.fixture
    def silent(self, connected, gate):
        """Fails the test if anything was read but an empty hashtag and the page of a creator, opened last."""
        yield connected
        tab = connected.visits("loaf.ledger.ned")
        eventually(lambda: tab.has_button("Save"), tab.text)
        tab.calms_down()
        seen = sent(gate)
        assert seen
        assert {each["page_url"] for each in seen} <= {f"{SITE}/@loaf.ledger.ned", f"{SITE}/tag/nothingatall"}
        assert DECOY not in json.dumps(seen)

    def test_nothing_is_read_where_they_open(self, silent):
        for path in CLOSED:
            opened(silent, path, EVERYTHING).close()

    def test_nothing_is_read_after_a_move_inside_the_page(self, silent):
        tab = opened(silent, "/tag/nothingatall", "[data-e2e=challenge-title]")
        for path in CLOSED:
            asked(tab, MOVE, path)
            eventually(lambda: tab.has(EVERYTHING), lambda path=path: (path, tab.said()))
            tab.evaluate("delete document.documentElement.dataset.fetched")

    @pytest.mark.parametrize("path", ["/LOGIN", "//messages", "/%6Cogin", "/messages/new?lang=en#x"])
    def test_no_spelling_opens_them(self, silent, path):
        tab = opened(silent, "/tag/nothingatall", "[data-e2e=challenge-title]")
        asked(tab, "path => history.pushState({}, '', location.origin + path)", path)
        asked(tab, "handle => import('/sample-static/api.js').then(api => api.userDetail(handle))", DECOY)

    def test_nothing_is_read_in_a_frame(self, silent):
        tab = opened(silent, "/tag/nothingatall", "[data-e2e=challenge-title]")
        tab.evaluate("document.body.appendChild(document.createElement('iframe')).src = '/login'")
        inside = f"document.querySelector('iframe').contentDocument?.querySelector('{EVERYTHING}')"
        eventually(lambda: tab.evaluate(f"({inside} ?? null) !== null"))

    def test_a_page_is_read_again_after_them(self, connected, gate):
        tab = opened(connected, "/login", EVERYTHING)
        tab.goto(f"{SITE}/@tamsin.quickrise")
        eventually(lambda: sent(gate))


def test_no_secret_of_the_visitor_leaves_any_kind_of_page(connected, gate):
    world = connected.tiktok.world
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
            tab = opened(connected, path, f"[data-e2e={ready}]", unseen=unseen)
    tab.calms_down()
    seen = eventually(
        lambda: (found := sent(gate)) and sum(each["source"] == "dom" for each in found) >= 4 and found,
        lambda: [(each["source"], each["page_url"], each["request_url"]) for each in sent(gate)],
    )
    assert {each["source"] for each in seen} == {"embedded", "api", "dom"}
    everything = "\n".join(f"{each.path}\n{each.headers}{each.body.decode()}" for each in gate.exchanges)
    store = open_store(connected.home)
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
