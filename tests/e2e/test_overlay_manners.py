"""How the overlay behaves under a pointer, a keyboard, a screen reader and on any page it may stand in."""

import pytest

from tests.e2e.conftest import OTHER_BRIEF, eventually
from tests.e2e.inside import Inside

MIRA = "mira.bakes.slow"
FOCUSED = "root.activeElement?.dataset.key ?? null"
TIP = "root.querySelector('.tip:popover-open')?.innerText ?? null"


@pytest.fixture
def profile(connected):
    """A settled profile with scores, the overlay as a screen reader tells it, and its inside."""

    def visit(handle=MIRA, **options):
        page, overlay = connected.visits(handle, **options)
        eventually(lambda: "of 35 videos" in overlay.text(), overlay.text)
        page.wait_for_load_state("networkidle")
        return page, overlay, Inside(page)

    return visit


def box(inside, selector):
    return inside(
        f"(({{x, y, width, height}}) => ({{x, y, width, height}}))"
        f"(root.querySelector({selector!r}).getBoundingClientRect())"
    )


def middle(rect):
    return rect["x"] + rect["width"] / 2, rect["y"] + rect["height"] / 2


class TestEvidence:
    def test_it_opens_under_the_pointer_and_goes_with_it(self, connected, profile):
        page, overlay, inside = profile()
        page.mouse.move(*middle(box(inside, "[data-key=engagement_rate]")))
        said = eventually(lambda: inside(TIP))
        assert "Engagement rate" in said
        assert "Based on 30 videos" in said
        assert "left out: " in said
        peers = connected.asks(f"/creators/@{MIRA}/scorecard")["peers"]["engagement_rate"]
        assert f"of {peers['cohort']}, from the figures that ship with Fitlens" in said
        assert f"of {peers['n']} peers" in overlay.text()
        page.mouse.move(5, 5)
        eventually(lambda: inside(TIP) is None)

    TIP_RECT = "root.querySelector('.tip:popover-open').getBoundingClientRect()"
    COVERED = f"""(({{left, top, right, bottom}}) => [...root.querySelectorAll('.m, .fit')].filter((each) => {{
      const at = each.getBoundingClientRect();
      return at.left < right && left < at.right && at.top < bottom && top < at.bottom;
    }}).length)({TIP_RECT})"""

    def test_the_way_from_the_fit_to_the_tile_below_leads_to_the_tiles_evidence(self, profile):
        page, _, inside = profile(prepare=lambda page: page.set_viewport_size({"width": 700, "height": 900}))
        fit, tile = box(inside, ".word"), box(inside, "[data-key=typical_views]")
        assert tile["y"] > fit["y"] + fit["height"]
        page.mouse.move(*middle(fit))
        assert eventually(lambda: inside(TIP)).startswith("Fit\n")
        assert inside(self.COVERED) == 0
        page.mouse.move(*middle(tile), steps=8)
        eventually(lambda: (inside(TIP) or "").startswith("Typical views"))
        assert inside(self.COVERED) == 0

    def test_the_pointer_may_go_straight_to_it_and_stay(self, profile):
        page, _, inside = profile()
        tile = box(inside, "[data-key=typical_views]")
        page.mouse.move(*middle(tile))
        eventually(lambda: inside(TIP))
        tip = inside(f"(({{x, y, width, height}}) => ({{x, y, width, height}}))({self.TIP_RECT})")
        page.mouse.move(middle(tile)[0], tip["y"] + 10)
        assert inside(
            "new Promise((done) => setTimeout(() => done(root.querySelector('.tip:hover') !== null), 400))"
        )
        page.mouse.move(5, 5)
        eventually(lambda: inside(TIP) is None)

    def test_a_row_of_the_panel_never_hides_the_next_one(self, profile):
        page, overlay, inside = profile()
        eventually(lambda: overlay.click("Details"), overlay.text)
        inside("root.querySelector('#tab-numbers').click()")
        page.mouse.move(*middle(box(inside, "[data-key=number-engagement_rate]")))
        eventually(lambda: (inside(TIP) or "").startswith("Engagement rate\n"))
        page.mouse.move(*middle(box(inside, "[data-key=number-engagement_rate_with_saves]")), steps=4)
        eventually(lambda: (inside(TIP) or "").startswith("Engagement rate with saves"))
        page.mouse.move(*middle(box(inside, "[data-key=number-typical_views]")), steps=8)
        eventually(lambda: (inside(TIP) or "").startswith("Typical views"))

    def test_it_opens_on_focus_belongs_to_its_number_and_escape_closes_it(self, profile):
        page, _, inside = profile()
        inside("root.querySelector('[data-key=fit]').focus()")
        page.keyboard.press("Tab")
        assert inside(FOCUSED) == "engagement_rate"
        assert "Engagement rate" in inside(TIP)
        assert inside("root.activeElement.getAttribute('aria-describedby') === root.querySelector('.tip').id")
        page.keyboard.press("Escape")
        assert inside(TIP) is None
        assert inside(FOCUSED) == "engagement_rate"


