"""A marketer opens a profile, reads the scores, saves the creator, finds them on the desk."""

import json
import math
import re
import statistics
from pathlib import Path

from companion import metrics
from companion.demo.overlay import says
from companion.sample_tiktok.pages import PLANTED_SECRETS
from companion.store import open_store
from tests.e2e.conftest import eventually

MIRA = "mira.bakes.slow"
DAY = 86_400
PRIORS = json.loads(Path(metrics.__file__).with_name("priors.json").read_text())


def by_hand(items, header, followers):
    """Engagement rate and typical views from TikTok's payload, with a pocket calculator's formulas.

    METRICS section 4: c = B ybar + (1 - B) mu0 with B = between / (between + s2/m), s2 shrunk toward the peers';
    older videos count half after every 20. Ads and pinned videos are out; the newest 30 count.
    """
    ordinary = [i for i in items if not (i.get("isAd") or i.get("adAuthorization") or i.get("isPinnedItem"))]
    ordinary = [i for i in ordinary if "imagePost" not in i]
    newest = sorted(ordinary, key=lambda i: -i["createTime"])[:30]

    def shrunk(values, prior_mean, between, within, weights):
        total = sum(weights)
        mean = sum(w * y for w, y in zip(weights, values, strict=True)) / total
        squares = sum(w * (y - mean) ** 2 for w, y in zip(weights, values, strict=True)) * len(values) / total
        s2 = (within["df"] * within["variance"] + squares) / (within["df"] + len(values) - 1)
        own = between / (between + s2 * sum(w * w for w in weights) / total**2)
        return math.exp(own * mean + (1 - own) * prior_mean)

    def engagements(stats):
        return stats["diggCount"] + stats["commentCount"] + stats["shareCount"]

    rates = PRIORS["rates"]["engagement_rate"]
    peers = next(c for c in rates["cohorts"] if c["low"] <= followers < (c["high"] or math.inf))
    rate = shrunk(
        [math.log(engagements(i["stats"]) / i["stats"]["playCount"]) for i in newest],
        peers["mean"],
        peers["sd"] ** 2,
        rates["within"],
        [1.0] * len(newest),
    )
    views = PRIORS["views"]
    hearts_per_video = header["likes"] / header["videos"]
    centre = views["hearts"]["intercept"] + views["hearts"]["slope"] * math.log(hearts_per_video)
    typical = shrunk(
        [math.log(i["stats"]["playCount"]) for i in newest],
        centre,
        views["hearts"]["between"],
        views["within"],
        [0.5 ** (n / 20) for n in range(len(newest))],
    )
    return rate, typical


def test_the_overlay_shows_what_the_companion_answers_and_what_the_payload_gives(marketer):
    page, overlay = marketer.visits(MIRA)
    console = []
    page.on("console", lambda message: console.append(message.text))
    page.on("pageerror", lambda error: console.append(str(error)))
    marketer.connects(overlay)

    def settled():
        card = marketer.asks(f"/creators/@{MIRA}/scorecard")
        shown = overlay.numbers()
        agree = card and all(
            name in shown and says(shown[name].value, card["estimates"][key]["value"])
            for name, key in (("Engagement rate", "engagement_rate"), ("Typical views", "typical_views"))
        )
        return (card, shown) if agree else None

    card, shown = eventually(settled, overlay.text)
    estimates = card["estimates"]
    forecast = shown["Next video's views"]
    assert says(forecast.low, estimates["next_video_views"]["low"])
    assert says(forecast.high, estimates["next_video_views"]["high"])
    fit = shown[f"Fit, {card['fit']['word']}"]
    assert says(fit.value, card["fit"]["score"]["value"])
    assert card["fit"]["word"] == "Strong fit"

    items = marketer.stage.tiktok.world.item_list(MIRA, cursor=0)["itemList"]
    assert len(items) == card["sample"]["read"] == 35
    rate, typical = by_hand(items, card["creator"], card["creator"]["followers"])
    assert math.isclose(estimates["engagement_rate"]["value"], rate, rel_tol=0.01)
    # The companion also carries the newest posts forward to the age of 30 days; that moves the level by little.
    assert math.isclose(estimates["typical_views"]["value"], typical, rel_tol=0.08)
    middle = statistics.median(i["stats"]["playCount"] for i in items)
    assert estimates["typical_views"]["low"] / 2 < middle < estimates["typical_views"]["high"] * 2

    assert overlay.click("Save")
    eventually(lambda: overlay.has_button("Saved"), overlay.text)
    marketer.desk.goto(f"http://127.0.0.1:{marketer.port}/shortlist")
    assert MIRA in marketer.desk.inner_text("main")
    assert overlay.click("Saved")
    eventually(lambda: overlay.has_button("Save"), overlay.text)
    marketer.desk.reload()
    assert MIRA not in marketer.desk.inner_text("main")
    assert console == []


