"""How the overlay behaves under a pointer, a keyboard, a screen reader and on any page it may stand in."""

import re

import msgspec
import pytest

from companion.model import Estimate
from companion.service import wording
from tests.e2e.conftest import OTHER_BRIEF
from tests.e2e.driver import eventually

MIRA = "mira.bakes.slow"
FOCUSED = "root.activeElement?.dataset.key ?? null"
TIP = "root.querySelector('.tip:popover-open')?.innerText ?? null"


@pytest.fixture
def profile(connected):
    """A settled profile with scores."""

    def visit(handle=MIRA, **options):
        tab = connected.visits(handle, **options)
        eventually(lambda: "of 35 videos" in tab.text(), tab.text)
        tab.calms_down()
        return tab

    return visit


def box(tab, selector):
    return tab.inside(f"box(root.querySelector({selector!r}))")


def middle(rect):
    return rect["x"] + rect["width"] / 2, rect["y"] + rect["height"] / 2


class TestEvidence:
    def test_it_opens_under_the_pointer_and_goes_with_it(self, connected, profile):
        tab = profile()
        tab.point(*middle(box(tab, "[data-key=engagement_rate]")))
        said = eventually(lambda: tab.inside(TIP))
        assert "Engagement rate" in said
        assert "Based on 30 videos" in said
        assert "left out: " in said
        peers = connected.asks(f"/creators/@{MIRA}/scorecard")["peers"]["engagement_rate"]
        assert f"of {peers['cohort']}, from the figures that ship with Fitlens" in said
        assert f"of {peers['n']} peers" in tab.text()
        tab.point(5, 5)
        eventually(lambda: tab.inside(TIP) is None)

    TIP_RECT = "root.querySelector('.tip:popover-open').getBoundingClientRect()"
    COVERED = f"""(({{left, top, right, bottom}}) => [...root.querySelectorAll('.m, .fit')].filter((each) => {{
      const at = each.getBoundingClientRect();
      return at.left < right && left < at.right && at.top < bottom && top < at.bottom;
    }}).length)({TIP_RECT})"""

    def test_the_way_from_the_fit_to_the_tile_below_leads_to_the_tiles_evidence(self, profile):
        tab = profile(prepare=lambda tab: tab.resize(700, 900))
        fit, tile = box(tab, ".word"), box(tab, "[data-key=typical_views]")
        assert tile["y"] > fit["y"] + fit["height"]
        tab.point(*middle(fit))
        assert eventually(lambda: tab.inside(TIP)).startswith("Fit\n")
        assert tab.inside(self.COVERED) == 0
        tab.point(*middle(tile), steps=8)
        eventually(lambda: (tab.inside(TIP) or "").startswith("Typical views"))
        assert tab.inside(self.COVERED) == 0

    def test_the_pointer_may_go_straight_to_it_and_stay(self, profile):
        tab = profile(prepare=lambda tab: tab.resize(1280, 1100))  # high enough for a place clear of the card
        tile = box(tab, "[data-key=typical_views]")
        tab.point(*middle(tile))
        eventually(lambda: tab.inside(TIP))
        tip = box(tab, ".tip:popover-open")
        tab.point(middle(tile)[0], tip["y"] + 10)
        assert tab.inside(
            "new Promise((done) => setTimeout(() => done(root.querySelector('.tip:hover') !== null), 400))"
        )
        tab.point(5, 5)
        eventually(lambda: tab.inside(TIP) is None)

    def test_a_row_of_the_panel_never_hides_the_next_one(self, profile):
        tab = profile()
        eventually(lambda: tab.click("Details"), tab.text)
        tab.inside("root.querySelector('#tab-numbers').click()")
        tab.point(*middle(box(tab, "[data-key=number-engagement_rate]")))
        eventually(lambda: (tab.inside(TIP) or "").startswith("Engagement rate\n"))
        tab.point(*middle(box(tab, "[data-key=number-engagement_rate_with_saves]")), steps=4)
        eventually(lambda: (tab.inside(TIP) or "").startswith("Engagement rate with saves"))
        tab.point(*middle(box(tab, "[data-key=number-typical_views]")), steps=8)
        eventually(lambda: (tab.inside(TIP) or "").startswith("Typical views"))

    def test_it_opens_on_focus_belongs_to_its_number_and_escape_closes_it(self, profile):
        tab = profile()
        tab.inside("root.querySelector('[data-key=fit]').focus()")
        tab.press("Tab")
        assert tab.inside(FOCUSED) == "engagement_rate"
        assert "Engagement rate" in tab.inside(TIP)
        assert tab.inside("root.activeElement.getAttribute('aria-describedby') === root.querySelector('.tip').id")
        tab.press("Escape")
        assert tab.inside(TIP) is None
        assert tab.inside(FOCUSED) == "engagement_rate"


