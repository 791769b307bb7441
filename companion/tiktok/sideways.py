"""Tables that were written into JSON by columns, or as rows without names, in place of a list of records."""

from typing import Any

from companion.tiktok.cells import Record

_FEWEST_COLUMNS = 3


def rows_of(value: Any) -> list[Record]:
    """The rows of such a table, as pandas (``to_json``), R (``jsonlite``) or spreadsheets write it; else none."""
    if isinstance(value, list):
        return _named(value[0], value[1:]) if value and isinstance(value[0], list) else []
    if not isinstance(value, dict):
        return []
    if isinstance(value.get("columns"), list) and isinstance(value.get("data"), list):
        return _named(value["columns"], value["data"])
    if isinstance(value.get("values"), list):
        return rows_of(value["values"])
    if len(value) < _FEWEST_COLUMNS:
        return []
    return _by_columns(value)


def _named(names: list[Any], rows: list[Any]) -> list[Record]:
    if len(names) < _FEWEST_COLUMNS or not all(isinstance(name, str) for name in names):
        return []
    return [dict(zip(names, row, strict=True)) for row in rows if isinstance(row, list) and len(row) == len(names)]


def _by_columns(columns: dict[str, Any]) -> list[Record]:
    """Columns of one length; a part of a record has columns of its own."""
    lists = {name: each for name, column in columns.items() if (each := _column(column)) is not None}
    if len(lists) < len(columns) or len({len(each) for each in lists.values()}) != 1:
        return []
    return [dict(zip(lists, row, strict=True)) for row in zip(*lists.values(), strict=True)]


def _column(column: Any) -> list[Any] | None:
    if isinstance(column, list):
        return column
    if not isinstance(column, dict):
        return None
    if all(key.isdigit() for key in column):
        return list(column.values())
    parts = {name: each for name, part in column.items() if isinstance(part, list) and (each := _column(part))}
    if not parts or len({len(each) for each in parts.values()}) != 1:
        return None
    return [dict(zip(parts, row, strict=True)) for row in zip(*parts.values(), strict=True)]
