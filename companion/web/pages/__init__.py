"""The desk: real HTML that works without scripts; ``static/desk.js`` only saves clicks.

Forms post to page routes, which change one thing and redirect (303) to the page that shows it; a GET changes
nothing.
"""

from flask import Blueprint, request
from flask.blueprints import BlueprintSetupState

from companion.web import charts
from companion.web.pages import accuracy, briefs, compare, connection, creator, creators, shortlist
from companion.web.pages.formatting import FILTERS

blueprint = Blueprint("pages", __name__)


FORM_LIMIT = 512 * 1024
"""Bytes of a form: notes of 10,000 characters take nine bytes each at worst once a browser has encoded them."""


@blueprint.before_request
def _take_long_notes() -> None:
    request.max_content_length = FORM_LIMIT


@blueprint.record_once
def _speak(state: BlueprintSetupState) -> None:
    state.app.jinja_env.filters.update(FILTERS)
    state.app.jinja_env.globals.update(
        range_bar=charts.range_bar,
        promise_bar=charts.promise_bar,
        percentile_mark=charts.percentile_mark,
        ring=charts.ring,
        scores=charts.SCORES,
        ratios=charts.RATIOS,
        shares=charts.SHARES,
    )


for room in (shortlist, compare, creators, creator, accuracy, briefs, connection):
    room.add_to(blueprint)
