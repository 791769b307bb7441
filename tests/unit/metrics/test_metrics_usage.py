"""What the creators read teach about words: which say nothing, which go together, and that no one can bend it."""

import random
from statistics import mean

import made_creators as making
import made_stores as stores
import msgspec
import pytest
import ranking

from companion.metrics import scorecard
from companion.metrics.basis import Basis
from companion.metrics.learning import learned, trace_of
from companion.metrics.niche import niche, relevance
from companion.metrics.sample import select
from companion.metrics.usage import FEWEST, NOTHING_READ, Usage, learned_usage, wording
from companion.model import Brief

SEEDS = (21, 22, 23)


def usage_of(creators):
    return learned([trace_of(Basis(each)) for each in creators]).usage


def aucs(made, others, usage):
    """Means over the invented topics: AUC of videos, and of creators by their niche score."""
    videos, creators = [], []
    for topic in range(stores.TOPICS):
        brief = Brief(name="x", keywords=made.topics[topic][2:5], hashtags=made.tags[:1])
        videos.append(
            ranking.auc(
                [
                    (relevance(record.facts, brief, usage), about == topic)
                    for topics, evidence in others
                    for record, about in zip(evidence.videos, topics, strict=True)
                ]
            )
        )
        creators.append(
            ranking.auc(
                [
                    (niche(evidence, select(evidence), brief, usage).value, stores.topic_of(number) == topic)
                    for number, (_, evidence) in enumerate(others)
                ]
            )
        )
    return mean(videos), mean(creators)


@pytest.mark.parametrize("seed", SEEDS)
def test_topics_that_no_list_knows_are_told_by_what_others_write(seed):
    made, draw = stores.market(seed), random.Random(seed)  # noqa: S311 - a seeded simulation
    known = [stores.creator(draw, made, number)[1] for number in range(160)]
    others = [stores.creator(draw, made, number) for number in range(40)]
    usage = usage_of(known)
    videos, creators = aucs(made, others, NOTHING_READ)
    of_worths, _ = aucs(made, others, Usage(worths=usage.worths))
    of_beside, _ = aucs(made, others, Usage(beside=usage.beside))
    of_both, creators_of_both = aucs(made, others, usage)
    assert videos < 0.75
    assert of_worths > videos + 0.03
    assert of_beside > videos + 0.1
    assert of_both > max(of_worths, of_beside, 0.97)
    assert creators_of_both > max(creators, 0.98)


def written(creators, start=0):
    """Creators from their captions and language, ten videos each."""
    return [
        making.ordinary(10, captions=captions, language=language, creator_id=str(start + i), seed=start + i)
        for i, (captions, language) in enumerate(creators)
    ]


COOKS = [(("easy recipes #zizi #lumo", "my kitchen #zizi #lumo"), "en")] * 30
RUNNERS = [(("morning workout #zizi", "gym again #zizi"), "en")] * 30
TRAVELLERS = [(("one week of travel #zizi", "cheap hotel #zizi"), "en")] * 30


def test_a_tag_of_every_topic_is_worth_nothing_and_one_of_a_single_topic_all():
    usage = usage_of(written(COOKS + RUNNERS + TRAVELLERS))
    assert usage.worth("zizi") == 0
    assert usage.worth("lumo") == 1
    assert usage.worth("recipes") == 1


def test_in_a_store_of_one_topic_its_words_stay_worth_all():
    usage = usage_of(written(COOKS * 2))
    assert usage.worth("recipes") == usage.worth("zizi") == 1


def test_the_more_creators_the_more_their_habits_count_against_the_list():
    def worth(n):
        return usage_of(written(COOKS[:n] + RUNNERS[:n] + TRAVELLERS[:n])).worth("zizi")

    assert 1 > worth(2) > worth(4) > worth(8) > worth(30) == 0


