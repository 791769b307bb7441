"""Tables and lists with anybody's own names for TikTok's figures."""

import csv
import io
import json
from typing import Any

import pytest
from tiktok_payloads import HANDLE, PROFILE_URL, video_id

from companion.model import Counts, CreatorCounts, Reading, Skipped
from companion.tiktok import read_file
from companion.tiktok.exports import LOST_DIGITS, TWO_WAYS

LINK = f"{PROFILE_URL}/video/{video_id()}"
COUNTS = Counts(views=120_300, likes=8_211, comments=95, shares=31)


def of(content: Any, *, delimiter: str = ",") -> Reading:
    """What one file gives: a list of records as JSON, a list of rows as a table."""
    if isinstance(content, list) and content and isinstance(content[0], list):
        written = io.StringIO()
        csv.writer(written, delimiter=delimiter).writerows(content)
        content = written.getvalue()
    (found,) = read_file((content if isinstance(content, str) else json.dumps(content)).encode())
    return found.reading


HEADERS = {
    "en": (
        "Video title",
        "Video link",
        "Post time",
        "Total views",
        "Total likes",
        "Total comments",
        "Total shares",
    ),
    "de": ("Videotitel", "Link", "Datum", "Aufrufe", "Gefällt mir", "Kommentare", "Geteilt"),
    "fr": ("Titre", "Lien de la vidéo", "Date", "Vues", "J’aime", "Commentaires", "Partages"),
    "es": ("Título", "Enlace", "Fecha", "Visualizaciones", "Me gusta", "Comentarios", "Compartidos"),
    "pt": ("Título", "Link", "Data", "Visualizações", "Curtidas", "Comentários", "Compartilhamentos"),
    "it": ("Titolo", "Link", "Data", "Visualizzazioni", "Mi piace", "Commenti", "Condivisioni"),
    "tr": ("Başlık", "Bağlantı", "Tarih", "Görüntülenme", "Beğeni", "Yorum", "Paylaşım"),
    "ru": ("Название", "Ссылка", "Дата", "Просмотры", "Лайки", "Комментарии", "Репосты"),
    "vi": ("Tiêu đề", "Liên kết", "Ngày", "Lượt xem", "Lượt thích", "Bình luận", "Lượt chia sẻ"),
    "id": ("Judul", "Tautan", "Tanggal", "Tayangan", "Suka", "Komentar", "Dibagikan"),
    "th": ("คำบรรยาย", "ลิงก์", "วันที่", "ยอดดู", "ถูกใจ", "ความคิดเห็น", "แชร์"),
    "ja": ("タイトル", "リンク", "日付", "再生数", "いいね数", "コメント数", "シェア数"),
    "ko": ("제목", "링크", "날짜", "조회수", "좋아요 수", "댓글 수", "공유 수"),
    "zh": ("标题", "视频链接", "日期", "播放量", "点赞数", "评论数", "分享数"),
    "ar": ("الوصف", "الرابط", "التاريخ", "المشاهدات", "الإعجابات", "التعليقات", "المشاركات"),
}


@pytest.mark.parametrize("language", HEADERS)
def test_a_table_is_read_in_the_words_of_its_language(language: str) -> None:
    reading = of([list(HEADERS[language]), ["Soup", LINK, "11.02.2026", "120300", "8211", "95", "31"]])
    (video,) = reading.videos
    assert (reading.format, video.id, video.handle, video.counts) == ("homemade", video_id(), HANDLE, COUNTS)
    assert video.caption == "Soup"


