"""What a person types into the brief editor, and what comes of it."""

import pytest

from companion.model import Brief, Deal, FollowerRange, PriceRange, Surcharge, Weights
from companion.web.pages import brief_form


def typed(**fields: str) -> dict[str, str]:
    return {**brief_form.empty().values, "name": "Crumb & Co.", "keywords": "sourdough", **fields}


def test_every_field_survives_being_shown_and_saved():
    brief = Brief(
        name="Crumb & Co.", sells="starter kits", audience="home bakers", keywords=("sourdough", "home baking"),
        hashtags=("breadtok",), topics=("food",), languages=("en", "de"), places=("Berlin",),
        exclude=("gluten free",),
        competitors=("Flourish",), followers=FollowerRange(min=5_000, max=400_000), currency="EUR", budget=2_500.5,
        margin=0.62, average_order=38.9, conversion_rate=0.0215, cpm=PriceRange(low=5, high=12),
        cpe=PriceRange(low=0.02, high=0.1), surcharge=Surcharge(low=0.12, high=1.5),
        deals=(Deal(paid=450.5, views=38_000, engagements=2_100), Deal(paid=90, views=4_000)),
        weights=Weights(niche=0.4, engagement=0.333, authenticity=0.2, quality=0),
    )  # fmt: skip
    again, form = brief_form.read(brief_form.filled(brief).values)
    assert again == brief
    assert form.errors == {}


def test_lists_take_commas_lines_and_hash_signs():
    brief, _ = brief_form.read(typed(keywords="sourdough, home baking\r\nsourdough", hashtags="#breadtok, baking"))
    assert brief is not None
    assert brief.keywords == ("sourdough", "home baking")
    assert brief.hashtags == ("breadtok", "baking")


@pytest.mark.parametrize("text", ("1,500.50, 38,000, 2100", "1500,50; 38K; 2.1K", "1500.5\t38000\t2100"))
def test_deals_are_read_as_spreadsheets_and_people_write_them(text):
    brief, form = brief_form.read(typed(deals=text))
    assert form.errors == {}
    assert brief.deals == (Deal(paid=1500.5, views=38_000, engagements=2_100),)


@pytest.mark.parametrize(
    ("text", "number"), [("10K", 10_000), ("1.5M", 1_500_000), ("12,500", 12_500), ("12 500", 12_500), ("", None)]
)
def test_sizes_are_read_as_people_write_them(text, number):
    brief, _ = brief_form.read(typed(followers_min=text))
    assert brief is not None
    assert brief.followers.min == number


@pytest.mark.parametrize(
    ("field", "text"),
    [("name", ""), ("name", "a/b"), ("name", "x" * 81), ("name", "new"), ("name", "use"),
     ("name", ".."), ("currency", "euro"),
     ("budget", "a lot"), ("budget", "-5"), ("budget", "1,5,5"), ("budget", "1,50.5"), ("languages", "Klingon"),
     ("languages", "en, e"),
     ("followers_min", "1.5"), ("margin", "140"),
     ("conversion_rate", "two"), ("cpm_low", "nan"), ("keywords", "x" * 81), ("weight_niche", "300"),
     ("sells", "x" * 2001),
     ("cpe_low", "free"), ("surcharge_high", "2000"), ("deals", "450"), ("deals", "450, many"),
     ("deals", "0, 900"), ("deals", "1, 2, 3, 4"),
     ("budget", "١٢"), ("followers_max", "9" * 400)],
)  # fmt: skip
def test_what_can_not_be_used_is_said_beside_its_field_and_kept(field, text):
    brief, form = brief_form.read(typed(**{field: text}))
    assert brief is None
    assert list(form.errors) == [field]
    assert form.values[field] == text


@pytest.mark.parametrize(
    ("fields", "beside"),
    [({"followers_min": "10K", "followers_max": "5K"}, "followers_max"),
     ({"cpm_low": "9", "cpm_high": "3"}, "cpm_high"),
     ({"cpe_low": "0.9", "cpe_high": "0.3"}, "cpe_high"),
     ({"surcharge_low": "50", "surcharge_high": "20"}, "surcharge_high"),
     ({"keywords": "", "hashtags": ""}, "keywords"), ({"keywords": "!!", "hashtags": "#"}, "keywords"),
     ({f"weight_{part}": "0" for part in brief_form.WEIGHTS}, "weight_niche")],
)  # fmt: skip
def test_fields_that_contradict_each_other(fields, beside):
    brief, form = brief_form.read(typed(**fields))
    assert brief is None
    assert list(form.errors) == [beside]


def test_a_hashtag_alone_is_enough():
    brief, form = brief_form.read(typed(keywords="", hashtags="breadtok"))
    assert form.errors == {}
    assert brief is not None


def test_all_mistakes_are_shown_at_once():
    _, form = brief_form.read(typed(name="", keywords="", budget="much", currency="€", cpm_low="9", cpm_high="3"))
    assert list(form.errors) == ["name", "keywords", "currency", "budget", "cpm_high"]


def test_a_rule_waits_for_the_fields_it_is_about():
    _, form = brief_form.read(typed(keywords="", hashtags="x" * 81, cpm_low="much", cpm_high="3"))
    assert set(form.errors) == {"hashtags", "cpm_low"}


@pytest.mark.parametrize(
    ("text", "amount"),
    [("10,5", 10.5), ("10,50", 10.5), ("0,125", 0.125), ("1,500", 1_500), ("1,500.5", 1_500.5),
     ("1.500,5", 1_500.5), ("1500,25", 1_500.25), ("1,5K", 1_500), ("10.5", 10.5)],
)  # fmt: skip
def test_a_decimal_comma_is_read_where_it_can_mean_nothing_else(text, amount):
    brief, form = brief_form.read(typed(budget=text))
    assert form.errors == {}
    assert brief is not None
    assert brief.budget == amount


def test_languages_are_codes_or_names_that_the_score_knows():
    brief, _ = brief_form.read(typed(languages="en, fil, pt-BR, German"))
    assert brief is not None
    assert brief.languages == ("en", "fil", "pt-BR", "German")