def test_a_listed_tag_that_one_topic_alone_uses_becomes_a_sign():
    vloggers = [(("cutting my clips #capcut", "new edit #capcut"), "en")] * 10
    usage = usage_of(written(vloggers + RUNNERS * 4 + TRAVELLERS * 4))
    assert NOTHING_READ.worth("capcut") == 0
    assert usage.worth("capcut") > 0.7
    assert usage.worth("fyp") == 0


def test_a_generic_word_of_the_brief_no_longer_makes_a_video_relevant():
    brief = Brief(name="x", keywords=("couche",), hashtags=("zizi",))
    dance = making.video(1, 900, caption="dance practice #zizi", hashtags=("zizi",), language="en").facts
    usage = usage_of(written(COOKS + RUNNERS + TRAVELLERS))
    assert relevance(dance, brief) > 0.9
    assert relevance(dance, brief, usage) < 0.1
    learned_from = making.ordinary(12, captions=("my couche #zizi",))
    says = [why.says for why in niche(learned_from, select(learned_from), brief, usage).why]
    assert "“zizi” says little: your creators write that whatever they post about" in says
    only = Brief(name="x", hashtags=("zizi",))
    evidence = written(COOKS[:1])[0]
    assert "too general" in niche(evidence, select(evidence), only, usage).missing


def test_what_a_brief_excludes_stays_excluded_whoever_writes_it():
    usage = usage_of(written(COOKS + RUNNERS + TRAVELLERS))
    brief = Brief(name="x", keywords=("couche",), exclude=("zizi",))
    evidence = making.ordinary(12, captions=("my couche #zizi",))
    assert niche(evidence, select(evidence), brief, usage).value == 20


CLUB = 8


def keepers(n):
    """Creators with few videos about bees, in words that are on no list."""
    captions = ("varroa count #imker #zargen", "hiking today", "so tired", "smoker lit #imker #zargen")
    return [(captions, "en")] * n


CROWD = RUNNERS + TRAVELLERS
APIARY = Brief(name="bees", keywords=("imker",))
PET_TAG = (("varroa again #imker #mypettag",) * 3, "en")


def test_a_word_counts_from_enough_creators_on_never_by_repeating_it():
    enough = usage_of(written([*keepers(FEWEST), PET_TAG, *CROWD])).beside["imker"]
    assert {near.word: near.creators for near in enough} == {
        "zargen": 4,
        "varroa": 5,
        "smoker": 4,
        "lit": 4,
        "count": 4,
    }
    assert "imker" not in usage_of(written([*keepers(FEWEST - 1), *CROWD])).beside


def test_why_names_the_word_and_what_it_goes_with():
    usage = usage_of(written([*keepers(CLUB), *CROWD]))
    evidence = making.ordinary(12, captions=("zargen and varroa before winter",), language="en")
    before, after = (niche(evidence, select(evidence), APIARY, each) for each in (NOTHING_READ, usage))
    assert before.value < 15
    assert after.value > 85
    assert after.why[0].says == "12 of 12 videos are about imker"
    assert "12 videos use words that go with yours" in after.why[1].says
    assert f"“zargen” (goes with “imker” at {CLUB} of your creators)" in after.why[1].says
    assert len(after.why[1].video_ids) == 12


def test_one_word_that_goes_with_the_brief_is_only_a_hint():
    usage = usage_of(written([*keepers(CLUB), *CROWD]))
    hint = making.video(1, 900, caption="zargen", language="en").facts
    assert relevance(hint, APIARY) < relevance(hint, APIARY, usage) < 0.5


def test_what_goes_with_one_word_of_a_longer_term_counts_half():
    usage = usage_of(written([*keepers(CLUB), *CROWD]))
    longer = Brief(name="bees", keywords=("imker for beginners",))
    two = making.video(1, 900, caption="zargen and varroa", language="en").facts
    assert relevance(two, longer) < relevance(two, longer, usage) < 0.5 < relevance(two, APIARY, usage)


