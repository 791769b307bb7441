import functools
import json
import math
import os
import statistics
import subprocess
import sys

import pytest

from companion.sample_tiktok.world import DEFAULT_CREATOR, World

NOW = 1_795_356_000
WEEK = 7 * 86_400
SEEDS = (1, 2, 77)


@functools.cache
def every_post(world, handle):
    found, cursor, more = [], "0", True
    while more:
        answer = world.item_list(handle, cursor)
        found += answer.get("itemList", [])
        cursor, more = answer["cursor"], answer["hasMore"]
    return found


def posts_at_least_a_day_old(world, handle):
    return [item for item in every_post(world, handle) if item["createTime"] < world.now - 86_400]


def views(items):
    return [item["stats"]["playCount"] for item in items]


def with_truth(world, truth):
    found = [creator.handle for creator in world.creators.values() if truth in creator.truths]
    assert found, truth
    return found


@pytest.fixture(params=SEEDS, scope="module")
def world(request):
    return World(request.param, NOW)


def test_every_process_sees_the_same_bytes():
    script = (
        "import json\nfrom companion.sample_tiktok.world import World\n"
        f"w = World(5, {NOW})\n"
        "print(json.dumps([[w.user_detail(h), w.item_list(h), w.profile_html(h)] for h in w.creators]))"
    )

    def run(hash_seed):
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        return subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, check=True
        ).stdout

    first = run("1")
    assert len(first) > 100_000
    assert first == run("2")


def test_another_seed_moves_numbers_dates_and_captions_but_not_who_is_there():
    one, two = World(1, NOW), World(2, NOW)
    assert {h: (c.truths, c.id, c.sec_uid) for h, c in one.creators.items()} == {
        h: (c.truths, c.id, c.sec_uid) for h, c in two.creators.items()
    }
    for read in ("id", "desc"):
        ours, theirs = ({item[read] for item in every_post(w, DEFAULT_CREATOR)} for w in (one, two))
        assert len(ours & theirs) < len(ours) / 4
    assert one.creators[DEFAULT_CREATOR].followers != two.creators[DEFAULT_CREATOR].followers


def test_the_cast_is_large_varied_and_starts_with_the_default_creator(world):
    creators = world.creators.values()
    assert len(creators) >= 30
    assert min(c.followers for c in creators) < 1_000
    assert max(c.followers for c in creators) > 38_000_000
    assert {c.language for c in creators} >= {"en", "de", "fr", "es", "it", "pt", "ja", "ar", "tr", "vi"}
    assert sum(c.public_posts >= 71 for c in creators) >= 15
    mira = world.creators[DEFAULT_CREATOR]
    assert mira.truths == ("strong_fit",)
    assert 175_000 < mira.followers < 195_000


def test_a_week_later_the_same_posts_have_grown_and_new_ones_are_there(world):
    later = World(world.seed, world.now + WEEK)
    for handle in world.creators:
        before = {item["id"]: item for item in every_post(world, handle)}
        after = {item["id"]: item for item in every_post(later, handle)}
        kept = before.keys() & after.keys()
        if world.creators[handle].public_posts > 20:
            assert len(kept) == len(before)
            assert len(after) > len(before)
        for id_ in kept:
            assert after[id_]["desc"] == before[id_]["desc"]
            for name, count in before[id_]["stats"].items():
                assert after[id_]["stats"][name] >= count, (handle, id_, name)
        if not {"young_videos", "few_videos"} & set(world.creators[handle].truths):  # these two take posts down
            assert later.creators[handle].hearts >= world.creators[handle].hearts


def test_pages_follow_one_another_without_gap_or_repetition(world):
    for handle, creator in world.creators.items():
        items = every_post(world, handle)
        assert len(items) == creator.public_posts == len({item["id"] for item in items})
        dates = [item["createTime"] for item in items if not item.get("isPinnedItem")]
        assert dates == sorted(dates, reverse=True)
        assert all(date <= world.now for date in dates)


def test_ids_carry_the_upload_second(world):
    items = [item for handle in world.creators for item in every_post(world, handle)]
    waits = [item["createTime"] - (int(item["id"]) >> 32) for item in items]
    assert min(waits) >= 0
    assert max(waits) <= 8 * 86_400
    assert statistics.median(waits) <= 60


