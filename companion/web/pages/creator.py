"""One creator: the whole scorecard with its evidence, the videos with their exclusions, and what is new."""

from collections.abc import Iterable, Mapping

import msgspec
from flask import Blueprint, url_for
from werkzeug.wrappers import Response as Redirect

from companion.model import (
    DAY,
    STAGES,
    Content,
    Estimate,
    Found,
    InvalidInput,
    Scorecard,
    parse_instant,
)
from companion.service import briefs, creators, forecasting, scoring, shortlist
from companion.service.creative import creative
from companion.service.creators import News, VideoSummary
from companion.service.wording import CONTENT_WORDS, cohorts, compact, reason
from companion.web import charts
from companion.web.charts import Dot, Line, Scale
from companion.web.context import context
from companion.web.pages import forms
from companion.web.pages.creative import view
from companion.web.pages.layout import show
from companion.web.pages.query import page_number

PAGE = 40
"""Videos on one page of the table."""

NEWEST = 120
"""Newest videos in the charts, and among those that are told by caption, day and views."""

SAID_AS_SHARES = {"comments_per_like"}
"""Ratios that people say in percent."""

GROWTH_DAYS = 90
"""How far back the chart of repeated readings goes."""

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Views", ("next_video_views", "typical_views", "mean_views", "next_video_engagements")),
    (
        "Engagement",
        (
            "engagement_rate",
            "engagement_rate_with_saves",
            "comments_per_like",
            "shares_per_view",
            "saves_per_view",
        ),
    ),
    ("Against followers", ("view_rate", "engagement_rate_by_followers")),
    ("Price of one post", ("fair_price", "walk_away_price")),
    ("Habits", ("posts_per_week", "sponsored_share", "sponsored_views", "consistency", "momentum")),
)
"""How the estimates are grouped; the members of a group share one scale, but habits, which differ in kind."""

FIXED_SCALES = {
    "posts_per_week": charts.CADENCE,
    "sponsored_share": charts.SHARES,
    "sponsored_views": charts.RATIOS,
    "consistency": charts.SPREADS,
    "momentum": charts.RATIOS,
}


class EstimateRow(msgspec.Struct, frozen=True):
    """One line of the scorecard."""

    name: str
    estimate: Estimate
    scale: Scale


class Group(msgspec.Struct, frozen=True):
    """Estimates that belong together; ``scale`` is the one that they share, if they do."""

    title: str
    rows: tuple[EstimateRow, ...]
    scale: Scale | None
    unit: str


def add_to(blueprint: Blueprint) -> None:
    """Register this module's routes."""
    blueprint.add_url_rule("/creators/<ref>", view_func=page, endpoint="creator")
    blueprint.add_url_rule("/creators/<ref>/looked", view_func=looked, endpoint="looked", methods=["POST"])
    blueprint.add_url_rule("/creators/<ref>/shown", view_func=shown, endpoint="shown", methods=["POST"])


def page(ref: str) -> str:
    """One creator's page."""
    here = context()
    now = here.now()
    look = scoring.look(here.store, ref, now=now)
    since = shortlist.last_look(here.store, ref)
    number = page_number()
    listed = creators.videos(here.store, ref, limit=PAGE + 1, offset=(number - 1) * PAGE)
    newest = {video.id: video for video in creators.videos(here.store, ref, limit=NEWEST)}
    excluded = {left.video_id: left.reason for left in look.scorecard.sample.excluded}
    return show(
        "creator.html",
        card=look.scorecard,
        creator=look.scorecard.creator,
        entry=look.shortlisted,
        badges=look.badges,
        groups=groups(look.scorecard.estimates),
        peers=cohorts(look.scorecard.peers),
        about=about(look.scorecard.content),
        made=view(creative(here.store, ref)),
        newest=newest,
        excluded=excluded,
        used=set(look.scorecard.sample.video_ids),
        videos=listed[:PAGE],
        number=number,
        more=len(listed) > PAGE,
        news=_news(ref, since) if look.shortlisted else None,
        posting=_posting_chart(newest.values(), look.scorecard, excluded),
        growth=_growth_chart(ref, newest, now),
        record=forecasting.record_of(here.store, ref),
        stages=STAGES,
        briefs=briefs.all_briefs(here.store),
    )


