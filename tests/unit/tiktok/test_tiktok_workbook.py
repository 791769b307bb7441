"""Excel's workbooks."""

import io
import zipfile
from html import escape

from tiktok_payloads import HANDLE, PROFILE_URL, video_id

from companion.model import Counts
from companion.tiktok import FileReading, read_file

LINK = f"{PROFILE_URL}/video/{video_id()}"


def workbook(rows: list[list[str | int | None]], *, shared: bool) -> bytes:
    """A workbook with one sheet, its texts in a list of their own or in the cells."""
    strings: list[str] = []

    def cell(column: int, row: int, value: str | int | None) -> str:
        place = f'r="{chr(65 + column)}{row}"'
        if value is None:
            return f'<c {place} s="1"/>'
        if isinstance(value, int):
            return f"<c {place}><v>{float(value):.15g}</v></c>".replace("e+", "E+")
        if not shared:
            return f'<c {place} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        strings.append(value)
        return f'<c {place} t="s"><v>{len(strings) - 1}</v></c>'

    lines = "".join(
        f'<row r="{number}">{"".join(cell(at, number, each) for at, each in enumerate(row))}</row>'
        for number, row in enumerate(rows, start=1)
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{lines}</sheetData></worksheet>")
        if shared:
            parts = "".join(
                f"<si><r><t>{escape(each[:3])}</t></r><r><t>{escape(each[3:])}</t></r></si>" for each in strings
            )
            archive.writestr("xl/sharedStrings.xml", f"<sst>{parts}</sst>")
    return content.getvalue()


def only(data: bytes) -> FileReading:
    (found,) = read_file(data)
    return found


def test_the_sheets_of_a_workbook_are_tables() -> None:
    rows: list[list[str | int | None]] = [
        ["id", "webVideoUrl", "text", "playCount", "diggCount", "authorMeta.name", "authorMeta.fans"],
        [int(video_id()), LINK, "Soup & <bread>\n#vegan", 120_300, 8_211, HANDLE, 427_700],
        [None, None, None, None, None, None, None],
    ]
    for shared in (True, False):
        reading = only(workbook(rows, shared=shared)).reading
        (video,) = reading.videos
        assert (reading.format, video.id, video.caption) == ("collector", video_id(), "Soup & <bread>\n#vegan")
        assert video.counts == Counts(views=120_300, likes=8_211)
        assert reading.creators[0].counts.followers == 427_700


def test_a_workbook_of_something_else_and_a_damaged_one_say_so() -> None:
    rows: list[list[str | int | None]] = [["name", "age", "town"], ["Mira", 7, "Lyon"]]
    data = workbook(rows, shared=True)
    assert only(data).reading.outcome == "not_tiktok"
    assert only(data.replace(b"<sheetData>", b"<sheetDatx>")).reading.outcome == "not_tiktok"
