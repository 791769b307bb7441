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
from tests.e2e.driver import eventually

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
    profile = marketer.visits(MIRA)
    marketer.connects(profile)

    def settled():
        card = marketer.asks(f"/creators/@{MIRA}/scorecard")
        shown = profile.numbers()
        agree = card and all(
            name in shown and says(shown[name].value, card["estimates"][key]["value"])
            for name, key in (("Engagement rate", "engagement_rate"), ("Typical views", "typical_views"))
        )
        return (card, shown) if agree and card["sample"]["read"] == 35 else None

    card, shown = eventually(settled, profile.text)
    estimates = card["estimates"]
    forecast = shown["Next video's views"]
    assert says(forecast.low, estimates["next_video_views"]["low"])
    assert says(forecast.high, estimates["next_video_views"]["high"])
    fit = shown[f"Fit, {card['fit']['word']}"]
    assert says(fit.value, card["fit"]["score"]["value"])
    assert card["fit"]["word"] == "Strong fit"

    items = marketer.tiktok.world.item_list(MIRA, cursor=0)["itemList"]
    assert len(items) == card["sample"]["read"]
    rate, typical = by_hand(items, card["creator"], card["creator"]["followers"])
    assert math.isclose(estimates["engagement_rate"]["value"], rate, rel_tol=0.01)
    # The companion also carries the newest posts forward to the age of 30 days; that moves the level by little.
    assert math.isclose(estimates["typical_views"]["value"], typical, rel_tol=0.08)
    middle = statistics.median(i["stats"]["playCount"] for i in items)
    assert estimates["typical_views"]["low"] / 2 < middle < estimates["typical_views"]["high"] * 2

    eventually(lambda: profile.click("Save"), profile.text)
    eventually(lambda: profile.has_button("Saved"), profile.text)
    eventually(lambda: marketer.asks(f"/creators/@{MIRA}/look")["shortlisted"])
    marketer.desk.goto(f"{marketer.here}/shortlist")
    assert MIRA in marketer.reads()
    eventually(lambda: profile.click("Saved"), profile.text)
    eventually(lambda: profile.has_button("Save"), profile.text)
    eventually(lambda: not marketer.asks(f"/creators/@{MIRA}/look")["shortlisted"])
    marketer.desk.reload()
    assert MIRA not in marketer.reads()
    assert profile.said() == []


def test_the_page_can_read_nothing_of_ours_and_no_secret_of_its_own_leaves(marketer):
    profile = marketer.visits(MIRA)
    marketer.connects(profile)
    eventually(lambda: "Strong fit" in profile.text(), profile.text)
    assert "Strong fit" not in profile.evaluate("document.documentElement.outerHTML")
    assert profile.evaluate("[...document.querySelectorAll('*')].every((e) => e.shadowRoot === null)")
    assert profile.evaluate("[typeof globalThis.chrome?.runtime?.id, typeof browser]") == ["undefined"] * 2
    store = open_store(marketer.home)
    kept = eventually(lambda: list(store.archive.replay()))
    everything = json.dumps([(c.body, c.page_url, c.request_url) for c in kept])
    store.close()
    assert len(kept) >= 2
    assert MIRA in everything
    for secret in (*PLANTED_SECRETS, "PLANTED", "msToken", "X-Bogus"):
        assert secret not in everything


def test_scrolling_reads_more_videos(marketer):
    profile = marketer.visits(MIRA)
    marketer.connects(profile)
    eventually(lambda: "of 35 videos" in profile.text(), profile.text)

    def scrolled():
        profile.scroll(4000)
        read = re.search(r"of (\d+) videos", profile.text())
        return read and int(read[1]) >= 105

    eventually(scrolled, profile.text)
    card = marketer.asks(f"/creators/@{MIRA}/scorecard")
    assert card["sample"]["read"] >= 105
    assert card["sample"]["eligible"] == 30


def test_moving_inside_the_page_changes_the_creator(marketer):
    profile = marketer.visits(MIRA)
    marketer.connects(profile)
    eventually(lambda: "Strong fit" in profile.text(), profile.text)
    first = profile.numbers()["Typical views"]
    assert profile.pick("[data-e2e=suggest-user-item]")
    eventually(lambda: MIRA not in profile.address)
    handle = profile.address.rsplit("@", 1)[1]

    def moved():
        card = marketer.asks(f"/creators/@{handle}/scorecard")
        said = profile.numbers().get("Typical views")
        return card and said and says(said.value, card["estimates"]["typical_views"]["value"])

    eventually(moved, profile.text)
    assert profile.numbers()["Typical views"] != first
    embedded = "document.getElementById('__UNIVERSAL_DATA_FOR_REHYDRATION__').text"
    assert profile.evaluate(f"{embedded}.includes('{MIRA}')")
    profile.back()
    eventually(lambda: profile.numbers().get("Typical views") == first, profile.text)


def test_a_later_visit_shows_what_is_new(marketer):
    profile = marketer.visits(MIRA)
    marketer.connects(profile)
    eventually(lambda: profile.click("Save"), profile.text)
    eventually(lambda: profile.has_button("Saved"), profile.text)
    eventually(lambda: marketer.asks(f"/creators/@{MIRA}/scorecard")["sample"]["video_ids"])
    video = marketer.asks(f"/creators/@{MIRA}/scorecard")["sample"]["video_ids"][0]
    before = len(marketer.asks(f"/videos/{video}/history")["history"])
    profile.reload()
    eventually(
        lambda: len(marketer.asks(f"/videos/{video}/history")["history"]) > before,
        lambda: marketer.asks(f"/videos/{video}/history"),
    )
