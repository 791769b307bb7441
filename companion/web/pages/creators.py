"""Every creator that Fitlens has seen, paged, searchable and sortable."""

from flask import Blueprint

from companion.service import creators, lists, shortlist
from companion.store.interfaces import CreatorRow
from companion.web.charts import log_scale
from companion.web.context import context
from companion.web.pages.layout import show
from companion.web.pages.query import ListQuery

PAGE = 50
"""Creators on one page."""


class CreatorsQuery(ListQuery, frozen=True, kw_only=True):
    """One view of the creators."""

    sort: str = "seen_at"


def add_to(blueprint: Blueprint) -> None:
    """Register this module's routes."""
    blueprint.add_url_rule("/creators", view_func=page, endpoint="creators")


def page() -> str:
    """The creators."""
    store, query = context().store, CreatorsQuery.asked(creators.SORTS)
    found = creators.page(
        store,
        search=query.q,
        sort=query.sort,
        descending=query.order == "down",
        limit=PAGE,
        offset=(query.page - 1) * PAGE,
    )
    kept = shortlist.entries(store)
    return show(
        "creators.html",
        query=query,
        rows=found.rows,
        total=found.total,
        everyone=store.observations.count()["creators"],
        pages=max(1, -(-found.total // PAGE)),
        rates=log_scale(_ends(found.rows, "engagement_rate")),
        views=log_scale(_ends(found.rows, "typical_views")),
        fit_for=lists.fit_for(store),
        waiting_for_fit=lists.without_fit(store),
        saved={ref for entry in kept for ref in (entry.creator_id, entry.handle) if ref},
    )


def _ends(rows: tuple[CreatorRow, ...], name: str) -> list[float | None]:
    found = [row.scorecard.estimates.get(name) for row in rows if row.scorecard]
    return [end for estimate in found if estimate for end in (estimate.low, estimate.value, estimate.high)]
