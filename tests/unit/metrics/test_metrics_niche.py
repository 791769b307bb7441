"""Which videos are about a brief: words, hashtags, scripts, traps, languages, exclusions."""

import made_creators as making
import pytest

from companion.metrics import scorecard
from companion.metrics.niche import relevance
from companion.metrics.words import compile_terms, find, forms, read_text
from companion.model import Brief


def matches(term, caption, known=()):
    tags = tuple(word[1:] for word in caption.split() if word.startswith("#"))
    return bool(find(compile_terms([term]), read_text(caption, tags), frozenset(known)))


@pytest.mark.parametrize(
    "term, caption",
    [
        ("bread", "Fresh BREADS today"),
        ("bake", "I love baking"),
        ("baking", "she bakes every day"),
        ("home baking", "Tips for home-baking at night"),
        ("home baking", "new oven #homebaking"),
        ("sourdough", "my starter #sourdoughbread #fyp"),
        ("#BookTok", "what I read #booktok"),
        ("book", "what I read #booktok"),
        ("crème brûlée", "Easy creme brulee"),
        ("cà phê", "Quán CÀ PHÊ mới"),
        ("Brötchen", "frische brötchen"),
        ("パン", "今日のパン作り"),
        ("護膚", "我的護膚日常"),
        ("กาแฟ", "วันนี้ดื่มกาแฟเย็น"),
        ("قهوة", "أفضل القهوة في المدينة"),
        ("وصفات", "#وصفات_سهلة"),
        ("кофе", "Утренний КОФЕ"),
        ("हिन्दी", "यह हिन्दी है"),
        ("skin care", "ｓｋｉｎ　ｃａｒｅ routine"),
        ("berry", "two berries"),
    ],
)
def test_found(term, caption):
    known = ("bread", "sourdough") if "#sourdoughbread" in caption else ()
    assert matches(term, caption, known)


@pytest.mark.parametrize(
    "term, caption",
    [
        ("bread", "the breadth of it #breadth"),
        ("bread", "#breadthfirst search"),
        ("car", "caring for a scared cat #carpet"),
        ("pet", "#carpet cleaning"),
        ("home baking", "home at last, no time for baking"),
        ("home baking", "baking home"),
        ("oat", "a goat in a boat"),
        ("tea", "my team and I"),
        ("rose", "he rosette"),
        ("bus", "business"),
        ("قهوة", "مقهى"),
        ("हिन्दी", "हिन्"),
    ],
)
def test_not_found(term, caption):
    assert not matches(term, caption, ("cleaning", "first", "search"))


@pytest.mark.parametrize(
    ("keyword", "caption", "language"),
    (
        ("καφές", "ο πρώτος καφέ της ημέρας", "el"),
        ("καφές", "δύο καφέδες παρακαλώ", "el"),
        ("ψωμί", "ζεστά ψωμιά", "el"),
        ("συνταγή", "εύκολες συνταγές", "el"),
        ("кава", "моя ранкова каву", "uk"),
        ("чай", "чашка чаю", "uk"),
        ("хліб", "печу домашній хліба", "uk"),
        ("кофе", "утренний кофе", "ru"),
        ("קפה", "על הקפה שלי", "he"),
        ("לחם", "אני אופה לחמים", "he"),
        ("قهوه", "بهترین قهوه‌ها", "fa"),
        ("کتاب", "معرفی کتابهای خوب", "fa"),
        ("kahvi", "aamun ensimmäinen kahvia", "fi"),
        ("kahvi", "kahvissa on taikaa", "fi"),
        ("káva", "ranní kávu prosím", "cs"),
        ("pivo", "dvě piva", "cs"),
        ("kávé", "reggeli kávét iszom", "hu"),
        ("könyv", "három könyvet olvastam", "hu"),
        ("cafea", "cafeaua de dimineață", "ro"),
        ("carte", "două cărți", "ro"),
    ),
)
def test_a_briefs_word_is_found_with_the_endings_of_the_language(keyword, caption, language):
    brief = Brief(name="x", keywords=(keyword,))
    assert relevance(making.video(1, 900, caption=caption, language=language).facts, brief) > 0.5


@pytest.mark.parametrize(
    ("keyword", "caption", "language"),
    (
        ("kahvi", "kahvila nurkan takana", "fi"),
        ("auto", "automaatti", "fi"),
        ("pivo", "pivotal moment", "cs"),
        ("car", "carta a mi madre", "es"),
        ("ρόδα", "ρόδι", "el"),
        ("кот", "котел", "ru"),
    ),
)
def test_other_words_that_begin_alike_are_not_found(keyword, caption, language):
    brief = Brief(name="x", keywords=(keyword,))
    assert relevance(making.video(1, 900, caption=caption, language=language).facts, brief) < 0.5


def test_inflections_come_from_the_known_word():
    assert "baking" in forms("bake")
    assert "breadth" not in forms("bread")
    assert forms("ai") == {"ai"}


BRIEF = Brief(name="oven", keywords=("sourdough", "home baking"), hashtags=("breadtok",), exclude=("vodka",))
BREAD = ("Sourdough for beginners #baking", "crust and steam #breadtok", "my home baking shelf")


def part(evidence, brief=BRIEF, name="niche"):
    return scorecard(evidence, brief, as_of=making.NOW).fit.parts[name]


