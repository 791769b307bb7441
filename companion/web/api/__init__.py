"""The JSON API under ``/api/v1``: one module per thing it speaks of. Views translate; services decide."""

from flask import Blueprint

from companion.web.api import accuracy, briefs, captures, clients, compare, creators, shortlist

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
for part in (clients, captures, creators, compare, accuracy, shortlist, briefs):
    blueprint.register_blueprint(part.blueprint)
