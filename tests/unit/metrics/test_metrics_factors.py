"""What a creator does in videos: cues in many languages, factors, sounds against others, likes on comments."""

import random

import pytest
from msgspec.structs import replace

from companion.metrics import cues
from companion.metrics.answering import comments_liked
from companion.metrics.factors import FACTORS, factors
from companion.metrics.sounds import timings
from companion.model import DAY, AiLabels, CommentFigures, Permissions, Sound, Video
from tests.unit.metrics import made_creators as making

READ = Permissions(duet=True, stitch=True)


def captioned(caption, language=None, **facts):
    return Video(id="1", caption=caption, language=language, **facts)


@pytest.mark.parametrize(
    ("caption", "language"),
    [
        ("Save this for your next bake day", "en"),
        ("Link in bio!", None),
        ("Pan sin amasar. Sígueme para más", "es"),
        ("Receita completa nos comentários", "pt"),
        ("Abonne-toi pour la suite", "fr"),
        ("Folgt mir für mehr Brot", "de"),
        ("Salva questo video per dopo", "it"),
        ("Bewaar deze voor later", "nl"),
        ("Skriv i kommentarerne", "da"),
        ("Daj znać co myślisz", "pl"),
        ("Yorumlarda buluşalım", "tr"),
        ("Подпишись, чтобы не пропустить", "ru"),
        ("Simpan dulu resepnya", "id"),
        ("Nhớ theo dõi mình nha", "vi"),
        ("作り方は保存してね", "ja"),
        ("레시피는 댓글에", "ko"),
        ("做法在评论区", "zh"),
        ("تابعوني للمزيد", "ar"),
        ("อย่าลืมกดติดตาม", "th"),
    ],
)
def test_calls_to_act_are_heard_in_many_languages(caption, language):
    assert cues.calls_to_act(captioned(caption, language))


@pytest.mark.parametrize(
    ("caption", "language"),
    [
        ("wait for it…", "en"),
        ("POV: your starter finally rises", None),
        ("Storytime: how I burnt it", "en"),
        ("Quédate hasta el final", "es"),
        ("Você sabia disso", "pt"),
        ("Attends la fin", "fr"),
        ("Wusstest du das schon", "de"),
        ("Aspetta la fine", "it"),
        ("Wist je dat dit kan", "nl"),
        ("Xem đến cuối nha", "vi"),
        ("最後まで見てね", "ja"),
        ("끝까지 보세요", "ko"),
        ("看到最后", "zh"),
        ("هل تعلم أن", "ar"),
    ],
)
def test_stories_are_told_by_how_they_open(caption, language):
    assert cues.opens_a_story(captioned(caption, language))


@pytest.mark.parametrize(
    "caption",
    ["Sourdough on a rainy day", "My bio class project", "The saved seeds of grandma", "Shared kitchen tour"],
)
def test_plain_captions_ask_for_nothing_and_open_no_story(caption):
    assert cues.calls_to_act(captioned(caption, "en")) is False
    assert cues.opens_a_story(captioned(caption, "en")) is False


def test_a_language_that_is_not_listed_is_not_judged():
    assert cues.calls_to_act(captioned("Seuraa minua lisää", "fi")) is None
    assert cues.calls_to_act(captioned("Link in bio", "fi")) is True
    assert cues.calls_to_act(Video(id="1")) is None


def test_words_on_the_picture_count_as_the_caption_does():
    assert cues.opens_a_story(captioned("", "en", screen_texts=("Wait for it",)))
    assert cues.asks(Video(id="1", screen_texts=("Which one?",)))


@pytest.mark.parametrize(
    "caption", ["Part 2", "pt. 3 of this", "Day 12: bread", "Folge 7", "第3話", "Phần 4", "5日目", "2편"]
)
def test_numbered_series(caption):
    assert cues.numbered(captioned(caption))


@pytest.mark.parametrize("caption", ["a part of me", "day 2026", "spartan 3", "del 1.5 kg", "day"])
def test_numbers_that_number_no_series(caption):
    assert not cues.numbered(captioned(caption))


def test_a_question_ends_and_an_address_does_not():
    assert cues.asks(captioned("Sweet or salty?"))
    assert cues.asks(captioned("¿Dulce o salado? #pan"))
    assert cues.asks(captioned("هل تحبه؟"))
    assert not cues.asks(captioned("https://example.com/?q=bread"))


