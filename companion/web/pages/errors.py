"""What went wrong, in one sentence, in the look of every other page."""

from flask import request

from companion.web.pages.layout import show

TITLES = {404: "Not here", 413: "Too large"}


def error_page(status: int, says: str) -> str:
    """An error page; notes that came with the request are shown again, so that nothing typed is lost."""
    typed = request.form.get("notes") if status != 413 else None  # a form that is too large can't be read
    return show("error.html", title=TITLES.get(status, "That did not work"), says=says, typed=typed)
