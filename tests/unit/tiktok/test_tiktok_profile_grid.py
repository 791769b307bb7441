"""A rendered profile."""

import pytest
from tiktok_payloads import POSTED_AT, PROFILE_URL, page, rendered, scopes, tile, user_detail, video_id

from companion.model import AdFlags, Counts, Creator, CreatorCounts, Reading, Video
from companion.tiktok import read, read_file

ALT = "Lentil soup #Vegan with @bean.friend created by Mira 🍲 Cooks with original sound"


def of_dom(html: str, page_url: str = PROFILE_URL) -> Reading:
    return read(html, source="dom", page_url=page_url)


def test_header_and_tiles_are_read_as_a_person_sees_them() -> None:
    reading = of_dom(rendered(tile(POSTED_AT, "120.3K", ALT)))
    assert (reading.format, reading.outcome, reading.about) == ("profile_grid", "read", "mira.cooks")
    assert (reading.skipped, reading.problems) == ((), ())
    assert reading.creators == (
        Creator(
            handle="mira.cooks",
            name="Mira 🍲 Cooks",
            bio="Soups in ten minutes",
            bio_link="mira.example",
            counts=CreatorCounts(followers=427_700, following=6, likes=6_800_000),
            from_profile=True,
        ),
    )
    assert reading.videos == (
        Video(
            id=video_id(),
            handle="mira.cooks",
            created_at=POSTED_AT - 6,
            caption="Lentil soup #Vegan with @bean.friend",
            hashtags=("vegan",),
            mentions=("bean.friend",),
            pinned=False,
            ad=AdFlags(disclosed=False),
            counts=Counts(views=120_300),
        ),
    )


def test_a_fragment_cut_by_the_extension_reads_like_the_page() -> None:
    fragment = rendered(tile(POSTED_AT, "1444", ALT))
    cut = fragment.replace(
        '<div data-e2e="user-page">', '<div xmlns="http://www.w3.org/1999/xhtml" data-e2e="user-page">'
    )
    assert of_dom(cut) == of_dom(fragment) == of_dom(f"<html><body>{fragment}</body></html>")


@pytest.mark.parametrize(
    ("alt", "caption"),
    [
        (ALT, "Lentil soup #Vegan with @bean.friend"),
        ("a song created by me with love created by Mira 🍲 Cooks with x", "a song created by me with love"),
        ("soup created by Mira 🍲 Cooks with a song created by Mira with soul", "soup"),
        ("soup created by Old Name with x", "soup"),
        ("created by Mira 🍲 Cooks with x", ""),
        ("soupe, par Mira", None),
        ("Soupe #Végane créée par Mira 🍲 Cooks avec son original", "Soupe #Végane"),
        ("Soupe créée par Mamie avec amour créée par Mira 🍲 Cooks avec x", "Soupe créée par Mamie avec amour"),
        ("Suppe erstellt von Mira 🍲 Cooks mit Originalton", "Suppe"),
        ("Soupe créée par Mamie avec amour", None),
        ("", None),
    ],
)
def test_the_caption_is_cut_out_of_the_picture_text(alt: str, caption: str | None) -> None:
    (video,) = of_dom(rendered(tile(POSTED_AT, "1", alt))).videos
    assert video.caption == caption
    assert (video.hashtags is None) == (caption is None)


def test_pins_are_recognised_in_any_language() -> None:
    tiles = (
        tile(POSTED_AT - 9_000_000, "2.9M", ALT, badge="Épinglé"),
        tile(POSTED_AT, "13K", ALT, badge="Just watched"),
        tile(POSTED_AT - 90_000, "1444", ALT),
    )
    assert [video.pinned for video in of_dom(rendered(*tiles)).videos] == [True, None, False]
    words = {"Webapp": {"profile_page_pin": "Just watched"}}
    whole = page(scopes(user=user_detail(), words=words), body=rendered(*tiles))
    assert [video.pinned for video in of_dom(whole).videos] == [False, True, False]


@pytest.mark.parametrize(
    ("badge", "pinned"),
    [
        ("Pinned", True),
        ("ANGEHEFTET", True),
        ("Đã ghim", True),
        ("置顶", True),
        ("Paid partnership", None),
        ("Subscribers only", None),
        ("New", None),
        ("", False),
    ],
)
def test_a_badge_of_unknown_words_proves_no_pin(badge: str, pinned: bool | None) -> None:
    reading = of_dom(rendered(tile(POSTED_AT, "13K", ALT, badge=badge)))
    assert [video.pinned for video in reading.videos] == [pinned]