@pytest.mark.parametrize(
    "record",
    [
        {"post_id": video_id(), "profile_url": PROFILE_URL, "play_count": 120_300, "digg_count": 8_211}
        | {"comment_count": 95, "share_count": "31", "profile_followers": 427_700, "account_id": HANDLE},
        {"id": video_id(), "views": 120_300, "likes": 8_211, "comments": 95, "shares": 31}
        | {"channel": {"username": HANDLE, "followers": 427_700, "name": "Mira"}, "title": "Soup"},
        {"video_url": LINK, "username": HANDLE, "follower_count": 427_700, "following_count": 6, "like_count": 9}
        | {"author_details_info": {"heartCount": 6_800_000, "diggCount": 5}}
        | {"video_details_info": {"diggCount": 8_211, "shareCount": 31, "commentCount": 95, "playCount": 120_300}},
        {"vid_id": video_id(), "vid_url": LINK, "vid_nview": 120_300.0, "vid_nlike": 8_211.0, "vid_ncomment": 95.0}
        | {"vid_nshare": 31.0, "user_name": HANDLE, "user_nfollower": 427_700.0},
    ],
)
def test_services_and_scripts_each_have_names_of_their_own(record: dict[str, Any]) -> None:
    reading = of([record])
    (video,), (creator,) = reading.videos, reading.creators
    assert (video.id, video.handle, video.counts) == (video_id(), HANDLE, COUNTS)
    assert (creator.handle, creator.counts.followers) == (HANDLE, 427_700)


def test_a_word_in_place_of_a_count_is_unknown() -> None:
    (video,) = of([{"url": LINK, "views": 120_300, "likes": "hidden", "comments": "turned off"}]).videos
    assert video.counts == Counts(views=120_300)


def test_rows_are_dated_by_the_minute_in_which_they_were_collected() -> None:
    rows = [[f"{LINK[:-1]}{each}", "7", f"2025-09-20T22:26:{each}7+02:00"] for each in range(5)]
    text = "\n".join(",".join(row) for row in [["url", "views", "scraped_at"], *rows])
    assert [(each.seen_at, len(each.reading.videos)) for each in read_file(text.encode())] == [(1_758_399_960, 5)]
    undated = text.replace("+02:00", "")
    assert [each.seen_at for each in read_file(undated.encode())] == [None]


def test_likes_beside_followers_alone_are_the_accounts() -> None:
    header = ["Video URL", "Video Caption", "Author Username", "Follower Count", "Following Count", "Like Count"]
    reading = of([header, [LINK, "Soup", HANDLE, "427700", "6", "6800000"]])
    assert reading.videos[0].counts == Counts()
    assert reading.creators[0].counts == CreatorCounts(followers=427_700, following=6, likes=6_800_000)


def test_a_number_of_a_row_is_no_id() -> None:
    rows = [["", "id", "url", "views"], ["0", "1", LINK, "120300"], ["1", "2", "", "7"]]
    assert [video.id for video in of(rows).videos] == [video_id()]


def test_a_display_name_is_no_handle() -> None:
    header = ["ID Vidéo", "Vues", "Likes", "Créateur"]
    reading = of([header, [video_id(), "120300", "8211", "Mira Cooks"], [video_id(serial=8), "7", "1", HANDLE]])
    assert [video.handle for video in reading.videos] == [None, HANDLE]
    assert [creator.handle for creator in reading.creators] == [HANDLE]


def test_an_id_that_a_spreadsheet_cut_is_counted_where_no_address_stands_beside_it() -> None:
    header = ["video_id", "views", "likes", "video_link"]
    rows = [["7.55055E+18", "120300", "8211", LINK], ["7.55055E+18", "7", "1", ""]]
    reading = of([header, *rows])
    assert [video.id for video in reading.videos] == [video_id()]
    assert reading.skipped == (Skipped(LOST_DIGITS, 1),)


@pytest.mark.parametrize(
    ("cell", "views"),
    [("1.234.567", 1_234_567), ("5.006", 5_006), ("12.300", 12_300), ("120300", 120_300), ("1,2 Mio.", 1_200_000)],
)
def test_a_table_that_groups_by_dots_says_so_elsewhere(cell: str, views: int) -> None:
    rows = [["Link", "Aufrufe", "Likes", "Quote"], [LINK, cell, "1.000.000", "3,5"]]
    assert of(rows, delimiter=";").videos[0].counts.views == views


