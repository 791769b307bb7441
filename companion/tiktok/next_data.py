"""Pages of 2019 to 2021: the ``__NEXT_DATA__`` script, which held a profile together with its first videos."""

import msgspec

from companion.model import Reading
from companion.tiktok import account_records, addresses, item_infos, one_video, pages, profiles
from companion.tiktok.body import Body
from companion.tiktok.decoding import decoded, encoded, loaded
from companion.tiktok.gathering import gathered
from companion.tiktok.items import read_items
from companion.tiktok.outcomes import code_outcome, without_data
from companion.tiktok.wire import ItemInfo, UserDetail, UserInfo, VideoDetail, present
from companion.tiktok.wire_older import NextData, NextPageProps

NAME = "next_data"
_MARK = '"pageProps"'
_HEAD = 2000


def recognises(body: Body) -> bool:
    """The script has a profile, a list of videos or a video; other sites use the same kind of script."""
    text = _text(body)
    if text is None:
        return False
    props = _props(text)
    if props is None:
        return "tiktok" in body.text and decoded(text, NextData) is None
    if present(props.user_data) or present(props.video_data) or props.user_info or props.item_info:
        return True
    listed = props.items is not None or code_outcome(props.status_code) is not None
    return listed and "tiktok" in body.text.lower()


def read(body: Body) -> Reading:
    """Read the profile with its videos, a list, or the one video."""
    props = _props(_text(body) or "")
    if props is None:
        return without_data(NAME, "broken")
    expected = addresses.handle_of(body.page_url)
    props = _in_later_words(props)
    # A page that TikTok refuses may hold the code alone: then its address tells what was refused.
    asked_for_video = addresses.video_of(body.page_url) is not None
    if props.user_info is not None or (_is_empty(props) and expected and not asked_for_video):
        return _read_profile(props, expected)
    if props.item_info is not None or (_is_empty(props) and asked_for_video):
        detail = VideoDetail(props.item_info, props.status_code)
        return one_video.read_detail(NAME, detail, asked_for=expected, without="shell_without_data")
    return gathered(NAME, read_items(props.items or ()), trouble=code_outcome(props.status_code))


def _is_empty(props: NextPageProps) -> bool:
    return props.user_info is None and props.items is None and props.item_info is None


def _read_profile(props: NextPageProps, expected: str | None) -> Reading:
    detail = UserDetail(props.user_info, props.status_code)
    profile = profiles.read_detail(NAME, detail, asked_for=expected, without="shell_without_data")
    if expected and profile.about and profile.about != expected:
        return without_data(NAME, "stale_script")
    items = read_items(props.items or (props.user_info.item_list if props.user_info else None) or ())
    if profile.outcome != "read" and not items.videos:
        return profile
    whole = gathered(NAME, items, accounts=profile.creators, about=profile.about)
    return msgspec.structs.replace(
        whole, problems=profile.problems + whole.problems, checks=profile.checks + whole.checks
    )


def _in_later_words(props: NextPageProps) -> NextPageProps:
    """The objects of 2018 to 2020 as the pages wrote them afterwards."""
    account, video = loaded(props.user_data), loaded(props.video_data)
    if isinstance(account, dict) and props.user_info is None:
        info = decoded(encoded(account_records.scraped(account)), UserInfo)
        props = msgspec.structs.replace(props, user_info=info)
    if isinstance(video, dict) and item_infos.fits(video) and props.item_info is None:
        props = msgspec.structs.replace(props, item_info=ItemInfo(encoded(item_infos.video(video))))
    return props


def _text(body: Body) -> str | None:
    if body.html:
        return pages.script(body.text, pages.NEXT_DATA) if _MARK in body.text else None
    return body.text if _MARK in body.text[:_HEAD] else None


def _props(text: str) -> NextPageProps | None:
    data = decoded(text, NextData)
    return data.props.page_props if data and data.props else None