def has(name, **facts):
    factor = next(each for each in FACTORS if each.name == name)
    return factor.has(Video(id="1", **facts))


def test_what_a_reading_does_not_say_is_unknown():
    assert [name for name in (each.name for each in FACTORS) if has(name) is not None] == []


def test_what_tiktoks_own_account_does_not_name_is_not_there():
    assert has("playlist", allows=READ) is False
    assert has("playlist", playlist_id="7") is True
    assert has("screen_text", allows=READ) is False
    assert has("auto_captions", allows=READ, caption_languages=("en-US",)) is True
    assert has("duet", duet=False) is False
    assert has("duet", duet_of="7") is True
    assert has("short", duration_s=15) is True
    assert has("long", duration_s=60) is False
    assert has("long", duration_s=61) is True
    assert has("no_hashtag", caption="plain") is True
    assert has("many_hashtags", hashtags=("a", "b", "c", "d", "e")) is True
    assert has("mention", caption="with @somebody", mentions=("somebody",)) is True
    assert has("original_sound", sound=Sound(original=False)) is False
    assert has("made_by_ai", ai=AiLabels(creator=True)) is True


def _creator(*, asks=0.0, n=60, seed=3):
    """Every second video asks a question, and gets exp(asks) times the views for it."""
    draw = random.Random(seed)  # noqa: S311 - a simulation
    videos = []
    for i in range(n):
        views = round(40_000 * 2.718281828 ** (draw.gauss(0, 0.5) + asks * (i % 2)))
        caption = "Sweet or salty?" if i % 2 else "Bread"
        videos.append(
            making.video(
                100 + i, views, age_days=30 + 3 * i, likes=views // 20, comments=40, shares=60, caption=caption
            )
        )
    return making.creator(videos)


def found(creator, name):
    return next(each for each in factors(creator) if each.name == name)


def test_a_planted_effect_is_said_with_its_share_and_videos():
    question = found(_creator(asks=1.2), "question")
    assert question.share.value == 0.5
    assert question.share.n == 60
    assert len(question.video_ids) == 30
    assert question.views.found
    assert question.views.says == "videos with it got more views"
    assert question.views.ratio.low > 1
    assert question.views.ratio.low < 2.718281828**1.2 < question.views.ratio.high * 1.3
    assert (question.views.having, question.views.lacking) == (30, 30)


def test_without_an_effect_it_stays_silent():
    question = found(_creator(), "question")
    assert not question.views.found
    assert question.views.says == "no evidence that it changes views for this creator"
    assert question.views.ratio.low < 1 < question.views.ratio.high
    assert not question.engagement.found


def test_too_few_and_unread_say_why():
    few = found(_creator(n=9), "question")
    assert few.views.ratio.value is None
    assert few.views.ratio.missing == "too few to compare: 4 videos with it"
    unread = found(_creator(), "playlist")
    assert unread.share.missing == "what was read does not show it"
    views_only = making.creator(
        [making.video(i, 900 + i, age_days=20 + i, caption="a?" if i % 2 else "b") for i in range(20)]
    )
    assert "likes were not in what was read" in found(views_only, "question").engagement.ratio.missing


def test_ads_and_pinned_videos_count_in_the_share_alone():
    plain = _creator(asks=1.2)
    boosted = [replace(each, facts=replace(each.facts, pinned=True)) for each in plain.videos[:10]]
    question = found(making.creator([*boosted, *plain.videos[10:]]), "question")
    assert question.share.n == 60
    assert question.views.ratio.n == 50


def test_photo_posts_are_compared_with_videos_and_with_nothing_else():
    plain = _creator()
    posts = [replace(each, facts=replace(each.facts, photo=i % 3 == 0)) for i, each in enumerate(plain.videos)]
    creator = making.creator(posts)
    assert found(creator, "photo").views.ratio.n == 60
    assert found(creator, "question").views.ratio.n == 40


def with_sound(creator, days_ago, sound_id="88", original=False):
    sound = Sound(id=sound_id, title="Rain on tin", author="Ola", original=original)
    record = creator.videos[0]
    posted = making.NOW - days_ago * DAY
    facts = replace(record.facts, id=f"{sound_id}{days_ago}", sound=sound, created_at=posted)
    return replace(creator, videos=(*creator.videos, replace(record, facts=facts)))