@pytest.mark.parametrize(
    ("delimiter", "rows"),
    [
        (";", [["Videolink", "Aufrufe", "Gefällt mir"], [LINK, "12.345", "300"]]),
        (";", [["Link video", "Visualizzazioni", "Mi piace"], [LINK, "12.345", "678"]]),
        ("\t", [["Bağlantı", "Görüntülenme", "Beğeni"], [LINK, "12.345", "1.000"]]),
        (";", [["Link", "Views", "Likes"], [LINK, "12.345", "12,5 mil"]]),
        (",", [["Link", "Views", "Likes"], [LINK, "12.345", "1,2 Mio."]]),
        (",", [["Link", "Views", "Likes"], [LINK, "12.345", "5.006"], [f"{LINK[:-1]}2", "1.000", "12"]]),
    ],
)
def test_a_count_with_three_digits_behind_its_dot_is_thousands(delimiter: str, rows: list[list[str]]) -> None:
    reading = of(rows, delimiter=delimiter)
    assert (reading.videos[0].counts.views, reading.skipped) == (12_345, ())


@pytest.mark.parametrize(
    ("delimiter", "rows", "unsure"),
    [
        (",", [["Link", "Views", "Likes"], [LINK, "12.345", "300"]], 1),
        (",", [["Link", "Views", "Likes"], [LINK, "12.000", "300"]], 1),
        (";", [["Link", "Aufrufe", "Likes"], [LINK, "12.345", "8.5"]], 1),
        (";", [["Link", "Aufrufe", "Likes"], [LINK, "12.345", "0.123"]], 1),
        (";", [["Link", "Aufrufe", "Likes"], [LINK, "12.345", "1.2M"]], 1),
        (";", [["Link", "Aufrufe", "Likes"], [LINK, "12.345", "7"], [f"{LINK[:-1]}2", "50060", "7"]], 1),
    ],
)
def test_a_count_that_can_be_read_in_two_ways_is_said_to_be_unknown(
    delimiter: str, rows: list[list[str]], unsure: int
) -> None:
    reading = of(rows, delimiter=delimiter)
    assert (reading.videos[0].counts.views, reading.skipped) == (None, (Skipped(TWO_WAYS, unsure),))


def test_ids_that_were_kept_from_excel_are_whole() -> None:
    link = f'=HYPERLINK("{PROFILE_URL}/video/{video_id(serial=9)}", "watch")'
    cells = [f'="{video_id()}"', f"'{video_id(serial=8)}", ""]
    rows = [[cell, "7", "1", link if not cell else ""] for cell in cells]
    reading = of([["video id", "views", "likes", "link"], *rows])
    assert [video.id for video in reading.videos] == [video_id(serial=each) for each in (7, 8, 9)]


def test_lines_above_the_header_and_rows_without_a_video_do_no_harm() -> None:
    text = f"Report of Mira\r\n\r\nsep=;\r\nLink;Views;Likes\r\n;;\r\ngone;0;0\r\n{LINK};120300;8211\r\n"
    assert of(text).videos[0].counts.views == 120_300


@pytest.mark.parametrize(
    "content",
    [
        {"columns": ["url", "views", "likes"], "index": [0], "data": [[LINK, 120_300, 8_211]]},
        {"url": {"0": LINK}, "views": {"0": 120_300}, "likes": {"0": 8_211}},
        {"0": {"url": LINK, "views": 120_300, "likes": 8_211}},
        {"url": [LINK], "stats": {"views": [120_300], "likes": [8_211]}, "caption": ["Soup"]},
        {"range": "A1:C2", "values": [["url", "views", "likes"], [LINK, "120300", "8211"]]},
        f"{{'url': '{LINK}', 'views': 120300, 'likes': 8211, 'isAd': False, 'rate': nan}}",
    ],
)
def test_tables_in_json_are_read_in_each_of_their_orientations(content: Any) -> None:
    (video,) = of(content).videos
    assert (video.id, video.counts) == (video_id(), Counts(views=120_300, likes=8_211))


