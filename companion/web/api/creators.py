"""Creators and videos that were seen."""

from typing import Annotated, Literal

import msgspec
from flask import Blueprint, Response

from companion.model import end_of_day
from companion.service import creative, creators, forecasting, scoring
from companion.web import answers
from companion.web.context import context

blueprint = Blueprint("creators", __name__)

Search = Annotated[str, msgspec.Meta(max_length=200)]
Limit = Annotated[int, msgspec.Meta(ge=1, le=1000)]
Offset = Annotated[int, msgspec.Meta(ge=0, le=10**9)]
Sort = Literal["seen_at", "handle", "followers", "fit", "engagement_rate", "typical_views"]


class CreatorsQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A page of a list; ``q`` is looked for in handles and names."""

    q: Search = ""
    sort: Sort = "seen_at"
    order: Literal["asc", "desc"] = "desc"
    limit: Limit = 100
    offset: Offset = 0


class VideosQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A page of a creator's videos, newest first."""

    limit: Limit = 100
    offset: Offset = 0


class LookQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """With which brief (the active one if none is named), and as of the end of which day (UTC)."""

    brief: Annotated[str, msgspec.Meta(max_length=80)] | None = None
    as_of: Annotated[str, msgspec.Meta(max_length=40)] | None = None


@blueprint.get("/creators")
def page() -> Response:
    """A page of the creators seen."""
    asked = answers.query(CreatorsQuery)
    found = creators.page(
        context().store,
        search=asked.q,
        sort=asked.sort,
        descending=asked.order == "desc",
        limit=asked.limit,
        offset=asked.offset,
    )
    return answers.answer({"total": found.total, "creators": [row.summary for row in found.rows]})


@blueprint.get("/creators/<ref>")
def one(ref: str) -> Response:
    """One creator."""
    return answers.answer(creators.get(context().store, ref))


@blueprint.get("/creators/<ref>/videos")
def videos(ref: str) -> Response:
    """A creator's videos."""
    asked = answers.query(VideosQuery)
    found = creators.videos(context().store, ref, limit=asked.limit, offset=asked.offset)
    return answers.answer({"videos": found})


@blueprint.get("/creators/<ref>/scorecard")
def scorecard(ref: str) -> Response:
    """A creator's scorecard (DESIGN section 6)."""
    return answers.answer(_look(ref).scorecard)


@blueprint.get("/creators/<ref>/look")
def look(ref: str) -> Response:
    """What the overlay shows: the scorecard, the shortlist entry and a badge per video."""
    return answers.answer(_look(ref))


@blueprint.get("/creators/<ref>/factors")
def factors(ref: str) -> Response:
    """What the creator does in videos and what those videos got."""
    return answers.answer(creative.creative(context().store, ref))


@blueprint.get("/creators/<ref>/forecasts")
def forecasts(ref: str) -> Response:
    """The forecasts that were shown, and how they turned out."""
    return answers.answer(forecasting.record_of(context().store, ref))


@blueprint.get("/videos/<video_id>/history")
def history(video_id: str) -> Response:
    """One video's counts over time."""
    return answers.answer({"id": video_id, "history": creators.history(context().store, video_id)})


def _look(ref: str) -> scoring.CreatorLook:
    here = context()
    asked = answers.query(LookQuery)
    as_of = None if asked.as_of is None else end_of_day(asked.as_of)
    return scoring.look(here.store, ref, brief_name=asked.brief, as_of=as_of, now=here.now())
