"""A page that starts with a list of videos (For You and others), since late 2023: ``webapp.updated-items``."""

from companion.model import Reading
from companion.tiktok.body import Body
from companion.tiktok.gathering import gathered
from companion.tiktok.items import read_items

NAME = "feed_page"


def recognises(body: Body) -> bool:
    """The page's script has the list."""
    return body.scopes is not None and body.scopes.updated_items is not None


def read(body: Body) -> Reading:
    """Read the videos and their authors."""
    return gathered(NAME, read_items((body.scopes.updated_items if body.scopes else None) or ()))