def test_parts_that_python_printed_into_cells_are_read() -> None:
    stats = {"playCount": 120_300, "diggCount": 8_211, "commentCount": 95, "shareCount": 31, "note": "it's"}
    rows = [["", "id", "desc", "createTime", "author", "video", "stats"]]
    rows.append(
        ["0", video_id(), "Soup", "1758000000", str({"uniqueId": HANDLE}), str({"duration": 31}), str(stats)]
    )
    reading = of(rows)
    assert (reading.format, reading.videos[0].counts, reading.videos[0].handle) == ("web_items", COUNTS, HANDLE)


def test_accounts_alone_are_read_where_they_are_certainly_tiktoks() -> None:
    account = {"account_id": HANDLE, "followers": 427_700, "likes": 6_800_000, "url": PROFILE_URL}
    reading = of([account | {"top_videos": [{"video_url": LINK, "playcount": 120_300}]}])
    assert (reading.creators[0].handle, len(reading.videos)) == (HANDLE, 1)
    assert reading.creators[0].counts == CreatorCounts(followers=427_700, likes=6_800_000)
    assert of([["S.no", "Tiktoker name", "Tiktok name", "Subscribers"], ["1", HANDLE, "Mira", "427.7K"]]).creators
    for other in ({"username": "a.b", "followers": 7, "posts": 3}, account | {"url": "https://instagram.com/a"}):
        assert of([other, other]).creators == ()


@pytest.mark.parametrize(
    "rows",
    [
        [["Handle", "Followers", "Hearts", "Videos", "Country"], [f"@{HANDLE}", "427.7K", "12", "55", "FR"]],
        [["Username", "Followers", "Videos"], [HANDLE, "427700", "55"]],
        [["TikTok Handle", "TikTok Followers", "Avg Views"], [f"@{HANDLE}", "427700", "500"]],
        [["Profile URL", "Followers"], [PROFILE_URL, "427.7K"]],
    ],
)
def test_lists_of_accounts_by_hand_are_read(rows: list[list[str]]) -> None:
    (creator,) = of(rows).creators
    assert (creator.handle, creator.counts.followers) == (HANDLE, 427_700)


@pytest.mark.parametrize(
    "rows",
    [
        [["Channel", "Subscribers", "Videos"], [HANDLE, "427700", "55"]],
        [["Username", "Followers", "Likes", "Instagram"], [HANDLE, "427700", "55", "yes"]],
        [["Username", "Followers", "Likes", "Comments"], [HANDLE, "427700", "55", "3"]],
        [["Username", "Followers", "Country"], [HANDLE, "427700", "FR"]],
    ],
)
def test_lists_of_accounts_elsewhere_are_left_alone(rows: list[list[str]]) -> None:
    assert of(rows).creators == ()
    assert of([{"username": HANDLE, "followers": 427_700, "videos": [{"title": "Soup"}]}]).creators == ()


@pytest.mark.parametrize(
    ("views", "likes", "known"),
    [
        ("100 views", "1.5M likes", (100, 1_500_000)),
        ("1.25 million plays", "3 thousand", (1_250_000, 3_000)),
        ("100 likes", "7 days", (None, None)),
    ],
)
def test_a_count_with_its_own_name_behind_it_is_read(
    views: str, likes: str, known: tuple[int | None, int | None]
) -> None:
    counts = of([["Link", "Views", "Likes"], [LINK, views, likes]]).videos[0].counts
    assert (counts.views, counts.likes) == known


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        *(("ru", "cp1251"), ("zh", "gb18030"), ("ja", "cp932"), ("ko", "cp949")),
        *(("ar", "cp1256"), ("th", "cp874"), ("tr", "cp1254"), ("fr", "cp1252")),
    ],
)
def test_tables_in_the_encodings_of_old_spreadsheets_are_read(language: str, encoding: str) -> None:
    header = ";".join(HEADERS[language])
    text = f"{header}\r\nSoup;{LINK};11.02.2026;120300;8211;95;31\r\n"
    (found,) = read_file(text.encode(encoding))
    assert found.reading.videos[0].counts == COUNTS


