"""The address without a path leads to the shortlist."""

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response


def add_to(blueprint: Blueprint) -> None:
    """Register this module's routes."""
    blueprint.add_url_rule("/", view_func=home)


def home() -> Response:
    """The first page."""
    return redirect(url_for("pages.shortlist"))
