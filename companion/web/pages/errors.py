"""What went wrong, in one sentence, in the look of every other page."""

from flask import request

from companion.model import FitlensError, NotFound, TooLarge
from companion.web.pages.layout import show

TITLES = {
    400: "That did not work",
    404: "Not here",
    405: "That did not work",
    413: "Too large",
    500: "Something broke",
}

STATUS = {NotFound: 404, TooLarge: 413}


def error_page(status: int, says: str) -> tuple[str, int]:
    """An error page; notes that came with the request are shown again, so that nothing typed is lost."""
    title = TITLES.get(status, TITLES[400])
    return show("error.html", title=title, says=says, typed=request.form.get("notes")), status


def said(error: FitlensError) -> tuple[str, int]:
    """The page of an error that a use case raised."""
    return error_page(STATUS.get(type(error), 400), error.says)