class TestKeyboard:
    def test_tab_walks_the_strip_in_reading_order(self, profile):
        page, _, inside = profile()
        inside("root.querySelector('[data-key=fit]').focus()")
        walked = []
        for _ in range(7):
            walked.append(inside(FOCUSED))
            page.keyboard.press("Tab")
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
        page, overlay, inside = profile("margens.da.lua")
        inside("root.querySelector('[data-key=save]').focus()")
        page.keyboard.press("Enter")
        eventually(lambda: overlay.has_button("Saved"), overlay.text)
        assert inside(FOCUSED) == "save"
        assert inside("root.activeElement.getAttribute('aria-pressed')") == "true"
        page.keyboard.press("Space")
        eventually(lambda: overlay.has_button("Save"), overlay.text)
        assert inside(FOCUSED) == "save"

    def test_arrows_walk_the_tabs_and_the_page_hears_nothing_of_it(self, profile):
        page, overlay, inside = profile()
        page.evaluate("window.heard = []; addEventListener('keydown', e => heard.push(e.key))")
        eventually(lambda: overlay.click("Details"), overlay.text)
        eventually(lambda: overlay.has_button("Less"), overlay.text)
        inside("root.querySelector('#tab-fit').focus()")
        selected = "root.querySelector('[role=tab][aria-selected=true]').id"
        walked = []
        for key in ("ArrowRight", "ArrowRight", "End", "ArrowRight", "ArrowLeft", "Home"):
            page.keyboard.press(key)
            walked.append(inside(selected))
            assert inside("root.activeElement.id") == walked[-1]
        assert walked == ["tab-numbers", "tab-videos", "tab-others", "tab-fit", "tab-others", "tab-fit"]
        assert page.evaluate("heard") == []


class TestMemory:
    def test_an_opened_panel_and_its_tab_are_there_after_a_reload(self, profile):
        page, overlay, inside = profile()
        eventually(lambda: overlay.click("Details"), overlay.text)
        inside("root.querySelector('#tab-checks').click()")
        eventually(lambda: "Likes per view" in overlay.text(), overlay.text)
        page.reload()
        eventually(lambda: "Likes per view" in overlay.text(), overlay.text)
        eventually(lambda: overlay.click("Less"), overlay.text)
        eventually(lambda: overlay.has_button("Details"), overlay.text)
        page.reload()
        eventually(lambda: overlay.has_button("Details"), overlay.text)

    def test_another_brief_gives_another_fit_and_stays_picked(self, profile):
        page, overlay, inside = profile()
        eventually(lambda: overlay.click("Details"), overlay.text)
        eventually(lambda: inside("root.querySelector('select') !== null"))
        before = {name: said for name, said in overlay.numbers().items() if name.startswith("Fit")}
        inside(
            "(({select, name}) => { select.value = name; select.dispatchEvent(new Event('change')) })"
            f"({{select: root.querySelector('select'), name: {OTHER_BRIEF.name!r}}})"
        )
        eventually(lambda: f"for “{OTHER_BRIEF.name}”" in overlay.text(), overlay.text)
        after = {name: said for name, said in overlay.numbers().items() if name.startswith("Fit")}
        assert after != before
        page.reload()
        eventually(lambda: f"for “{OTHER_BRIEF.name}”" in overlay.text(), overlay.text)

    def test_a_save_is_shown_in_every_tab_of_the_creator(self, profile):
        _, first, _ = profile("zelie.bricole.tout")
        _, second, _ = profile("zelie.bricole.tout")
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
        _, _, inside = profile(handle)
        look = connected.asks(f"/creators/@{handle}/look")["badges"]
        items = connected.stage.tiktok.world.item_list(handle, 0)["itemList"]
        expected = {
            item["id"]
            for item in items
            if look[item["id"]]["mark"] or look[item["id"]]["multiple"]["value"] is not None
        }
        placed = eventually(lambda: found if len(found := inside(self.PLACES)) >= len(expected) else None)
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
        page, _, inside = profile()
        multiple = "badges().find((b) => /^[\\d.]+×$/.test(b.textContent))"
        text = eventually(lambda: inside(f"{multiple}?.textContent"))
        meaning = f"{text} what this creator's videos usually have at this age"
        inside(f"{multiple}.scrollIntoView({{block: 'center'}})")
        rect = inside(
            f"(({{x, y, width, height}}) => ({{x, y, width, height}}))({multiple}.getBoundingClientRect())"
        )
        page.mouse.move(*middle(rect))
        eventually(lambda: inside(self.HINT) == [meaning], lambda: inside(self.HINT))
        page.mouse.move(rect["x"] - 40, rect["y"] + 60)
        eventually(lambda: inside(self.HINT) == [])
        page.mouse.click(*middle(rect))
        page.wait_for_url("**/video/**")
        page.go_back()
        tile = page.locator("[data-e2e=user-post-item] a").first
        tile.wait_for()
        eventually(lambda: inside("badges().length"))
        page.keyboard.press("Tab")
        tile.focus()
        assert len(eventually(lambda: inside(self.HINT))) == 1

    def test_they_follow_a_resorted_grid_and_go_with_their_creator(self, profile):
        page, overlay, inside = profile()
        by_video = """Object.fromEntries(badges().map((b) =>
          [b.getRootNode().host.parentElement.querySelector('a').href, b.textContent]))"""
        before = eventually(lambda: found if len(found := inside(by_video)) >= 35 else None)
        page.get_by_role("button", name="Popular").click()
        eventually(lambda: inside(by_video) == before)
        page.locator("[data-e2e=suggest-user-item]").first.click()
        page.wait_for_url(lambda url: MIRA not in url)
        eventually(lambda: "of 35 videos" in overlay.text(), overlay.text)
        assert not set(eventually(lambda: inside(by_video))) & set(before)