@pytest.mark.parametrize(
    "record",
    [
        {"url": "https://www.youtube.com/watch?v=1", "views": 7, "likes": 1, "title": LINK},
        {"id": "123", "views": 7, "likes": 1, "comments": 2, "shares": 3},
        {"id": "1745678901234567890", "views": 7, "likes": 1},
        {"id": video_id(), "views": 7, "likes": 1, "url": "https://www.linkedin.com/feed/update/x"},
        {"id": video_id(), "views": 7, "likes": 1, "platform": "douyin"},
        {"Date": "2026-01-01", "Link": LINK},
        {"id": video_id(), "stream_url": {}, "stats": {"like_count": 1, "comment_count": 2, "share_count": 3}},
    ],
)
def test_what_is_not_certainly_tiktoks_is_left_alone(record: dict[str, Any]) -> None:
    assert of([record]).videos == ()


@pytest.mark.parametrize(
    "record",
    [
        {"video_url": LINK, "username": "fan", "comment": "so good", "likes": "5"},
        {
            "text": "yum",
            "diggCount": "4",
            "replyCommentTotal": "0",
            "uniqueId": "fan",
            "videoWebUrl": LINK,
            "cid": "7",
        },
        {"id": "1", "thread_id": video_id(), "author": "fan", "body": "yum", "likes": "5", "replies": "0"},
        {"cid": "7", "aweme_id": video_id(), "text": "yum", "digg_count": 4, "user": {"unique_id": "fan"}},
    ],
)
def test_comments_are_counted_and_who_wrote_them_is_no_creator(record: dict[str, Any]) -> None:
    for content in ([record, record], [list(record), *[[str(each) for each in record.values()]] * 2]):
        reading = of(content)
        assert (reading.outcome, reading.creators) == ("no_videos", ())
        assert reading.skipped == (Skipped("a comment", 2),)


def test_a_table_of_videos_that_nothing_names_is_said_to_be_that() -> None:
    header = ["#", "video_id", "video_view_count", "video_like_count", "video_share_count", "video_comment_count"]
    reading = of([header, ["1", "7017666017", "343296.0", "19425.0", "241.0", "0.0"]])
    assert (reading.outcome, reading.videos) == ("unsupported", ())
    assert "address" in reading.says
    rows = [["UserName", "Total Like", "Total Comments", "Total Shares"], ["Mira #tiktok", "1K", "2", "3"]]
    assert of(rows).outcome == "unsupported"
    assert of(
        [["video_id", "title", "views", "likes", "dislikes"], ["dQw4w9WgXcQ", "x", "1", "2", "3"]]
    ).outcome == ("not_tiktok")


def test_the_archive_of_ones_own_account_is_left_alone() -> None:
    entry = {
        "Date": "2026-04-18 21:21:16",
        "Link": f"https://www.tiktokv.com/share/video/{video_id()}/",
        "Likes": "5",
    }
    archive = {
        "Likes and Favorites": {"Favorite Videos": {"FavoriteVideoList": [entry]}},
        "Profile And Settings": {"Profile Info": {"ProfileMap": {"userName": "me", "followerCount": 5}}},
        "Post": {"Posts": {"VideoList": [entry]}},
    }
    lines = f"Datum: 2024-01-01 10:00:00 UTC\nLink: {entry['Link']}\n\n"
    for content in (archive, lines * 3):
        reading = of(content)
        assert (reading.format, reading.outcome, reading.creators) == ("own_archive", "unsupported", ())
        assert "left alone" in reading.says


@pytest.mark.parametrize("start", [b"SQLite format 3\0", b"PAR1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_files_that_another_program_opens_say_so(start: bytes) -> None:
    (found,) = read_file(start + b"\0\x01" * 500)
    assert (found.reading.outcome, "CSV" in found.reading.says) == ("unsupported", True)
