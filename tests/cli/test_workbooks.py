"""An Excel workbook is one file to ``import``, though it is a zip archive inside."""

import zipfile

LINK = "https://www.tiktok.com/@mira.cooks/video/7550552480598196231"
ROWS = (("Video link", "Total views", "Caption"), (LINK, "120300", "Soup"), (LINK[:-1] + "2", "7", "Tea"))


def row(values):
    cells = "".join(f'<c t="inlineStr"><is><t>{each}</t></is></c>' for each in values)
    return f"<row>{cells}</row>"


def test_a_workbook_is_read_as_one_file(fitlens, tmp_path):
    path = tmp_path / "export.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", f"<sheetData>{''.join(map(row, ROWS))}</sheetData>")
    (file,) = fitlens.json("import", path)["files"]
    assert (file["outcome"], file["videos"], file["creators"]) == ("read", 2, 1)