def test_a_sound_is_early_or_late_among_the_creators_observed():
    creator = with_sound(with_sound(_creator(), 40), 50)
    others = [making.NOW - days * DAY for days in (55, 45, 41, 30, 20)]
    (sound,) = timings(creator, {"88": others}).sounds
    assert sound.days_before == 9  # the middle of the others is 41 days ago, the first use here 50
    assert sound.creators == 5
    assert len(sound.video_ids) == 2


def test_below_five_other_creators_and_of_original_sounds_nothing_is_said():
    creator = with_sound(_creator(), 40)
    assert timings(creator, {"88": [1, 2, 3, 4]}).sounds == ()
    assert timings(creator, {}).early.missing.startswith("at least 3 sounds are needed")
    assert timings(with_sound(_creator(), 40, original=True), {"88": [1, 2, 3, 4, 5]}).sounds == ()


def test_the_share_of_early_sounds():
    creator = _creator()
    for sound, days in (("1", 30), ("2", 60), ("3", 90), ("4", 10)):
        creator = with_sound(creator, days, sound)
    others = {each: [making.NOW - 45 * DAY] * 5 for each in "1234"}
    early = timings(creator, others).early
    assert (early.value, early.n) == (0.5, 4)
    # Wilson 1927; 2 of 4 at 90 %: 0.186 to 0.814 (statsmodels proportion_confint)
    assert (early.low, early.high) == (pytest.approx(0.1825, abs=0.002), pytest.approx(0.8175, abs=0.002))


def _commented(creator, figures):
    """The creator with these liked and judged comments on the newest videos."""
    read = [
        replace(
            record,
            comments=CommentFigures(
                read=judged + 10, judged=judged, liked_by_creator=liked, replies=3, total=90, newest_at=None,
                seen_at=making.NOW,
            ),
        )
        for record, (liked, judged) in zip(creator.videos, figures, strict=False)
    ]  # fmt: skip
    return replace(creator, videos=(*read, *creator.videos[len(read) :]))


def test_comments_that_the_creator_liked():
    creator = _creator()
    assert comments_liked(creator).missing.startswith("no comments were read")
    few = comments_liked(_commented(creator, [(6, 30)]))
    assert (few.value, few.n) == (None, 1)
    assert few.missing.startswith("6 of 30 comments read carry the creator's like")
    liked = comments_liked(_commented(creator, [(6, 30)] * 5))
    assert (liked.value, liked.n, liked.video_ids) == (0.2, 5, tuple(r.facts.id for r in creator.videos[:5]))
    assert liked.low < 0.2 < liked.high
    uneven = comments_liked(_commented(creator, [(30, 30)] + [(0, 30)] * 4))
    assert uneven.value == 0.2
    assert uneven.high - uneven.low > 2 * (liked.high - liked.low)
    none, all_of_them = (comments_liked(_commented(creator, [(hits, 30)] * 5)) for hits in (0, 30))
    assert (none.low, all_of_them.high) == (0, 1)
    assert none.high == pytest.approx(0.351, abs=0.001)  # Wilson 1927 for 0 of 5 videos at 90 %
    assert all_of_them.low == pytest.approx(1 - none.high)


def test_comments_of_videos_that_differ_hold_their_level():
    """Shares beta between creators, and beta again between a creator's videos, more or less alike."""
    draw = random.Random(5)  # noqa: S311 - a seeded simulation
    creator, inside, creators = _creator(), 0, 2_500
    for _ in range(creators):
        share, alike = draw.betavariate(1, 3), draw.uniform(0.02, 0.5)
        apart = (1 - alike) / alike
        figures = []
        for _ in range(draw.choice((5, 8, 20))):
            own = draw.betavariate(max(share * apart, 1e-3), max((1 - share) * apart, 1e-3))
            judged = draw.randint(5, 40)
            figures.append((sum(draw.random() < own for _ in range(judged)), judged))
        found = comments_liked(_commented(creator, figures))
        inside += found.low <= share <= found.high
    assert inside / creators == pytest.approx(0.9, abs=0.025)
