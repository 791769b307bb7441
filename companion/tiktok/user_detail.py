"""The answer of ``/api/user/detail/``, which the page fetches on a move to another profile."""

from companion.model import Reading
from companion.tiktok import addresses, scalars
from companion.tiktok.body import Body
from companion.tiktok.outcomes import without_data
from companion.tiktok.profiles import read_detail
from companion.tiktok.wire import UserDetail, UserInfo

NAME = "user_detail"
_PATH = "/user/detail"


def recognises(body: Body) -> bool:
    """The answer has an account (tools save it with or without its outer level), or was asked for one."""
    answer = body.answer
    if answer is None or body.scopes is not None:
        return False
    whole = answer.user_info is not None or (answer.user is not None and answer.stats is not None)
    return whole or _PATH in addresses.request_path(body.request_url)


def read(body: Body) -> Reading:
    """Read the account."""
    answer = body.answer
    if answer is None:
        return without_data(NAME, "empty")
    info = answer.user_info or UserInfo(user=answer.user, stats=answer.stats, stats_v2=answer.stats_v2)
    detail = UserDetail(info, answer.status_code, answer.status_code_snake)
    asked_for = scalars.handle(addresses.parameter(body.request_url, "uniqueId"))
    return read_detail(NAME, detail, asked_for=asked_for or addresses.handle_of(body.page_url), without="empty")