def test_the_page_can_read_nothing_of_ours_and_no_secret_of_its_own_leaves(marketer):
    page, overlay = marketer.visits(MIRA)
    marketer.connects(overlay)
    eventually(lambda: "Strong fit" in overlay.text(), overlay.text)
    assert "Strong fit" not in page.content()
    assert page.evaluate("[...document.querySelectorAll('*')].every(e => e.shadowRoot === null)")
    assert page.evaluate("typeof chrome?.runtime?.id") == "undefined"
    store = open_store(marketer.stage.home)
    kept = eventually(lambda: list(store.archive.replay()))
    everything = json.dumps([(c.body, c.page_url, c.request_url) for c in kept])
    store.close()
    assert len(kept) >= 2
    assert MIRA in everything
    for secret in (*PLANTED_SECRETS, "PLANTED", "msToken", "X-Bogus"):
        assert secret not in everything


def test_scrolling_reads_more_videos(marketer):
    page, overlay = marketer.visits(MIRA)
    marketer.connects(overlay)
    eventually(lambda: "of 35 videos" in overlay.text(), overlay.text)

    def scrolled():
        page.mouse.wheel(0, 4000)
        read = re.search(r"of (\d+) videos", overlay.text())
        return read and int(read[1]) >= 105

    eventually(scrolled, overlay.text)
    card = marketer.asks(f"/creators/@{MIRA}/scorecard")
    assert card["sample"]["read"] >= 105
    assert card["sample"]["eligible"] == 30


def test_moving_inside_the_page_changes_the_creator(marketer):
    page, overlay = marketer.visits(MIRA)
    marketer.connects(overlay)
    eventually(lambda: "Strong fit" in overlay.text(), overlay.text)
    first = overlay.numbers()["Typical views"]
    page.locator("[data-e2e=suggest-user-item]").first.click()
    page.wait_for_url(lambda url: MIRA not in url)
    handle = page.url.rsplit("@", 1)[1]

    def moved():
        card = marketer.asks(f"/creators/@{handle}/scorecard")
        said = overlay.numbers().get("Typical views")
        return card and said and says(said.value, card["estimates"]["typical_views"]["value"])

    eventually(moved, overlay.text)
    assert overlay.numbers()["Typical views"] != first
    assert page.evaluate(f"document.getElementById('__UNIVERSAL_DATA_FOR_REHYDRATION__').text.includes('{MIRA}')")
    page.go_back()
    eventually(lambda: overlay.numbers().get("Typical views") == first, overlay.text)


def test_a_later_visit_shows_what_is_new(marketer):
    page, overlay = marketer.visits(MIRA)
    marketer.connects(overlay)
    eventually(lambda: overlay.click("Save"), overlay.text)
    eventually(lambda: overlay.has_button("Saved"), overlay.text)
    video = marketer.asks(f"/creators/@{MIRA}/scorecard")["sample"]["video_ids"][0]
    before = len(marketer.asks(f"/videos/{video}/history")["history"])
    page.reload()
    eventually(
        lambda: len(marketer.asks(f"/videos/{video}/history")["history"]) > before,
        lambda: marketer.asks(f"/videos/{video}/history"),
    )
