"""Rendered search pages, hashtags' pages and video pages."""

import pytest
from tiktok_other_payloads import VIDEO_URL
from tiktok_payloads import HANDLE, POSTED_AT, PROFILE_URL, item, page, scopes, video_id

from companion.model import AdFlags, Counts, Creator, CreatorCounts, Reading, Skipped, Video
from companion.tiktok import read, read_file

SEARCH_URL = "https://www.tiktok.com/search?q=soup"
ALT = "Lentil soup #Vegan with @bean.friend created by Mira 🍲 Cooks with original sound"


def card(
    kind: str = "search_top-item",
    *,
    posted_at: int = POSTED_AT,
    views: str = "120.3K",
    alt: str = ALT,
    beside: str = "",
    path: str = "video",
) -> str:
    """A card as it stands on the page: the picture in one block, words and author in the next."""
    href = f"https://www.tiktok.com/@{HANDLE}/{path}/{video_id(posted_at)}"
    return (
        f'<div class="css-1-DivItemContainerV2 e19"><div data-e2e="{kind}"><a href="{href}">'
        f'<picture><img alt="{alt}"></picture><strong data-e2e="video-views">{views}</strong>'
        f"</a></div>{beside}</div>"
    )


def words(caption: str) -> str:
    return (
        '<div data-e2e="search-card-desc"><h1 data-e2e="search-card-video-caption"><span>'
        f'{caption}</span></h1><a data-e2e="search-card-user-link" href="/@{HANDLE}">'
        f'<p data-e2e="search-card-user-unique-id">{HANDLE}</p></a></div>'
    )


def person(followers: str = "1.2M") -> str:
    return (
        '<div data-e2e="search-user-container"><a href="/@bean.friend">'
        '<p data-e2e="search-user-unique-id">bean.friend</p>'
        '<p data-e2e="search-user-nickname">Bean Friend</p>'
        f'<strong data-e2e="search-follow-count">{followers} <span>Followers</span></strong>'
        '<p data-e2e="search-user-desc">Beans, daily</p></a></div>'
    )


def shown(*parts: str, page_url: str = SEARCH_URL) -> Reading:
    return read(f"<html><body><div>{''.join(parts)}</div></body></html>", source="dom", page_url=page_url)


def test_cards_of_a_search_are_read_with_the_words_beside_them() -> None:
    reading = shown(card(beside=words("Soup of the day #Soup @bean.friend"), alt="x"))
    assert (reading.format, reading.outcome, reading.problems) == ("card_grid", "read", ())
    assert reading.videos == (
        Video(
            id=video_id(),
            handle=HANDLE,
            created_at=POSTED_AT - 6,
            caption="Soup of the day #Soup @bean.friend",
            hashtags=("soup",),
            mentions=("bean.friend",),
            ad=AdFlags(disclosed=False),
            counts=Counts(views=120_300),
        ),
    )


@pytest.mark.parametrize("kind", ["search_video-item", "challenge-item", "video-item", "music-item"])
def test_cards_of_every_page_are_found(kind: str) -> None:
    reading = shown(card(kind), card(kind, posted_at=POSTED_AT + 9, views="2,9 Mio.", path="photo"), card(kind))
    assert [(each.caption, each.counts.views, each.photo) for each in reading.videos] == [
        ("Lentil soup #Vegan with @bean.friend", 120_300, None),
        ("Lentil soup #Vegan with @bean.friend", 2_900_000, True),
    ]
    assert reading.skipped == (Skipped("the same video again", 1),)


def test_people_found_are_read_with_their_followers() -> None:
    reading = shown(person(), person("7607"))
    assert reading.creators[0] == Creator(
        handle="bean.friend",
        name="Bean Friend",
        bio="Beans, daily",
        counts=CreatorCounts(followers=1_200_000),
    )
    assert reading.creators[1].counts.followers == 7_607


def test_live_rooms_are_left_out_and_drift_is_told() -> None:
    live = '<div data-e2e="search_top-item"><a href="/@bean.friend/live">LIVE</a></div>'
    reading = shown(live)
    assert (reading.outcome, reading.skipped, reading.problems) == ("no_videos", (Skipped("live room", 1),), ())
    moved = shown('<div data-e2e="challenge-item"><a href="/new/path">x</a></div>')
    assert [each.says for each in moved.problems] == ["Videos could not be read from the page."]


def test_a_saved_search_page_is_read_once() -> None:
    html = page(scopes(), body=card(beside=words("Soup")) + person())
    (saved,) = read_file(html.encode())
    assert (saved.reading.format, saved.source, len(saved.reading.videos)) == ("card_grid", "dom", 1)
    assert [each.handle for each in saved.reading.creators] == ["bean.friend"]
    (alone,) = read_file(f"<html>{card('challenge-item')}</html>".encode())
    assert (alone.source, len(alone.reading.videos)) == ("dom", 1)


