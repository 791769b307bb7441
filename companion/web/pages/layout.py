"""What every page carries: the way around, the brief in use, and who is waiting for permission."""

from typing import Any

from flask import render_template

from companion.service import access, briefs, shortlist
from companion.web.context import context


def show(template: str, **values: Any) -> str:
    """Render a page with what the layout needs."""
    here = context()
    now = here.now()
    return render_template(
        template,
        now=now,
        listed=len(shortlist.entries(here.store)),
        waiting=access.waiting(here.store, now),
        active_brief=briefs.active(here.store),
        **values,
    )
