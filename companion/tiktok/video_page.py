"""A video's page: the rehydration script of desktop and mobile pages, or the script of mobile pages since 2026."""

from companion.model import Reading
from companion.tiktok import addresses
from companion.tiktok.body import Body
from companion.tiktok.one_video import read_detail
from companion.tiktok.outcomes import without_data
from companion.tiktok.wire import VideoDetail

NAME = "video_page"


def _detail(body: Body) -> VideoDetail | None:
    scopes = body.scopes
    of_page = (scopes.video_detail or scopes.reflow_detail) if scopes else None
    return of_page or body.mobile


def recognises(body: Body) -> bool:
    """The page has a video scope."""
    return _detail(body) is not None


def read(body: Body) -> Reading:
    """Read the video; one that is not the address's own belongs to a page opened before."""
    detail = _detail(body)
    if detail is None:
        return without_data(NAME, "shell_without_data")
    asked_for = addresses.handle_of(body.page_url)
    reading = read_detail(NAME, detail, asked_for=asked_for, without="shell_without_data")
    return without_data(NAME, "stale_script") if _stale(reading, body.page_url) else reading


def _stale(reading: Reading, page_url: str | None) -> bool:
    if not reading.videos:
        return False
    video_id = addresses.video_of(page_url)
    if video_id:  # the id decides: TikTok opens a video under any handle
        return video_id != reading.videos[0].id
    handle = addresses.handle_of(page_url)
    return handle is not None and handle != reading.videos[0].handle