class TestKeyboard:
    def test_tab_walks_the_strip_in_reading_order(self, profile):
        tab = profile()
        tab.inside("root.querySelector('[data-key=fit]').focus()")
        walked = []
        for _ in range(7):
            walked.append(tab.inside(FOCUSED))
            tab.press("Tab")
        assert walked == [
            "fit",
            "engagement_rate",
            "typical_views",
            "next_video_views",
            "posts_per_week",
            "save",
            "expand",
        ]

    def test_enter_saves_space_removes_and_the_focus_stays(self, profile):
        tab = profile("margens.da.lua")
        tab.inside("root.querySelector('[data-key=save]').focus()")
        tab.press("Enter")
        eventually(lambda: tab.has_button("Saved"), tab.text)
        assert tab.inside(FOCUSED) == "save"
        assert tab.inside("root.activeElement.getAttribute('aria-pressed')") == "true"
        tab.press("Space")
        eventually(lambda: tab.has_button("Save"), tab.text)
        assert tab.inside(FOCUSED) == "save"

    def test_arrows_walk_the_tabs_and_the_page_hears_nothing_of_it(self, profile):
        tab = profile()
        tab.evaluate("(window.heard = [], addEventListener('keydown', (e) => heard.push(e.key)))")
        eventually(lambda: tab.click("Details"), tab.text)
        eventually(lambda: tab.has_button("Less"), tab.text)
        tab.inside("root.querySelector('#tab-fit').focus()")
        selected = "root.querySelector('[role=tab][aria-selected=true]').id"
        walked = []
        for key in ("ArrowRight", "ArrowRight", "End", "ArrowRight", "ArrowLeft", "Home"):
            tab.press(key)
            walked.append(tab.inside(selected))
            assert tab.inside("root.activeElement.id") == walked[-1]
        assert walked == ["tab-numbers", "tab-videos", "tab-others", "tab-fit", "tab-others", "tab-fit"]
        assert tab.evaluate("heard") == []


class TestMemory:
    def test_an_opened_panel_and_its_tab_are_there_after_a_reload(self, profile):
        tab = profile()
        eventually(lambda: tab.click("Details"), tab.text)
        tab.inside("root.querySelector('#tab-checks').click()")
        eventually(lambda: "Likes per view" in tab.text(), tab.text)
        tab.reload()
        eventually(lambda: "Likes per view" in tab.text(), tab.text)
        eventually(lambda: tab.click("Less"), tab.text)
        eventually(lambda: tab.has_button("Details"), tab.text)
        tab.reload()
        eventually(lambda: tab.has_button("Details"), tab.text)

    def test_another_brief_gives_another_fit_and_stays_picked(self, profile):
        tab = profile()
        eventually(lambda: tab.click("Details"), tab.text)
        eventually(lambda: tab.inside("root.querySelector('select') !== null"))
        before = {name: said for name, said in tab.numbers().items() if name.startswith("Fit")}
        tab.inside(
            "(({select, name}) => { select.value = name; select.dispatchEvent(new Event('change')) })"
            f"({{select: root.querySelector('select'), name: {OTHER_BRIEF.name!r}}})"
        )
        eventually(lambda: f"for “{OTHER_BRIEF.name}”" in tab.text(), tab.text)
        after = {name: said for name, said in tab.numbers().items() if name.startswith("Fit")}
        assert after != before
        tab.reload()
        eventually(lambda: f"for “{OTHER_BRIEF.name}”" in tab.text(), tab.text)

    def test_a_save_is_shown_in_every_tab_of_the_creator(self, profile):
        first, second = profile("zelie.bricole.tout"), profile("zelie.bricole.tout")
        eventually(lambda: first.click("Save"), first.text)
        eventually(lambda: second.has_button("Saved"), second.text)
        eventually(lambda: second.click("Saved"), second.text)
        eventually(lambda: first.has_button("Save"), first.text)