def test_a_wall_of_tags_that_go_with_the_brief_is_not_the_topic():
    usage = usage_of(written([*keepers(CLUB), *CROWD]))
    wall = "dance challenge with my dancer friends " + " ".join(
        f"#{word}" for word in ("zargen", "varroa", "smoker", "lit", "count", *(f"other{i}" for i in range(30)))
    )
    evidence = making.ordinary(20, captions=("new dance", "my choreography", "dance again", wall), language="en")
    judged = niche(evidence, select(evidence), APIARY, usage)
    assert judged.why[0].says == "none of 20 videos is about what the brief looks for"
    assert judged.value < 20


def test_the_small_words_of_a_language_are_no_signs_of_a_topic():
    danes = [
        ((f"jeg har det og så er der noget {i} #imker", f"og så er jeg her {i}", "det er jeg og"), "da")
        for i in range(8)
    ]
    others = [
        ((f"og så er jeg her {i}", "det er jeg og", f"jeg har det og så er der {i}"), "da") for i in range(20)
    ]
    usage = usage_of(written([*danes, *others, *CROWD]))
    dull = making.video(1, 900, caption="jeg har det og så er der noget", language="da").facts
    assert relevance(dull, APIARY, usage) == relevance(dull, APIARY) < 0.1


def test_nothing_learned_changes_nothing_and_a_lesson_survives_being_kept():
    assert learned([]).usage is NOTHING_READ
    priors = learned([trace_of(Basis(each)) for each in written([*keepers(CLUB), *CROWD])])
    kept = msgspec.json.decode(msgspec.json.encode(priors), type=type(priors))
    assert (kept.usage.worths, kept.usage.beside) == (priors.usage.worths, priors.usage.beside)
    card = scorecard(making.ordinary(12, captions=("zargen, varroa",)), APIARY, as_of=making.NOW, priors=kept)
    assert card.fit.parts["niche"].score.value > 60


def test_what_is_kept_of_a_creator_is_bounded():
    long = " ".join(f"#word{i}" for i in range(500)) + " ภาษาไทยไม่มีช่องว่างระหว่างคำเลยสักนิดเดียว"
    kept = trace_of(Basis(making.ordinary(60, captions=(long, "x" * 4_000)))).wording
    assert len(kept.videos) == 30
    assert max(map(len, kept.videos)) == 16
    assert max(map(len, kept.words)) <= 30


def test_a_store_of_many_words_makes_a_small_lesson():
    draw = random.Random(4)  # noqa: S311 - a seeded simulation
    creators = []
    for number in range(300):
        niche_words = [f"n{number % 30}w{i}" for i in range(40)]
        texts = [((), draw.sample(niche_words, 8)) for _ in range(30)]
        creators.append(("en", wording(texts, str(number % 30))))
    assert len(msgspec.json.encode(learned_usage(creators))) < 150_000


def test_what_ordinary_captions_teach_lowers_no_ranking():
    """A store that writes the tuning captions; asked of the held-out half, with every brief."""
    draw = random.Random(5)  # noqa: S311 - a seeded simulation
    tuning = {}
    for language, topic, text in (*ranking.captions(0), *ranking.captions(0, ranking.MESSY)):
        tuning.setdefault(language, {}).setdefault(topic, []).append(text)
    creators = []
    for _ in range(150):
        language, topics = draw.choice(list(tuning.items()))
        mostly, any_of = draw.choice(list(topics.values())), [text for texts in topics.values() for text in texts]
        captions = tuple(draw.choice(mostly if draw.random() < 0.8 else any_of) for _ in range(10))
        creators.append((captions, language))
    usage = usage_of(written(creators))
    assert usage.beside
    for topic, listed in ranking.BRIEFS.items():
        brief = Brief(name=topic, **{name: tuple(words) for name, words in listed.items()})
        before, after = (
            ranking.auc(
                [
                    (
                        relevance(making.video(1, 900, caption=text, language=language).facts, brief, each),
                        about == topic,
                    )
                    for language, about, text in ranking.captions(1)
                ]
            )
            for each in (NOTHING_READ, usage)
        )
        assert after >= before - 0.002
