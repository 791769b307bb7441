"""Files that only another program can open: which one it takes, by the file's first bytes."""

_STARTS = (
    (b"SQLite format 3\0", "a database (SQLite)"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1", "an Arrow file"),
    (b"\x89HDF", "an HDF5 file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel file"),
    (b"\x80\x04\x95", "a Python pickle"),
    (b"RDX3", "an R file"),
)


def says(data: bytes) -> str | None:
    """What to do with such a file; None if it is none."""
    kind = next((kind for start, kind in _STARTS if data.startswith(start)), None)
    return kind and f"This is {kind}: open it in its own program and save it as CSV or JSON."
