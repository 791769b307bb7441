"""The answer of ``/api/item/detail/``: one video."""

from companion.model import Reading
from companion.tiktok import addresses
from companion.tiktok.body import Body
from companion.tiktok.one_video import read_detail
from companion.tiktok.outcomes import without_data
from companion.tiktok.wire import VideoDetail

NAME = "item_detail"
_PATH = "/item/detail"


def recognises(body: Body) -> bool:
    """The answer has one video's envelope, or was asked for one."""
    if body.answer is None or body.scopes is not None:
        return False
    return body.answer.item_info is not None or _PATH in addresses.request_path(body.request_url)


def read(body: Body) -> Reading:
    """Read the video."""
    answer = body.answer
    if answer is None:
        return without_data(NAME, "empty")
    detail = VideoDetail(answer.item_info, answer.status_code, answer.status_code_snake)
    return read_detail(NAME, detail, asked_for=addresses.handle_of(body.page_url), without="empty")
