"""The desk: real HTML that works without scripts; ``static/desk.js`` only saves clicks.

Forms post to page routes, which change one thing and redirect (303) to the page that shows it; a GET changes
nothing.
"""

from flask import Blueprint
from flask.blueprints import BlueprintSetupState

from companion.model import FitlensError
from companion.web import charts
from companion.web.pages import briefs, connection, creator, creators, errors, shortlist
from companion.web.pages.formatting import FILTERS

blueprint = Blueprint("pages", __name__)


@blueprint.record_once
def _speak(state: BlueprintSetupState) -> None:
    state.app.jinja_env.filters.update(FILTERS)
    state.app.jinja_env.globals.update(
        range_bar=charts.range_bar, ring=charts.ring, scores=charts.SCORES, ratios=charts.RATIOS
    )


for room in (shortlist, creators, creator, briefs, connection):
    room.add_to(blueprint)
blueprint.register_error_handler(FitlensError, errors.said)