def test_views_spread_within_a_creator_as_measured(world):
    # Ordinary posts only: hits, ads, photos, shop and pinned posts have levels of their own.
    spreads = []
    for handle, creator in world.creators.items():
        items = [
            item
            for item in posts_at_least_a_day_old(world, handle)
            if not item.keys() & {"isPinnedItem", "isAd", "adAuthorization", "imagePost", "isECVideo"}
        ]
        if len(items) < 40 or (creator.truths and creator.truths[0] in {"viral_hit", "fixed_ratio_likes"}):
            continue
        spreads.append(statistics.stdev(map(math.log, views(items))))
    assert 0.9 < statistics.median(spreads) < 1.2
    assert min(spreads) > 0.6
    assert max(spreads) < 1.75


def test_rates_lie_where_measured(world):
    def typical(name):
        rates = [
            statistics.median(item["stats"][name] / max(1, item["stats"]["playCount"]) for item in items)
            for handle in world.creators
            if len(items := posts_at_least_a_day_old(world, handle)) > 30
        ]
        return statistics.median(rates)

    assert 0.03 < typical("diggCount") < 0.05
    assert 0.0004 < typical("commentCount") < 0.0013
    assert 0.0006 < typical("shareCount") < 0.003
    assert 0.0012 < typical("collectCount") < 0.0035


def test_every_count_is_rounded_as_tiktok_rounds(world):
    checked = 0
    for handle in world.creators:
        for item in every_post(world, handle):
            counts = [*item["stats"].values(), *(count for count in item["authorStats"].values() if count > 0)]
            if "int32_hearts" in world.creators[handle].truths:
                counts = [*item["stats"].values()]
            for count in counts:
                if count >= 10_000:
                    assert count % (100 if count < 1_000_000 else 100_000) == 0
                    checked += 1
            assert {name: int(text) for name, text in item["statsV2"].items()} == item["stats"] | {
                "repostCount": 0
            }
    assert checked > 5_000


def test_hearts_cover_the_likes_that_can_be_seen(world):
    for handle, creator in world.creators.items():
        assert creator.hearts >= 0.98 * sum(item["stats"]["diggCount"] for item in every_post(world, handle))
        assert creator.video_count >= creator.public_posts


def test_strong_fit(world):
    items = every_post(world, DEFAULT_CREATOR)
    words = ("sourdough", "bread", "bak", "loaf", "dough", "starter", "crumb", "focaccia", "levain", "rye")
    about = sum(any(word in item["desc"].lower() for word in words) for item in items)
    assert about / len(items) > 0.7
    ads = sum(item.get("isAd", False) for item in items)
    assert 1 / 11 < ads / len(items) < 1 / 7
    assert any("Flourish" in item["desc"] for item in items)
    saves = statistics.median(item["stats"]["collectCount"] / item["stats"]["playCount"] for item in items)
    assert saves > 2 * 0.0017


def test_weak_fit(world):
    for handle in with_truth(world, "weak_fit"):
        text = " ".join(item["desc"].lower() for item in every_post(world, handle))
        assert "sourdough" not in text
        assert "#homebaking" not in text


def test_sponsor_heavy(world):
    marks = set()
    for handle in with_truth(world, "sponsor_heavy"):
        items = every_post(world, handle)
        flagged = [item for item in items if item.get("isAd") or item.get("adAuthorization")]
        assert len(flagged) / len(items) > 0.3
        marks |= {(item.get("isAd", False), item.get("adAuthorization", False)) for item in flagged}
    assert marks == {(True, True), (True, False), (False, True)}
    german = every_post(world, "teigzeit.jorunn")
    told = [item for item in german if "Werbung" in item["desc"] or "Anzeige" in item["desc"]]
    assert any(not item.get("isAd") and not item.get("adAuthorization") for item in told)


def test_follower_jump(world):
    later = World(world.seed, world.now + WEEK)

    def growth(handle):
        return later.creators[handle].followers / world.creators[handle].followers

    for handle in with_truth(world, "follower_jump"):
        assert growth(handle) > 1.2
        hearts = later.creators[handle].hearts / world.creators[handle].hearts
        assert hearts < 1.05
    ordinary = [growth(h) for h, c in world.creators.items() if "follower_jump" not in c.truths]
    assert max(ordinary) < 1.01


def test_fixed_ratio_likes(world):
    def spread(handle):
        # Fewer than 100 likes cannot keep a ratio to a percent.
        items = [item for item in posts_at_least_a_day_old(world, handle) if item["stats"]["diggCount"] >= 100]
        return statistics.stdev(
            math.log(item["stats"]["diggCount"] / item["stats"]["playCount"]) for item in items
        )

    fixed = with_truth(world, "fixed_ratio_likes")
    assert all(spread(handle) < 0.01 for handle in fixed)
    ordinary = [spread(h) for h, c in world.creators.items() if h not in fixed and c.public_posts > 40]
    assert min(ordinary) > 0.25