def test_share_of_relevant_videos():
    full = part(making.ordinary(30, captions=BREAD))
    half = part(making.ordinary(30, captions=(BREAD[0], "my holiday")))
    none = part(making.ordinary(30, captions=("my holiday",)))
    assert full.score.value > 90
    assert 40 < half.score.value < 60
    assert none.score.value < 10
    assert half.score.low < half.score.value < half.score.high
    assert full.why[0].says.startswith("30 of 30 videos are about")
    assert len(half.why[0].video_ids) == 15


def test_recent_videos_count_more():
    captions = ["my holiday"] * 30
    captions[:10] = ["sourdough"] * 10
    newer = part(making.ordinary(30, captions=captions))
    older = part(making.ordinary(30, captions=captions[::-1]))
    assert newer.score.value > older.score.value + 10


def test_generic_tags_say_nothing():
    brief = Brief(name="x", keywords=("sourdough",), hashtags=("fyp", "viral"))
    assert part(making.ordinary(20, captions=("hello #fyp #viral",)), brief).score.value < 10
    only = Brief(name="x", hashtags=("fyp",))
    assert "too general" in part(making.ordinary(20, captions=("hello #fyp",)), only).score.missing


def test_one_term_among_a_wall_of_hashtags_is_not_the_topic():
    wall = " ".join(f"#tag{i}" for i in range(120)) + " #sourdough"
    captions = ("a day out", "some thoughts", "with the dog", "on the road", "in the park", wall)
    relevant = part(making.ordinary(30, captions=captions)).score.value
    assert relevant < 15


def test_an_exclusion_caps_at_twenty():
    found = part(making.ordinary(30, captions=(*BREAD, *BREAD, "sourdough with vodka")))
    assert found.score.value == 20
    assert found.score.high == 20
    (strongest, *_) = found.why
    assert "vodka" in strongest.says
    assert strongest.moves < -50


@pytest.mark.parametrize(
    "caption",
    (
        "vape free for a year", "no vape, no drama", "quit vaping and started running", "no more vapes here",
        "sin vape desde enero", "seit zwei Jahren ohne Vape", "sans vape depuis un an", "không vape nữa",
        "#vapefree", "this is not a vape shop",
    ),
)  # fmt: skip
def test_what_a_creator_is_rid_of_is_not_excluded(caption):
    brief = Brief(name="x", keywords=("sourdough",), exclude=("vape",))
    found = part(making.ordinary(30, captions=("sourdough", "sourdough " + caption)), brief)
    assert found.score.value > 80


@pytest.mark.parametrize(
    "caption",
    (
        "vape haul",
        "my vape went free for all",
        "no sugar, new vape",
        "free vape giveaway",
        "vape free #vape",
        "#vapelife",
    ),
)
def test_what_is_named_otherwise_stays_excluded(caption):
    brief = Brief(name="x", keywords=("sourdough",), exclude=("vape",))
    found = part(making.ordinary(30, captions=("sourdough", "sourdough " + caption)), brief)
    assert found.score.value == 20


def test_reasons_add_up_to_the_score():
    brief = Brief(name="x", keywords=("sourdough",), languages=("German", "en"), exclude=("vodka",))
    for captions in (BREAD, ("holiday",), (*BREAD, "vodka")):
        found = part(making.ordinary(30, captions=captions), brief)
        assert 50 + sum(why.moves for why in found.why) == pytest.approx(found.score.value)


def test_language_match():
    german = Brief(name="x", keywords=("sourdough",), languages=("German",))
    english = part(making.ordinary(30, captions=BREAD[:1]), german)
    assert english.score.value == 0
    assert "0 of 30 videos are in the brief's language" in english.why[0].says
    both = part(making.ordinary(30, captions=BREAD[:1], language="de"), german)
    assert both.score.value > 90


def test_unknown_language_is_not_a_foreign_one():
    german = Brief(name="x", keywords=("sourdough",), languages=("de",))
    found = part(making.ordinary(30, captions=BREAD[:1], language=None), german)
    assert found.score.value > 90
    assert "could not be judged" in found.why[1].says


@pytest.mark.parametrize(
    ("keyword", "caption", "language"),
    [
        ("couche", "أفضل القهوة في المدينة", "ar"),
        ("នំប៉័ង", "今日の空はきれいでした", "ja"),
        ("күлше", "καλημέρα σε όλους", "el"),
        ("couche", "ಇಂದು ಹವಾಮಾನ ಚೆನ್ನಾಗಿದೆ", "kn"),
    ],
)
def test_another_script_is_missing_not_zero(keyword, caption, language):
    unknown = Brief(name="x", keywords=(keyword,))
    found = part(making.ordinary(20, captions=(caption,), language=language), unknown)
    assert found.score.value is None
    assert "another script" in found.score.missing


def test_another_script_in_a_language_that_the_brief_rules_out_is_judged():
    english = Brief(name="x", keywords=("sourdough",), languages=("en",))
    found = part(making.ordinary(20, captions=("أفضل القهوة في المدينة",), language="ar"), english)
    assert found.score.value == 0


def test_topics_of_tiktok_count():
    videos = [making.video(i, 5_000, age_days=20 + i, topics=("Baking",)) for i in range(12)]
    brief = Brief(name="x", keywords=("sourdough",), topics=("baking",))
    assert part(making.creator(videos), brief).score.value > 80


def test_no_words_at_all_is_missing():
    videos = [making.video(i, 5_000, age_days=20 + i) for i in range(12)]
    assert "no caption" in part(making.creator(videos)).score.missing