def video_page(likes: str = "8211", *, saves: str = "undefined-count") -> str:
    return (
        '<div data-e2e="detail-video"><span data-e2e="browse-username">mira.cooks</span>'
        '<span data-e2e="browser-nickname">Mira 🍲 Cooks · 2d ago</span>'
        '<div data-e2e="browse-video-desc"><span data-e2e="new-desc-span">Lentil soup </span>'
        '<a data-e2e="search-common-link" href="/tag/vegan"><strong>#Vegan</strong></a></div>'
        f'<strong data-e2e="like-count">{likes}</strong><strong data-e2e="comment-count">95</strong>'
        f'<strong data-e2e="{saves}">904</strong><strong data-e2e="share-count">1.2K</strong></div>'
    )


@pytest.mark.parametrize("saves", ["undefined-count", "favorite-count"])
def test_a_video_page_gives_all_counts_but_views(saves: str) -> None:
    reading = shown(video_page(saves=saves), page_url=VIDEO_URL)
    assert (reading.format, reading.outcome, reading.about) == ("video_view", "read", HANDLE)
    (video,) = reading.videos
    assert (video.id, video.caption, video.hashtags) == (video_id(), "Lentil soup #Vegan", ("vegan",))
    assert video.counts == Counts(likes=8_211, comments=95, shares=1_200, saves=904)
    assert reading.creators == (Creator(handle=HANDLE),)


def test_a_feed_without_a_video_in_its_address_is_not_guessed_at() -> None:
    assert shown(video_page(), page_url="https://www.tiktok.com/foryou").format != "video_view"
    assert shown(video_page(), page_url=PROFILE_URL).outcome != "read"


def test_counts_that_moved_are_told() -> None:
    reading = shown(video_page("many"), page_url=VIDEO_URL)
    assert reading.videos[0].counts.likes is None
    assert [each.says for each in reading.problems] == [
        "Like counts could not be read; comments and shares still can."
    ]


def test_a_saved_video_page_is_read_by_its_script_and_by_sight_only_where_that_fails() -> None:
    note = f"<!-- saved from url=(0070){VIDEO_URL} -->"
    whole = page(scopes(video={"itemInfo": {"itemStruct": item()}, "statusCode": 0}), body=video_page())
    (script,) = read_file((note + whole).encode())
    assert script.reading.format == "video_page"
    other = page(scopes(video={"itemInfo": {"itemStruct": item(id="7")}, "statusCode": 0}), body=video_page())
    stale, seen = read_file((note + other).encode())
    assert (stale.reading.outcome, seen.reading.format, seen.source) == ("stale_script", "video_view", "dom")


def test_the_explore_page_shows_likes() -> None:
    likes = (
        '<div data-e2e="explore-card-like-container"><svg></svg><strong class="video-count">41.3K</strong></div>'
    )
    (video,) = shown(card("explore-item", beside="").replace("<strong data-e2e", f"{likes}<i data-x")).videos
    assert (video.id, video.counts) == (video_id(), Counts(likes=41_300))


def test_the_for_you_page_shows_all_counts_but_views() -> None:
    article = (
        '<article data-e2e="recommend-list-item-container"><div data-e2e="feed-video">'
        f'<div id="xgwrapper-0-{video_id()}"></div></div><div data-e2e="video-desc"><span>Soup #vegan</span></div>'
        f'<a data-e2e="video-author-avatar" href="/@{HANDLE}"></a><strong data-e2e="like-count">5721</strong>'
        '<strong data-e2e="comment-count">43</strong><strong data-e2e="undefined-count">1.2K</strong>'
        '<strong data-e2e="share-count">7</strong></article>'
    )
    torn = '<article data-e2e="recommend-list-item-container"><div id="xgwrapper-0-x"></div></article>'
    reading = shown(article, torn, page_url="https://www.tiktok.com/foryou")
    (video,) = reading.videos
    assert (video.id, video.handle, video.caption) == (video_id(), HANDLE, "Soup #vegan")
    assert video.counts == Counts(likes=5_721, comments=43, saves=1_200, shares=7)
    assert [(each.reason, each.count) for each in reading.skipped] == [("not loaded yet", 1)]
    assert reading.checks[0].missing == 0


def test_suggestions_beside_a_video_do_not_hide_it() -> None:
    aside = f'<a data-e2e="recommend-list-item-container" href="/@bean.friend/video/{video_id(serial=9)}"></a>'
    html = f'<html><body><strong data-e2e="like-count">8211</strong>{aside}</body></html>'
    reading = read(html, source="dom", page_url=f"https://www.tiktok.com/@{HANDLE}/video/{video_id()}")
    assert (reading.format, [video.id for video in reading.videos]) == ("video_view", [video_id()])
