"""The shortlist: every kept creator in one table, and the small forms that change an entry."""

from collections.abc import Callable
from typing import Any

import msgspec
from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as Redirect

from companion.model import STAGES, InvalidInput, NotFound, ShortlistEntry, iso
from companion.model.creator import CreatorSummary
from companion.service import briefs, creators, shortlist
from companion.service.entries import entry_of
from companion.service.export import shortlist_csv
from companion.service.shortlist import EntryChange, ShortlistRow
from companion.web.charts import bars, log_scale
from companion.web.context import context
from companion.web.pages import forms
from companion.web.pages.layout import show
from companion.web.pages.query import ListQuery

PAGE = 50
"""Creators on one page of the table."""

RECENT = 8
"""Videos in the small bars."""


def add_to(blueprint: Blueprint) -> None:
    """Register this module's routes."""
    blueprint.add_url_rule("/shortlist", view_func=page, endpoint="shortlist")
    blueprint.add_url_rule("/shortlist.csv", view_func=as_csv, endpoint="shortlist_csv")
    blueprint.add_url_rule("/shortlist/<ref>", view_func=change, endpoint="change_entry", methods=["POST"])
    blueprint.add_url_rule("/shortlist/<ref>/add", view_func=add, endpoint="add_entry", methods=["POST"])
    blueprint.add_url_rule("/shortlist/<ref>/remove", view_func=remove, endpoint="remove_entry", methods=["POST"])


class ShortlistQuery(ListQuery, frozen=True, kw_only=True):
    """One view of the shortlist."""

    sort: str = "added"
    list: str = ""
    stage: str = ""


def _estimate_key(name: str) -> Callable[[ShortlistRow], float | None]:
    return lambda row: row.scorecard.estimates[name].value if name in row.scorecard.estimates else None


SORTS: dict[str, Callable[[ShortlistRow], Any]] = {
    "added": lambda row: row.entry.added_at,
    "creator": lambda row: row.entry.handle,
    "followers": lambda row: row.summary.followers,
    "fit": lambda row: row.scorecard.fit.score.value,
    "engagement": _estimate_key("engagement_rate"),
    "next": _estimate_key("next_video_views"),
    "stage": lambda row: STAGES.index(row.entry.stage),
}


def page() -> str:
    """The shortlist."""
    here, query = context(), _query()
    everyone = shortlist.rows(here.store, now=here.now())
    chosen = arranged(everyone, query)
    shown = chosen[(query.page - 1) * PAGE : query.page * PAGE]
    return show(
        "shortlist.html",
        query=query,
        rows=shown,
        total=len(chosen),
        everyone=len(everyone),
        pages=max(1, -(-len(chosen) // PAGE)),
        lists=sorted({name for row in everyone for name in row.entry.lists}, key=str.casefold),
        stages=STAGES,
        briefs=briefs.all_briefs(here.store),
        removed=_removed(),
        rates=log_scale(_ends(chosen, "engagement_rate")),
        views=log_scale(_ends(chosen, "next_video_views")),
        recent={row.entry.handle: _recent(row.entry) for row in shown},
    )


def as_csv() -> Response:
    """The shown shortlist as a file."""
    here = context()
    now = here.now()
    rows = arranged(shortlist.rows(here.store, now=now), _query())
    disposition = f'attachment; filename="fitlens-shortlist-{iso(now)[:10]}.csv"'
    return Response(
        shortlist_csv(rows), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": disposition}
    )


def change(ref: str) -> Redirect:
    """Change what the form names of an entry: its stage, notes, lists or tags."""
    shortlist.patch(context().store, ref, _change())
    return forms.back(url_for("pages.shortlist"))


def add(ref: str) -> Redirect:
    """Put a creator on the shortlist, or back onto it with stage and notes."""
    here = context()
    shortlist.put(here.store, ref, now=here.now())
    return forms.back(url_for("pages.shortlist"), removed=None)


def remove(ref: str) -> Redirect:
    """Take a creator off the shortlist; the next page offers to undo it."""
    here = context()
    shortlist.remove(here.store, ref, now=here.now())
    return forms.back(url_for("pages.shortlist"), removed=ref)


def arranged(rows: list[ShortlistRow], query: ShortlistQuery) -> list[ShortlistRow]:
    """The rows that a query asks for, in its order; rows without the number come last either way."""
    kept = [row for row in rows if _matches(row, query)]
    key = SORTS[query.sort]
    known = sorted((row for row in kept if key(row) is not None), key=key, reverse=query.order == "down")
    return known + [row for row in kept if key(row) is None]


def _matches(row: ShortlistRow, query: ShortlistQuery) -> bool:
    entry = row.entry
    if (query.list and query.list not in entry.lists) or (query.stage and query.stage != entry.stage):
        return False
    words = " ".join((entry.handle, row.summary.name or "", entry.notes, *entry.tags)).casefold()
    return all(word.lstrip("@") in words for word in query.q.casefold().split())


def _query() -> ShortlistQuery:
    stage = request.args.get("stage", "")
    return ShortlistQuery.asked(
        tuple(SORTS), list=request.args.get("list", ""), stage=stage if stage in STAGES else ""
    )


def _change() -> EntryChange:
    wanted: dict[str, Any] = {name: forms.typed(name) for name in ("stage", "notes") if name in request.form}
    wanted |= {name: forms.terms(forms.typed(name)) for name in ("lists", "tags") if name in request.form}
    try:
        return msgspec.convert(wanted, EntryChange)
    except msgspec.ValidationError as error:
        raise InvalidInput(
            "Choose one of the stages, keep notes under 10,000 characters and each list or tag under 80."
        ) from error


def _removed() -> CreatorSummary | None:
    """The creator that the address says was just removed, unless that is no longer so."""
    ref = request.args.get("removed")
    store = context().store
    try:
        summary = creators.get(store, ref) if ref else None
    except NotFound:
        return None
    return summary if summary and entry_of(store, summary.id, summary.handle) is None else None


def _ends(rows: list[ShortlistRow], name: str) -> list[float | None]:
    """The ends of an estimate over all rows: its column's axis must hold them, so that rows can be compared."""
    found = [row.scorecard.estimates.get(name) for row in rows]
    return [end for estimate in found if estimate for end in (estimate.low, estimate.value, estimate.high)]


def _recent(entry: ShortlistEntry) -> str:
    newest = creators.videos(context().store, entry.creator_id or f"@{entry.handle}", limit=RECENT)
    return bars([video.views for video in reversed(newest)]) if newest else ""
