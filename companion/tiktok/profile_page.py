"""A creator's profile page: the rehydration script, or the scopes that the extension cut out of it."""

from companion.model import Reading
from companion.tiktok import addresses
from companion.tiktok.body import Body
from companion.tiktok.outcomes import without_data
from companion.tiktok.profiles import read_detail

NAME = "profile_page"


def recognises(body: Body) -> bool:
    """The page has a profile scope."""
    return body.scopes is not None and body.scopes.user_detail is not None


def read(body: Body) -> Reading:
    """Read the profile; TikTok sends no videos in it.

    After a move inside the page the script still describes the first page opened, so its creator must be the one
    in the address.
    """
    detail = body.scopes.user_detail if body.scopes else None
    if detail is None:
        return without_data(NAME, "shell_without_data")
    expected = addresses.handle_of(body.page_url)
    reading = read_detail(NAME, detail, asked_for=expected, without="shell_without_data")
    if expected and reading.about and reading.about != expected:
        return without_data(NAME, "stale_script")
    return reading