def looked(ref: str) -> Redirect:
    """Remember that everything up to the moment at which the page was made has been seen."""
    here = context()
    made_at = forms.typed("until")
    if not (made_at.isascii() and made_at.isdigit() and len(made_at) <= 12):
        raise InvalidInput("Open the creator's page again: this form has no time on it.")
    shortlist.looked(here.store, ref, now=min(int(made_at), here.now()))
    return forms.back(url_for("pages.creator", ref=ref))


def shown(ref: str) -> Redirect:
    """Record the forecast that a person has before their eyes."""
    here = context()
    scoring.shown(here.store, ref, now=here.now())
    return forms.back(url_for("pages.creator", ref=ref))


def groups(estimates: Mapping[str, Estimate]) -> list[Group]:
    """The estimates in the order of the page; those that it doesn't know yet come last."""
    known = {name for _, names in GROUPS for name in names}
    later = ("More", tuple(name for name in estimates if name not in known))
    found = [
        _group(title, [(name, estimates[name]) for name in names if name in estimates])
        for title, names in (*GROUPS, later)
    ]
    return [group for group in found if group.rows]


def about(content: Content) -> list[tuple[str, tuple[Found, ...], str]]:
    """What the videos are about and whom they name, in the order of the page; what did not come up is left out."""
    rows = [(title, getattr(content, field), note) for field, (title, note) in CONTENT_WORDS.items()]
    return [row for row in rows if row[1]]


def _group(title: str, members: list[tuple[str, Estimate]]) -> Group:
    comparable = title not in {"Habits", "More"} and any(estimate.value is not None for _, estimate in members)
    shared = charts.log_scale(_numbers(members)) if comparable else None
    rows = tuple(
        EstimateRow(
            name,
            msgspec.structs.replace(estimate, unit="fraction") if name in SAID_AS_SHARES else estimate,
            shared or FIXED_SCALES.get(name) or charts.log_scale(_numbers([(name, estimate)])),
        )
        for name, estimate in members
    )
    return Group(title=title, rows=rows, scale=shared, unit=members[0][1].unit if members else "")


def _numbers(members: Iterable[tuple[str, Estimate]]) -> list[float | None]:
    return [number for _, estimate in members for number in (estimate.low, estimate.value, estimate.high)]


def _news(ref: str, since: int | None) -> News | None:
    return creators.news(context().store, ref, since=since) if since is not None else None


def _posting_chart(newest: Iterable[VideoSummary], card: Scorecard, excluded: Mapping[str, str]) -> str:
    typical, following = card.estimates.get("typical_views"), card.estimates.get("next_video_views")
    if typical is None or following is None:
        return ""
    return charts.posting_chart([dot for video in newest if (dot := _dot(video, excluded))], typical, following)


def _dot(video: VideoSummary, excluded: Mapping[str, str]) -> Dot | None:
    if video.created_at is None or video.views is None:
        return None
    left_out = excluded.get(video.id)
    title = f"{compact(video.views)} views · {video.created_at[:10]} · {(video.caption or '')[:80]}"
    if left_out:
        title += f" · left out: {reason(left_out)}"
    return Dot(parse_instant(video.created_at), video.views, left_out is None, title)


def _growth_chart(ref: str, newest: Mapping[str, VideoSummary], now: int) -> str:
    here = context()
    readings = creators.growth(here.store, ref, since=now - GROWTH_DAYS * DAY)
    return charts.growth_chart(
        [
            Line(tuple(points), (newest[video_id].caption or video_id)[:80])
            for video_id, points in readings.items()
            if video_id in newest
        ]
    )