def test_viral_hit(world):
    for handle in with_truth(world, "viral_hit"):
        newest = world.item_list(handle)["itemList"]
        assert max(views(newest)) > 30 * statistics.median(views(newest))


def test_pinned_hits(world):
    for handle in with_truth(world, "pinned_hits"):
        page = world.item_list(handle)
        first, second = page["itemList"], world.item_list(handle, page["cursor"])["itemList"]
        assert [item.get("isPinnedItem", False) for item in first] == [True] * 3 + [False] * 32
        assert max(item["createTime"] for item in first[:3]) < world.now - 500 * 86_400
        assert statistics.median(views(first[:3])) > 2 * statistics.median(views(first[3:]))
        assert not any("isPinnedItem" in item for item in second)


def test_photo_posts(world):
    for handle in with_truth(world, "photo_posts"):
        photos = [item for item in every_post(world, handle) if "imagePost" in item]
        assert len(photos) > 15
        assert {item["video"]["duration"] for item in photos} == {0}
        assert all(item["imagePost"]["images"] for item in photos)


def test_young_and_few_videos(world):
    for handle in with_truth(world, "young_videos"):
        items = every_post(world, handle)
        assert 5 < len(items) < 35
        assert min(item["createTime"] for item in items) > world.now - 14 * 86_400
    for handle in with_truth(world, "few_videos"):
        assert len(every_post(world, handle)) == 2


def test_accounts_without_posts_to_read(world):
    expected = {
        "quiet.oven.door": 10222,
        "gone.sugar.rush": 10221,
        "sealed.jar.theo": 10223,
        "nobody.at.all": 10202,
    }
    for handle, code in expected.items():
        for answer in (world.user_detail(handle), world.item_list(handle), world.page_detail(handle)):
            assert answer["statusCode"] == code
            assert not answer.get("itemList")
    assert world.user_detail("quiet.oven.door")["userInfo"]["stats"]["videoCount"] == 0
    assert world.user_detail("quiet.oven.door")["userInfo"]["user"]["privateAccount"] is True
    assert world.user_detail("gone.sugar.rush")["userInfo"] == {}
    empty = world.item_list("juno.blankslate")
    assert (empty["statusCode"], empty["hasMore"], empty.get("itemList")) == (0, False, None)


def test_int32_hearts(world):
    for handle in with_truth(world, "int32_hearts"):
        info = world.user_detail(handle)["userInfo"]
        assert info["stats"]["heartCount"] == info["stats"]["heart"] < 0
        assert int(info["statsV2"]["heartCount"]) == world.creators[handle].hearts
        assert info["stats"]["heartCount"] + 2**32 == world.creators[handle].hearts


def test_hidden_region_and_rounded_counts(world):
    hidden = with_truth(world, "hidden_region")
    for handle, creator in world.creators.items():
        info = world.page_detail(handle)["userInfo"]
        if not info:
            continue
        assert ("region" in info["user"]) == (handle not in hidden)
        assert ("statsV2" in info) == ("rounded_counts" not in creator.truths)


def test_right_to_left_and_hostile_text_are_as_written(world):
    rtl = world.user_detail(with_truth(world, "rtl")[0])["userInfo"]["user"]["nickname"]
    assert "\u0600" < rtl[0] < "\u06ff"
    captions = " ".join(item["desc"] for item in every_post(world, with_truth(world, "hostile_text")[0]))
    for text in ("<script>alert(1)</script>", "=HYPERLINK(", "\u202e"):
        assert text in captions


def test_offsets_count_utf16_units(world):
    checked = 0
    for handle in world.creators:
        for item in every_post(world, handle):
            units = item["desc"].encode("utf-16-le")
            for extra in item.get("textExtra", []):
                text = units[2 * extra["start"] : 2 * extra["end"]].decode("utf-16-le")
                named = "#" + extra["hashtagName"] if extra["type"] else "@" + extra["userUniqueId"]
                assert text.casefold() == named
                checked += 1
    assert checked > 3_000


def test_payloads_survive_json(world):
    for handle in world.creators:
        page = world.item_list(handle)
        assert json.loads(json.dumps(page)) == page
