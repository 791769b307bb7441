"""The sample TikTok in a real browser, at TikTok's real address, without the extension."""

import json
import os
import shutil

import pytest
from playwright.sync_api import expect

from companion.sample_tiktok.pages import PLANTED_SECRETS
from companion.sample_tiktok.server import chromium_flags, serve
from companion.sample_tiktok.world import DEFAULT_CREATOR, World

SITE = "https://www.tiktok.com"
TILES = "[data-e2e=user-post-item]"
BY_XHR = "tamsin.quickrise"


@pytest.fixture(scope="module")
def server():
    with serve(World(1)) as running:
        yield running


@pytest.fixture(scope="module")
def sample_browser(playwright, server):
    path = os.environ.get("E2E_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    launched = playwright.chromium.launch(
        channel="chromium", executable_path=path, args=chromium_flags(server.port)
    )
    yield launched
    launched.close()


@pytest.fixture
def visitor(sample_browser):
    """A page that fails the test for anything on its console."""
    context = sample_browser.new_context(ignore_https_errors=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []


def embedded_handle(page):
    text = page.locator("#__UNIVERSAL_DATA_FOR_REHYDRATION__").text_content()
    return json.loads(text)["__DEFAULT_SCOPE__"]["webapp.user-detail"]["userInfo"]["user"]["uniqueId"]


def test_profile_is_drawn_by_the_page_at_the_real_address(visitor, server):
    answer = visitor.goto(f"{SITE}/@{DEFAULT_CREATOR}")
    assert "require-trusted-types-for 'script'" in answer.headers["content-security-policy"]
    assert "data-e2e" not in answer.text()
    assert visitor.url == f"{SITE}/@{DEFAULT_CREATOR}"
    visitor.wait_for_selector(TILES)
    stats = server.world.user_detail(DEFAULT_CREATOR)["userInfo"]["stats"]
    shown = {name: visitor.locator(f"[data-e2e={name}]").inner_text() for name in ("user-title", "user-subtitle")}
    assert shown == {"user-title": DEFAULT_CREATOR, "user-subtitle": "Mira Okonkwo"}
    expect(visitor.locator("[data-e2e=followers-count]")).to_have_text(f"{stats['followerCount'] / 1000:g}K")
    expect(visitor.locator("[data-e2e=user-bio]")).to_contain_text("Sourdough, slowly")
    expect(visitor.locator(TILES)).to_have_count(35)
    newest = server.world.item_list(DEFAULT_CREATOR)["itemList"][0]
    tile = visitor.locator(TILES).first
    assert tile.locator("a").get_attribute("href") == f"{SITE}/@{DEFAULT_CREATOR}/video/{newest['id']}"
    assert tile.locator("img").get_attribute("alt").startswith(f"{newest['desc']} created by Mira Okonkwo with ")
    assert "video-count" in tile.locator("[data-e2e=video-views]").get_attribute("class")
    assert "5e6d46e3--DivShareLayoutHeader e" in visitor.locator("[data-e2e=user-page] > div").first.get_attribute(
        "class"
    )


def test_scrolling_loads_every_post(visitor, server):
    visitor.goto(f"{SITE}/@{DEFAULT_CREATOR}")
    total = server.world.creators[DEFAULT_CREATOR].public_posts
    visitor.wait_for_selector(TILES)
    while (shown := visitor.locator(TILES).count()) < total:
        visitor.locator(TILES).last.scroll_into_view_if_needed()
        visitor.mouse.wheel(0, 2_000)
        visitor.wait_for_function(
            "([tiles, shown]) => document.querySelectorAll(tiles).length > shown", arg=[TILES, shown]
        )
    assert shown == total > 70


@pytest.mark.parametrize(("handle", "kind"), [(DEFAULT_CREATOR, "fetch"), (BY_XHR, "xhr")])
def test_lists_come_signed_by_fetch_or_by_xhr(visitor, handle, kind):
    with visitor.expect_request("**/api/post/item_list/**") as seen:
        visitor.goto(f"{SITE}/@{handle}")
    assert seen.value.resource_type == kind
    for part in ("secUid=MS4w", "cursor=0", "count=35", "msToken=PLANTED", "X-Bogus="):
        assert part in seen.value.url
    visitor.wait_for_selector(TILES)


def test_noise_goes_along(visitor, server):
    del server.requests[:]
    visitor.goto(f"{SITE}/@{DEFAULT_CREATOR}")
    visitor.wait_for_selector(TILES)
    visitor.wait_for_load_state("networkidle")
    asked = set(server.requests)
    assert asked >= {
        ("GET", "/api/preload/item_list/"), ("GET", "/api/recommend/item_list/"), ("GET", "/api/recommend/user/"),
        ("POST", "/mcs/v1/list"),
    }  # fmt: skip


def test_moving_inside_the_page_leaves_the_embedded_data_stale(visitor, server):
    visitor.goto(f"{SITE}/@{DEFAULT_CREATOR}")
    visitor.evaluate("window.sameDocument = true")
    link = visitor.locator("[data-e2e=suggest-user-item]").first
    other = link.locator("strong").inner_text()
    with visitor.expect_request("**/api/user/detail/**"):
        link.click()
    expect(visitor.locator("[data-e2e=user-title]")).to_have_text(other)
    visitor.wait_for_selector(TILES)
    assert visitor.url == f"{SITE}/@{other}"
    assert embedded_handle(visitor) == DEFAULT_CREATOR != other
    visitor.go_back()
    expect(visitor.locator("[data-e2e=user-title]")).to_have_text(DEFAULT_CREATOR)
    assert visitor.evaluate("window.sameDocument") is True


def test_a_tile_opens_the_video_in_place_and_back_returns(visitor, server):
    visitor.goto(f"{SITE}/@{DEFAULT_CREATOR}")
    visitor.evaluate("window.sameDocument = true")
    visitor.locator(f"{TILES} a").nth(4).click()
    item = server.world.item_list(DEFAULT_CREATOR)["itemList"][4]
    assert visitor.url == f"{SITE}/@{DEFAULT_CREATOR}/video/{item['id']}"
    expect(visitor.locator("[data-e2e=browse-video-desc]")).to_have_text(item["desc"])
    for name in ("like-count", "comment-count", "undefined-count", "share-count"):
        expect(visitor.locator(f"[data-e2e={name}]")).to_be_visible()
    visitor.go_back()
    visitor.wait_for_selector(TILES)
    assert visitor.evaluate("window.sameDocument") is True


def test_a_video_page_opens_by_its_address(visitor, server):
    photo = next(item for item in server.world.item_list("velia.cucinapiccola")["itemList"] if "imagePost" in item)
    visitor.goto(f"{SITE}/@velia.cucinapiccola/photo/{photo['id']}")
    expect(visitor.locator("[data-e2e=browse-username]")).to_have_text("velia.cucinapiccola")
    expect(visitor.locator("[data-e2e=recommend-list-item-container]")).to_have_count(6)


@pytest.mark.parametrize(
    ("handle", "text"),
    [
        ("quiet.oven.door", "This account is private"),
        ("gone.sugar.rush", "Couldn't find this account"),
        ("nobody.at.all", "Couldn't find this account"),
        ("juno.blankslate", "No videos yet"),
    ],
)
def test_accounts_without_posts_say_so(visitor, handle, text):
    visitor.goto(f"{SITE}/@{handle}")
    expect(visitor.get_by_text(text)).to_be_visible()
    expect(visitor.locator(TILES)).to_have_count(0)


def test_hostile_text_is_only_text(visitor):
    visitor.goto(f"{SITE}/@odd.caption.kit")
    visitor.wait_for_selector(TILES)
    expect(visitor.locator("[data-e2e=user-subtitle]")).to_contain_text("<b>Kit</b>")
    assert visitor.locator("[data-e2e=user-subtitle] b, [data-e2e=user-bio] img, a[href^=javascript]").count() == 0


def test_theme_follows_the_system_and_the_switch(visitor):
    visitor.emulate_media(color_scheme="dark")
    visitor.goto(f"{SITE}/@{DEFAULT_CREATOR}")
    root = visitor.locator("html")
    expect(root).to_have_attribute("data-theme", "dark")
    visitor.emulate_media(color_scheme="light")
    expect(root).to_have_attribute("data-theme", "light")
    visitor.get_by_role("button", name="Dark mode").click()
    expect(root).to_have_attribute("data-theme", "dark")
    expect(visitor.locator("body")).to_have_css("background-color", "rgb(18, 18, 18)")


@pytest.mark.parametrize("handle", [DEFAULT_CREATOR, "matbakh.sawsan.q", "nest.of.fable"])
def test_nothing_is_wider_than_a_narrow_window(visitor, handle):
    visitor.set_viewport_size({"width": 360, "height": 740})
    visitor.goto(f"{SITE}/@{handle}")
    visitor.wait_for_selector(TILES)
    assert visitor.evaluate("document.documentElement.scrollWidth") == 360


def test_visitor_secrets_stay_in_the_script(visitor):
    visitor.goto(f"{SITE}/@{DEFAULT_CREATOR}")
    visitor.wait_for_selector(TILES)
    drawn = visitor.locator("#app").inner_html()
    assert not any(secret in drawn for secret in PLANTED_SECRETS)