class TestBadges:
    PLACES = """badges().map((b) => {
      const tile = b.getRootNode().host.closest("[data-e2e=user-post-item]");
      const rect = (e) => { const {left, top, right, bottom} = e.getBoundingClientRect();
                            return [left, top, right, bottom] };
      return {id: /(\\d+)$/.exec(tile.querySelector("a").href)[1], text: b.textContent, at: rect(b),
              tile: rect(tile), others: [...tile.querySelectorAll(
                "[data-e2e=video-views], [data-e2e=video-card-badge], [class*=SpanImages]")].map(rect)};
    })"""

    @pytest.mark.parametrize("handle", [MIRA, "kaido.ferments.it", "velia.cucinapiccola"])
    def test_each_tile_has_the_companions_badge_beside_all_that_tiktok_shows(self, connected, profile, handle):
        tab = profile(handle)
        look = connected.asks(f"/creators/@{handle}/look")["badges"]
        items = connected.tiktok.world.item_list(handle, 0)["itemList"]
        expected = {
            item["id"]
            for item in items
            if look[item["id"]]["mark"] or look[item["id"]]["multiple"]["value"] is not None
        }
        placed = eventually(lambda: found if len(found := tab.inside(self.PLACES)) >= len(expected) else None)
        assert sorted(each["id"] for each in placed) == sorted(expected)
        words = {"ad": "ad", "shop": "shop", "pinned": "pinned", "young": "day 1"}
        for each in placed:
            badge = look[each["id"]]
            multiple = badge["multiple"]["value"]
            if badge["mark"]:
                assert each["text"] == words[badge["mark"]]
            else:
                shown = float(each["text"].removesuffix("×"))
                assert shown == pytest.approx(multiple, abs=0.051 if multiple < 9.95 else 0.51)
            left, top, right, bottom = each["at"]
            assert each["tile"][0] <= left < right <= each["tile"][2]
            assert each["tile"][1] <= top < bottom <= each["tile"][3]
            for other in each["others"]:
                assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
        ads = {item["id"] for item in items if item.get("isAd") or item.get("adAuthorization")}
        assert ads <= {each["id"] for each in placed if each["text"] == "ad"}

    HINT = "badges().map((b) => b.nextElementSibling).filter((h) => h.checkVisibility()).map((h) => h.innerText)"

    def test_a_badge_says_what_it_means_under_the_pointer_and_to_the_keyboard_and_takes_no_click(self, profile):
        tab = profile()
        multiple = "badges().find((b) => /^[\\d.]+×$/.test(b.textContent))"
        text = eventually(lambda: tab.inside(f"{multiple}?.textContent"))
        meaning = f"{text} what this creator's videos usually have at this age"
        tab.inside(f"{multiple}.scrollIntoView({{block: 'center'}})")
        rect = tab.inside(f"box({multiple})")
        tab.point(*middle(rect))
        eventually(lambda: tab.inside(self.HINT) == [meaning], lambda: tab.inside(self.HINT))
        tab.point(rect["x"] - 40, rect["y"] + 60)
        eventually(lambda: tab.inside(self.HINT) == [])
        tab.point(*middle(rect))
        tab.hold()
        tab.release()
        eventually(lambda: "/video/" in tab.address)
        tab.back()
        eventually(lambda: tab.inside("badges().length"))
        tab.press("Tab")
        tab.evaluate("document.querySelector('[data-e2e=user-post-item] a').focus()")
        assert len(eventually(lambda: tab.inside(self.HINT))) == 1

    def test_they_follow_a_resorted_grid_and_go_with_their_creator(self, profile):
        tab = profile()
        by_video = """Object.fromEntries(badges().map((b) =>
          [b.getRootNode().host.parentElement.querySelector('a').href, b.textContent]))"""
        before = eventually(lambda: found if len(found := tab.inside(by_video)) >= 35 else None)
        assert tab.pick("button[class*=ButtonOrder]:nth-child(2)")
        eventually(lambda: tab.inside(by_video) == before)
        assert tab.pick("[data-e2e=suggest-user-item]")
        eventually(lambda: MIRA not in tab.address)
        eventually(lambda: "of 35 videos" in tab.text(), tab.text)
        assert not set(eventually(lambda: tab.inside(by_video))) & set(before)


class TestFigures:
    @pytest.mark.parametrize("key", ["engagement_rate", "typical_views", "posts_per_week"])
    def test_a_headline_shows_its_range_in_figures(self, connected, profile, key):
        tab = profile()
        estimate = msgspec.convert(connected.asks(f"/creators/@{MIRA}/scorecard")["estimates"][key], Estimate)
        shown = f"root.querySelector('[data-key={key}] .v').innerText.replace(/\\s+/g, ' ')"
        assert tab.inside(shown) == f"{wording.value(estimate)} {wording.interval(estimate)}"

    def test_no_evidence_of_change_stands_beside_its_number(self, connected, profile):
        tab = profile()
        said = connected.asks(f"/creators/@{MIRA}/scorecard")["estimates"]["momentum"]["says"]
        assert said in ("no evidence of change", "more views than before", "fewer views than before")
        eventually(lambda: tab.click("Details") or tab.has_button("Less"), tab.text)
        eventually(lambda: tab.has_button("Less"), tab.text)
        tab.inside("root.querySelector('#tab-numbers').click()")
        row = "root.querySelector('[data-key=number-momentum]').innerText"
        assert wording.sentence(said) in tab.inside(row)


