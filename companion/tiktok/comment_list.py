"""The answer of ``/api/comment/list/``.

Who comments is no creator, and its ``total`` is less than the number of comments that the video itself shows, so
nothing in it is read; it has a name so that nobody takes the file for a broken one.
"""

import msgspec
from msgspec import Raw

from companion.model import Reading, Skipped
from companion.tiktok import addresses
from companion.tiktok.body import Body
from companion.tiktok.decoding import decoded
from companion.tiktok.outcomes import code_outcome, without_data
from companion.tiktok.wire import present

NAME = "comment_list"
SAYS = "These are the comments under a video: Fitlens reads videos and creators, and keeps no commenters."


def recognises(body: Body) -> bool:
    """The answer has comments, or was asked for them."""
    answer = body.answer
    if answer is None or body.scopes is not None:
        return False
    return present(answer.comments) or "/comment/list" in addresses.request_path(body.request_url)


def read(body: Body) -> Reading:
    """Say that there are only comments."""
    answer = body.answer
    if answer is None:
        return without_data(NAME, "empty")
    trouble = code_outcome(answer.status_code, answer.status_code_snake)
    if trouble:
        return without_data(NAME, trouble)
    comments = decoded(answer.comments, list[Raw]) if present(answer.comments) else None
    reading = without_data(NAME, "no_videos", says=SAYS)
    return msgspec.structs.replace(reading, skipped=(Skipped("comment", len(comments)),)) if comments else reading