def test_photo_links_and_other_peoples_videos_are_told_apart() -> None:
    reading = of_dom(
        rendered(tile(POSTED_AT, "5", ALT, kind="photo"), tile(POSTED_AT + 60, "6", ALT, handle="bean.friend"))
    )
    assert [(video.photo, video.handle) for video in reading.videos] == [
        (True, "mira.cooks"),
        (None, "bean.friend"),
    ]


@pytest.mark.parametrize(
    ("language", "likes", "views", "followers"),
    [
        ("de", "1,2 Mio.", 5_006, 12_345),
        ("pt-BR", "987", 5_006, 12_345),
        ("en", "1,2 Mio.", 5_006, 12_345),
        ("en", "987", None, None),
        ("de", "1.2M", None, None),
    ],
)
def test_a_dot_groups_digits_where_the_page_tells_so(
    language: str, likes: str, views: int | None, followers: int | None
) -> None:
    shown = rendered(tile(POSTED_AT, "<b>5.006</b>", "5.006"), followers="12.345", likes=likes)
    reading = of_dom(f'<!DOCTYPE html><html lang="{language}"><body>{shown}</body></html>')
    assert (reading.videos[0].counts.views, reading.creators[0].counts.followers) == (views, followers)


def test_title_and_subtitle_may_have_changed_places() -> None:
    swapped = (
        rendered()
        .replace("user-title", "x")
        .replace("user-subtitle", "user-title")
        .replace('"x"', '"user-subtitle"')
    )
    (creator,) = of_dom(swapped).creators
    assert (creator.handle, creator.name) == ("mira.cooks", "Mira 🍲 Cooks")


def test_class_names_of_other_years_still_lead_to_the_tiles() -> None:
    old = tile(POSTED_AT, "40.2K", ALT)
    for name in ("user-post-item", "video-views", "video-card-badge"):
        old = old.replace(f'data-e2e="{name}"', "")
    assert of_dom(rendered(old.replace("video-count", "x-StrongVideoCount"))).videos[0].counts.views == 40_200


def test_a_header_without_grid_is_read() -> None:
    reading = of_dom(rendered())
    assert (reading.outcome, reading.videos, len(reading.creators)) == ("read", (), 1)


def test_drift_is_reported() -> None:
    reading = of_dom(rendered(tile(POSTED_AT, "many", "?"), followers="lots"))
    assert [problem.says for problem in reading.problems] == [
        "The number of followers could not be read from the page.",
        "View counts could not be read from the grid.",
        "Captions could not be read from the grid; views still can.",
    ]
    moved = of_dom(rendered('<div data-e2e="user-post-item"><a href="/new/path">x</a></div>'))
    assert moved.problems[0].says == "Videos could not be read from the grid."


def test_a_saved_page_holds_the_script_and_the_grid() -> None:
    html = page(scopes(user=user_detail()), body=rendered(tile(POSTED_AT, "120.3K", ALT)))
    script, grid = read_file(html.encode())
    assert (script.source, script.reading.format, script.reading.videos) == ("embedded", "profile_page", ())
    assert (grid.source, grid.reading.format, len(grid.reading.videos)) == ("dom", "profile_grid", 1)


def test_a_grid_is_read_beside_a_stale_script_and_without_any() -> None:
    note = "<!-- saved from url=(0035)https://www.tiktok.com/@mira.cooks -->"
    other = user_detail()
    other["userInfo"]["user"]["uniqueId"] = "someone.else"
    body = rendered(tile(POSTED_AT, "120.3K", ALT))
    readings = read_file((note + page(scopes(user=other), body=body)).encode())
    assert [each.reading.outcome for each in readings] == ["stale_script", "read"]
    (alone,) = read_file(f"<html><body>{body}</body></html>".encode())
    assert (alone.source, alone.reading.about) == ("dom", "mira.cooks")


def test_the_empty_header_of_a_private_account_adds_nothing() -> None:
    html = page(scopes(user={"statusCode": 10222, "userInfo": {}}), body=rendered(), head="")
    note = "<!-- saved from url=(0035)https://www.tiktok.com/@mira.cooks -->"
    (only,) = read_file((note + html).encode())
    assert (only.reading.outcome, only.reading.about) == ("private", "mira.cooks")
