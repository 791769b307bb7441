"""What TikTok and the creator attach to a video: AI labels, permissions, restrictions, further words."""

import json
from typing import Any

import msgspec
import pytest
from tiktok_other_payloads import (
    COLLECTED_AT,
    aweme,
    collector_item,
    flattened,
    fourcat_row,
    next_video,
    old_item,
    own_video,
    pyktok_row,
    research_video,
    sigi_video,
    table,
)
from tiktok_payloads import OTHER_VIDEO, PLAYLIST, item, item_list, marked_item, page, scopes, video_id

from companion.model import AiLabels, Counts, Permissions, Restrictions, Video, VideoRecord
from companion.service.creators import summarise
from companion.tiktok import read, read_file

WARNINGS = ("Some may find this upsetting",)
MARKS = {
    "duet": True,
    "duet_of": OTHER_VIDEO,
    "playlist_id": PLAYLIST,
    "branded_hashtags": ("quickrecipes",),
    "screen_texts": ("Wait for it", "soup in 10 min"),
    "caption_languages": ("eng-US", "vie-VN"),
    "search_words": ("lentil soup", "soup recipe", "vegan dinner"),
    "muted": True,
    "ai": AiLabels(creator=True, tiktok=True, flagged=True, says="Creator labeled as AI-generated"),
    "allows": Permissions(comments=True, duet=True, stitch=True),
    "restrictions": Restrictions(mask="sensitive", needs_login=True, warnings=WARNINGS),
}


def of_item(**changes: Any) -> Video:
    (video,) = read(json.dumps(item_list(item(**changes))), source="api").videos
    return video


def of_file(content: Any) -> Video:
    text = content if isinstance(content, str) else json.dumps(content)
    (video,) = read_file(text.encode())[0].reading.videos
    return video


def marks_of(video: Video) -> dict[str, Any]:
    return {name: getattr(video, name) for name in MARKS}


@pytest.mark.parametrize(
    "content",
    [
        item_list(marked_item()),
        page(scopes(video={"itemInfo": {"itemStruct": marked_item()}, "statusCode": 0})),
        page(scopes(reflow={"itemInfo": {"itemStruct": marked_item()}, "statusCode": 0})),
        {"itemInfo": {"itemStruct": marked_item()}, "statusCode": 0},
        sigi_video(ItemModule={video_id(): old_item(**{k: v for k, v in marked_item().items() if k != "author"})}),
        next_video(itemInfo={"itemStruct": marked_item()}),
        [marked_item()],
        json.dumps({"source_platform": "tiktok.com", "item_id": "7", "data": marked_item()}),
        table(flattened(marked_item())),
    ],
    ids=["list", "page", "mobile", "detail", "sigi", "next", "dump", "zeeschuimer", "table"],
)
def test_every_carrier_of_tiktoks_own_objects_gives_all_marks(content: Any) -> None:
    assert marks_of(of_file(content)) == MARKS


def test_what_a_carrier_does_not_say_is_unknown() -> None:
    nothing = marks_of(Video(id="7"))
    assert marks_of(of_item(statsV2=..., duetEnabled=...)) == nothing
    empty = {"stickersOnItem": [], "suggestedWords": [], "warnInfo": [], "playlistId": "", "AIGCDescription": ""}
    bare = marked_item(**empty, statsV2=..., duetInfo={}, videoSuggestWordsList={}, challenges=[])
    bare["video"]["subtitleInfos"] = []
    for name in (
        "duetEnabled",
        "stitchEnabled",
        "itemCommentStatus",
        "itemMute",
        "maskType",
        "isContentClassified",
    ):
        bare[name] = ""
    for name in ("IsAigc", "aigcLabelType", "moderationAigcLabelType"):
        bare[name] = None
    assert marks_of(of_file(item_list(bare))) == nothing


@pytest.mark.parametrize(
    ("changes", "expected", "labelled"),
    [
        ({}, AiLabels(), None),
        ({"IsAigc": False, "AIGCDescription": ""}, AiLabels(flagged=False), None),
        ({"aigcLabelType": 0}, AiLabels(creator=False, tiktok=False), False),
        ({"aigcLabelType": "1", "IsAigc": False}, AiLabels(creator=True, flagged=False), True),
        ({"aigcLabelType": 2}, AiLabels(creator=False, tiktok=True), True),
        ({"aigcLabelType": 0, "moderationAigcLabelType": 3}, AiLabels(creator=False, tiktok=True), True),
        ({"aigcLabelType": 9}, AiLabels(), None),
        ({"IsAigc": True}, AiLabels(flagged=True), True),
        ({"aigcLabelType": "x", "moderationAigcLabelType": -1, "IsAigc": "yes"}, AiLabels(), None),
    ],
)
def test_who_calls_a_video_made_by_ai(changes: Any, expected: AiLabels, labelled: bool | None) -> None:
    video = of_item(**changes)
    assert (video.ai, video.ai.labelled) == (expected, labelled)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"duetEnabled": True, "stitchEnabled": True}, Permissions(None, True, True)),
        ({"duetEnabled": ..., "stitchEnabled": ...}, Permissions(None, False, False)),
        ({"duetEnabled": ..., "stitchEnabled": ..., "statsV2": ...}, Permissions(None, None, None)),
        ({"duetEnabled": False, "stitchEnabled": True, "statsV2": ...}, Permissions(None, False, True)),
        ({"itemCommentStatus": 0}, Permissions(True, True, False)),
        ({"itemCommentStatus": 3}, Permissions(False, True, False)),
    ],
)
def test_an_absent_permission_is_not_given_where_carriers_leave_out_false(
    changes: Any, expected: Permissions
) -> None:
    assert of_item(**changes).allows == expected


