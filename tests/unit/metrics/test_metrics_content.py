"""What videos are about and whom they name, and what may be paid for without saying so."""

import math
import random

import made_creators as making
import pytest

from companion.metrics import scorecard
from companion.metrics.content import sensitive_words
from companion.metrics.sponsored import promotion_cue
from companion.model import AdFlags, Brief, Video
from companion.tiktok.captions import hashtags, mentions

PAID = AdFlags(is_ad=True, authorized=False)


def made(caption, video_id=0, language="en", ad=making.UNPAID, **more):
    return making.video(
        video_id,
        5_000,
        age_days=20 + video_id,
        caption=caption,
        hashtags=hashtags([], caption),
        mentions=mentions([], caption),
        language=language,
        ad=ad,
        **more,
    )


def content(*videos, **brief):
    brief = Brief(name="x", keywords=("bread",), **brief) if brief else None
    return scorecard(making.creator(videos), brief, as_of=making.NOW).content


def named(found):
    return {each.name: each.video_ids for each in found}


def test_topics_of_the_videos_without_any_brief():
    found = content(made("sourdough bread", 1), made("bánh mì tại nhà", 2, "vi"), made("my cat", 3), made("hm", 4))
    assert named(found.topics) == {"Baking": ("1", "2"), "Pets": ("3",)}


def test_labels_of_tiktok_win():
    found = content(made("look at this bread", 1, topics=("Video Games", "Games")))
    assert named(found.topics) == {"Gaming": ("1",)}


def test_languages_say_which_can_not_be_judged():
    found = content(made("hello", 1), made("hei", 2, "fi"), made("hello again", 3, "en-GB"))
    assert named(found.languages) == {"en": ("1", "3"), "fi": ("2",)}
    assert [each.says for each in found.languages] == [None, "captions in this language can't be judged by topic"]


@pytest.mark.parametrize(
    ("caption", "language", "subject"),
    (
        ("wine night with the girls 🍷", "en", "alcohol"),
        ("tối nay nhậu tới bến", "vi", "alcohol"),
        ("二日酔いがやばい", "ja", "alcohol"),
        ("apuestas deportivas del finde", "es", "gambling"),
        ("#judionline gacor", "id", "gambling"),
        ("Zigaretten sind so teuer geworden", "de", "tobacco"),
        ("ما زال التدخين صعب", "ar", "tobacco"),
        ("ma routine cannabis", "fr", "drugs"),
        ("day at the shooting range", "en", "weapons"),
        ("link to my onlyfans", "en", "adult"),
        ("ozempic week 4", "en", "medical"),
        ("trà giảm cân thần kỳ", "vi", "medical"),
        ("true crime makeup", "en", "violence"),
        ("forex signals every day", "en", "get_rich"),
        ("valget til folketinget nærmer sig, stem!", "da", "politics"),
    ),
)
def test_sensitive_subjects(caption, language, subject):
    assert subject in sensitive_words(caption, hashtags([], caption), language)


@pytest.mark.parametrize(
    ("caption", "language"),
    (
        ("apple cider vinegar tips", "en"),
        ("ginger tea", "en"),
        ("the ring was edible", "en"),
        ("kolay #tarifler", "tr"),
        ("eu amo livros", "pt"),
        ("vote for your favourite cake", "en"),
        ("shots of espresso", "en"),
        ("my gums hurt", "en"),
        ("virginia beach", "en"),
        ("bonne nouvelle", "fr"),
    ),
)
def test_words_that_are_not_sensitive(caption, language):
    assert sensitive_words(caption, hashtags([], caption), language) == {}


def test_sensitive_subjects_are_listed_and_not_scored():
    brief = Brief(name="x", keywords=("sourdough",))
    plain = scorecard(making.ordinary(20, captions=("sourdough bread",)), brief, as_of=making.NOW)
    wine = scorecard(making.ordinary(20, captions=("sourdough bread and wine",)), brief, as_of=making.NOW)
    (found,) = wine.content.sensitive
    assert (found.name, found.says, len(found.video_ids)) == ("Alcohol", "wine", 20)
    assert wine.fit.parts["niche"].score.value == pytest.approx(plain.fit.parts["niche"].score.value)
    assert plain.content.sensitive == ()