class TestLooks:
    LUMINANCE = """((css) => { const [r, g, b] = css.match(/[\\d.]+/g).map(Number);
                    return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255 })"""

    def test_it_is_dark_on_a_dark_page_and_turns_with_the_page(self, profile):
        tab = profile(prepare=lambda tab: tab.prefer("dark"))
        paper = f"{self.LUMINANCE}(getComputedStyle(root.querySelector('.card')).backgroundColor)"
        ink = f"{self.LUMINANCE}(getComputedStyle(root.querySelector('.v')).color)"
        assert tab.inside(paper) < 0.2
        assert tab.inside(ink) > 0.8
        assert tab.pick("button[class*=ButtonNav]")
        eventually(lambda: tab.inside(paper) > 0.9)
        assert tab.inside(ink) < 0.2
        tab.evaluate("localStorage.clear()")

    def test_right_to_left_mirrors_it(self, profile):
        tab = profile("matbakh.sawsan.q")
        fit, save = "[data-key=fit] svg", "[data-key=save]"
        assert box(tab, fit)["x"] < box(tab, save)["x"]
        tab.evaluate("document.documentElement.dir = 'rtl'")
        eventually(lambda: box(tab, fit)["x"] > box(tab, save)["x"])

    @pytest.mark.parametrize("handle", ["odd.caption.kit", "teigzeit.jorunn"])
    def test_it_stands_below_the_bio_and_its_link_whatever_that_is(self, profile, handle):
        tab = profile(handle)
        assert tab.inside("root.host.previousElementSibling.querySelector('a') !== null")

    @pytest.mark.parametrize("handle", [MIRA, "nest.of.fable", "odd.caption.kit"])
    def test_360_pixels_are_wide_enough(self, profile, handle):
        tab = profile(handle, prepare=lambda tab: tab.resize(360, 800))
        eventually(lambda: tab.click("Details"), tab.text)
        eventually(lambda: tab.has_button("Less"), tab.text)
        for name in ("fit", "numbers", "videos", "checks", "others"):
            tab.inside(f"root.querySelector('#tab-{name}').click()")
            assert (
                tab.evaluate(
                    "(({scrollWidth, clientWidth}) => scrollWidth - clientWidth)(document.documentElement)"
                )
                == 0
            )
            beyond = tab.inside(
                "[...region.querySelectorAll('*:not(.sr)')].filter((e) => e.getBoundingClientRect().right > 360.5)"
                ".map((e) => e.className)"
            )
            assert beyond == []
        tab.inside("root.querySelector('[data-key=save]').focus()")
        tab.inside("root.querySelector('[data-key=fit]').focus()")
        tip = box(tab, ".tip")
        assert tip["x"] >= 0
        assert tip["x"] + tip["width"] <= 360

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_axe_finds_nothing(self, profile, scheme):
        tab = profile(prepare=lambda tab: tab.prefer(scheme))
        assert tab.axe() == []
        eventually(lambda: tab.click("Details"), tab.text)
        eventually(lambda: tab.has_button("Less"), tab.text)
        for name in ("fit", "numbers", "videos", "checks", "others"):
            tab.inside(f"root.querySelector('#tab-{name}').click()")
            assert tab.axe() == []

    def test_reasons_link_their_videos_and_other_tools_say_why_they_differ(self, profile):
        tab = profile()
        eventually(lambda: tab.click("Details"), tab.text)
        eventually(lambda: tab.has_button("Less"), tab.text)
        tab.inside("root.querySelector('#tab-fit').click()")
        links = "[...root.querySelectorAll('.why .links a')].map((a) => a.href)"
        found = eventually(lambda: tab.inside(links), tab.text)
        assert all(re.fullmatch(r"https://www\.tiktok\.com/@[\w.]+/video/\d+", address) for address in found)
        tab.inside("root.querySelector('#tab-others').click()")
        eventually(lambda: "It divides by followers, and a video here has" in tab.text(), tab.text)

    def test_axe_would_have_found_something(self, profile):
        tab = profile()
        tab.inside("root.querySelector('.k').style.color = '#ccc'")
        assert [name for name, _ in tab.axe()] == ["color-contrast"]
