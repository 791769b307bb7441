"""Tables in the encodings that spreadsheets wrote before UTF-8, known by the columns that they make sense of."""

import re

from companion.tiktok.column_names import meanings

_ENCODINGS = (
    *("latin-1", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1256", "cp1258", "cp874"),
    *("gb18030", "big5", "cp932", "cp949"),
)
"""The first of those that make sense of most columns is taken."""
_HEAD = 8000
_LINES = 6
_CELLS = re.compile(r"[,;\t|\r\n]")


def table_encoding(body: bytes) -> str | None:
    """The encoding in which the first lines of a body hold most known names of columns; None if none holds any."""
    head = b"\n".join(body[:_HEAD].split(b"\n")[:_LINES])
    known = {encoding: _columns(head.decode(encoding, "replace")) for encoding in _ENCODINGS}
    best = max(_ENCODINGS, key=lambda encoding: known[encoding])
    return best if known[best] else None


def _columns(text: str) -> int:
    return sum(bool(meanings(cell.strip(' "'))) for cell in _CELLS.split(text))