def test_competitors_in_words_tags_and_handles():
    found = content(
        made("I tried Flourish flour", 1),
        made("flour test #flourish", 2, ad=PAID),
        made("with @flourish.official", 3),
        made("it flourishes in the flourishing garden", 4),
        made("with @flo", 5),
        competitors=("Flourish", "Oat & Anvil"),
    )
    assert named(found.competitors) == {"Flourish": ("1", "2", "3")}


def test_past_sponsors_are_who_only_paid_posts_name():
    found = content(
        made("Paid partnership with Oat & Anvil #ad #oatanvil #bread", 1, ad=PAID),
        made("Copper Finch sent me a pan in Berlin @copperfinch", 2, ad=PAID),
        made("I love Berlin in May #bread", 3),
    )
    assert named(found.sponsors) == {
        "#oatanvil": ("1",),
        "@copperfinch": ("2",),
        "Copper Finch": ("2",),
        "Oat & Anvil": ("1",),
    }


@pytest.mark.parametrize(
    "caption",
    (
        "use my code MIRA10 at @panco",
        "Rabattcode: ANNA15 bei @pfanne.de",
        "nhập mã LAN20K @shopbep",
        "código LUNA10 en @marca",
        "クーポン: MIRA5 @pan",
        "كود خصم MIRA10 @shop",
        "gifted by @panco, love it",
        "Kooperation mit @pfanne.de",
        "partenariat avec @poele",
        "parceria com @panela",
        "współpraca z @patelnia",
        "hợp tác cùng @noi",
        "kerjasama dengan @panci",
    ),
)
def test_cues_of_an_undisclosed_promotion(caption):
    assert promotion_cue(worded(caption))


@pytest.mark.parametrize(
    "caption",
    (
        "the code is beautiful @friend",
        "I cracked the code with @bestie",
        "zip code 90210 with @la",
        "new PR 180kg with @gymbro",
        "thanks to @mum for dinner",
        "annonce demain avec @copain",
        "coding 101 with @dev",
        "use my code MIRA10",
        "a gift for @mum",
        "the collaborator of @nobody",
    ),
)
def test_what_is_no_cue(caption):
    assert promotion_cue(worded(caption)) is None


def worded(caption):
    return Video(id="1", caption=caption, hashtags=hashtags([], caption), mentions=mentions([], caption))


def test_a_promotion_that_is_disclosed_is_no_question():
    caption = "use my code MIRA10 at @panco"
    found = content(made(caption, 1), made(caption, 2, ad=PAID))
    assert [each.video_ids for each in found.promotions] == [("1",)]
    assert found.promotions[0].says == "“code MIRA10” with @panco"
    assert found.promotions[0].name.endswith("?")


def posts(paid_level, *, paid=8, seed=3, spread=0.9):
    draw = random.Random(seed)  # noqa: S311 - a seeded creator, no secret
    return [
        making.video(
            i,
            round(math.exp(draw.gauss(10 + (paid_level if i < paid else 0), spread))),
            age_days=20 + i,
            ad=PAID if i < paid else making.UNPAID,
        )
        for i in range(paid + 30)
    ]


def against(videos):
    return scorecard(making.creator(videos), None, as_of=making.NOW).estimates["sponsored_views"]


def test_paid_posts_against_ordinary_ones():
    found = against(posts(math.log(0.5), spread=0.2))
    assert found.low < found.value < found.high
    assert found.value == pytest.approx(0.5, rel=0.15)
    assert (found.unit, found.n, len(found.video_ids)) == ("ratio", 8, 8)


def test_too_few_ads_are_no_comparison():
    found = against(posts(0, paid=4))
    assert found.value is None
    assert "4 paid" in found.missing


def test_one_hit_among_the_ads_does_not_move_the_comparison():
    videos = posts(0, spread=0.3)
    hit = [making.video(0, 80_000_000, age_days=20, ad=PAID), *videos[1:]]
    assert against(hit).value == pytest.approx(against(videos).value, rel=0.25)


def test_the_interval_of_the_comparison_holds_its_level():
    """90 % nominal; 400 creators whose paid posts get 0.7 of their ordinary views: 86 to 94 % is 2.7 errors."""
    holds = 0
    for seed in range(400):
        found = against(posts(math.log(0.7), seed=seed))
        holds += found.low <= 0.7 <= found.high
    assert 0.86 <= holds / 400 <= 0.94