class TestLooks:
    LUMINANCE = """((css) => { const [r, g, b] = css.match(/[\\d.]+/g).map(Number);
                    return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255 })"""

    def test_it_is_dark_on_a_dark_page_and_turns_with_the_page(self, profile):
        page, _, inside = profile(prepare=lambda page: page.emulate_media(color_scheme="dark"))
        paper = f"{self.LUMINANCE}(getComputedStyle(root.querySelector('.card')).backgroundColor)"
        ink = f"{self.LUMINANCE}(getComputedStyle(root.querySelector('.v')).color)"
        assert inside(paper) < 0.2
        assert inside(ink) > 0.8
        page.get_by_role("button", name="Dark mode").click()
        eventually(lambda: inside(paper) > 0.9)
        assert inside(ink) < 0.2
        page.evaluate("localStorage.clear()")

    def test_right_to_left_mirrors_it(self, profile):
        page, _, inside = profile("matbakh.sawsan.q")
        fit, save = "[data-key=fit] svg", "[data-key=save]"
        assert box(inside, fit)["x"] < box(inside, save)["x"]
        page.evaluate("document.documentElement.dir = 'rtl'")
        eventually(lambda: box(inside, fit)["x"] > box(inside, save)["x"])

    @pytest.mark.parametrize("handle", ["odd.caption.kit", "teigzeit.jorunn"])
    def test_it_stands_below_the_bio_and_its_link_whatever_that_is(self, profile, handle):
        _, _, inside = profile(handle)
        assert inside("root.host.previousElementSibling.querySelector('a') !== null")

    @pytest.mark.parametrize("handle", [MIRA, "nest.of.fable", "odd.caption.kit"])
    def test_360_pixels_are_wide_enough(self, profile, handle):
        narrow = {"width": 360, "height": 800}
        page, overlay, inside = profile(handle, prepare=lambda page: page.set_viewport_size(narrow))
        eventually(lambda: overlay.click("Details"), overlay.text)
        eventually(lambda: overlay.has_button("Less"), overlay.text)
        for tab in ("fit", "numbers", "videos", "checks", "others"):
            inside(f"root.querySelector('#tab-{tab}').click()")
            assert page.evaluate("document.documentElement.scrollWidth") == 360
            beyond = inside(
                "[...region.querySelectorAll('*:not(.sr)')].filter((e) => e.getBoundingClientRect().right > 360.5)"
                ".map((e) => e.className)"
            )
            assert beyond == []
        inside("root.querySelector('[data-key=save]').focus()")
        inside("root.querySelector('[data-key=fit]').focus()")
        tip = box(inside, ".tip")
        assert tip["x"] >= 0
        assert tip["x"] + tip["width"] <= 360

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_axe_finds_nothing(self, profile, scheme):
        _, overlay, inside = profile(prepare=lambda page: page.emulate_media(color_scheme=scheme))
        assert inside.axe() == []
        eventually(lambda: overlay.click("Details"), overlay.text)
        eventually(lambda: overlay.has_button("Less"), overlay.text)
        for tab in ("fit", "numbers", "videos", "checks", "others"):
            inside(f"root.querySelector('#tab-{tab}').click()")
            assert inside.axe() == []

    def test_axe_would_have_found_something(self, profile):
        _, _, inside = profile()
        inside("root.querySelector('.k').style.color = '#ccc'")
        assert [name for name, _ in inside.axe()] == ["color-contrast"]