def test_closed_comments_keep_their_count_as_tiktok_shows_it() -> None:
    none = {"itemCommentStatus": 1, "stats": item()["stats"] | {"commentCount": 0}, "statsV2": ...}
    closed = of_item(**none)
    assert (closed.counts.comments, closed.allows.comments) == (0, False)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"duetFromId": OTHER_VIDEO}, (True, OTHER_VIDEO)),
        ({"duetFromId": "0"}, (False, None)),
        ({"duetFromId": 0}, (False, None)),
        ({"duetFromId": 7.01e18}, (None, None)),
        ({"duetFromId": ""}, (None, None)),
        ({}, (None, None)),
        ([], (None, None)),
        ("[object Object]", (None, None)),
    ],
)
def test_a_duet_names_the_other_video(written: Any, expected: tuple[bool | None, str | None]) -> None:
    video = of_item(duetInfo=written)
    assert (video.duet, video.duet_of) == expected


@pytest.mark.parametrize(
    ("written", "mask"),
    [(0, "none"), (3, "sensitive"), ("4", "photosensitive"), (7, "other"), ("", None), (True, None), (-1, None)],
)
def test_what_a_video_is_hidden_behind(written: Any, mask: str | None) -> None:
    assert of_item(maskType=written).restrictions == Restrictions(mask=mask)  # type: ignore[arg-type]


def test_hashtags_that_are_a_brands() -> None:
    extra = [{"type": 1, "hashtagName": "Spoon", "isCommerce": True}, {"type": 1, "hashtagName": "x"}]
    challenges = [{"title": "spoon", "isCommerce": True}, {"title": "Pot", "isCommerce": True}]
    assert of_item(textExtra=extra, challenges=challenges).branded_hashtags == ("spoon", "pot")


def test_the_apps_objects_say_it_in_their_own_words() -> None:
    marked = aweme(
        status={"allow_comment": False},
        video_control={"allow_duet": True, "allow_stitch": False},
        mix_info={"mix_id": PLAYLIST, "mix_name": "Soups"},
        aigc_info={"aigc_label_type": 1, "created_by_ai": False},
        moderation_aigc_info={"moderation_aigc_label_type": 0},
        suggest_words={"suggest_words": [{"words": [{"word": "lentil soup"}], "scene": "feed_bar"}]},
        cha_list=[{"cha_name": "Spoon", "is_commerce": True}, {"cha_name": "soup", "is_commerce": False}],
        video={"duration": 31_400, "cla_info": {"caption_infos": [{"lang": "eng-US", "language_code": "en"}]}},
        statistics={"play_count": 9, "comment_count": 0},
    )
    video = of_file({"aweme_list": [marked], "status_code": 0})
    assert video.allows == Permissions(comments=False, duet=True, stitch=False)
    assert video.ai == AiLabels(creator=True, flagged=False)
    assert (video.playlist_id, video.search_words) == (PLAYLIST, ("lentil soup",))
    assert (video.caption_languages, video.branded_hashtags) == (("eng-US",), ("spoon",))
    assert video.counts == Counts(views=9, comments=0)


def test_other_tools_files_keep_what_they_say() -> None:
    clip = {"duetEnabled": True, "stitchEnabled": False, "duetInfo": {"duetFromId": "0"}}
    clip["subtitleLinks"] = [{"language": "eng-US", "source": "ASR"}]
    scraped = of_file([collector_item(videoMeta=clip, isMuted=True)])
    assert (scraped.allows, scraped.duet) == (Permissions(None, True, False), False)
    assert (scraped.muted, scraped.caption_languages) == (True, ("eng-US",))
    row = fourcat_row(is_sensitive="no", is_photosensitive="yes", stickers="Wait for it\nsoup")
    table_row = of_file(table(row))
    assert table_row.restrictions == Restrictions(mask="photosensitive")
    assert table_row.screen_texts == ("Wait for it", "soup")
    assert of_file(table(fourcat_row())).restrictions == Restrictions()
    assert of_file([research_video(playlist_id=int(PLAYLIST))]).playlist_id == PLAYLIST
    words = of_file(table(pyktok_row(video_stickers="Wait for it", suggested_words="soup, lentils")))
    assert (words.screen_texts, words.search_words) == (("Wait for it",), ("soup", "lentils"))


def test_our_own_export_brings_every_mark_back() -> None:
    video = Video(id=video_id(), handle="mira.cooks", caption="soup", hashtags=(), mentions=(), **MARKS)  # type: ignore[arg-type]
    shown = summarise(VideoRecord(facts=video, first_seen_at=COLLECTED_AT), None)
    assert of_file([msgspec.to_builtins(shown)]) == video
    plain = Video(id=video_id(), handle="mira.cooks", caption="soup", hashtags=(), mentions=())
    shown = summarise(VideoRecord(facts=plain, first_seen_at=COLLECTED_AT), None)
    assert of_file([msgspec.to_builtins(shown)]) == plain
    assert marks_of(of_file([own_video()])) == marks_of(plain)


def test_our_own_export_is_not_trusted_blindly() -> None:
    odd = {"mask": "danger", "needs_login": "x", "warnings": "no"}
    wrong = own_video(
        ai={"creator": "yes", "says": 7}, allows=[1], restrictions=odd, duet_of="x", screen_texts=[1, ""]
    )
    assert marks_of(of_file([wrong])) == marks_of(Video(id="7"))
