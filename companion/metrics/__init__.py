"""Typed readings in, estimates out. Pure: no I/O, no clock, no Flask; every number is an `Estimate`."""

from companion.metrics.assess import assess
from companion.metrics.badges import badges
from companion.metrics.card import FORMULA_VERSION, scorecard
from companion.metrics.niche import by_meaning

__all__ = ["FORMULA_VERSION", "assess", "badges", "by_meaning", "scorecard"]
