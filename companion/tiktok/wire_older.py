"""The parts of TikTok's pages of 2019 to 2023 that we read, by TikTok's own names (see ``wire``)."""

from typing import Any

from msgspec import Raw, Struct, field

from companion.tiktok.wire import ABSENT, HeaderStats, ItemInfo, User, UserInfo, VideoDetail


class SigiUsers(Struct, rename="camel", gc=False):
    """The accounts of a page of 2021 to 2023, by handle."""

    users: dict[str, User] | None = None
    stats: dict[str, HeaderStats] | None = None
    stats_v2: dict[str, HeaderStats] | None = None


class SigiPage(Struct, rename="camel", gc=False):
    """What such a page says about itself."""

    unique_id: Any = None
    status_code: Any = None


class SigiShared(Struct, rename="camel", gc=False):
    """The one video of a mobile page of 2022."""

    video_data: VideoDetail | None = None


class SigiState(Struct, gc=False):
    """The state of a page of 2021 to 2023."""

    items: dict[str, Raw] | None = field(default=None, name="ItemModule")
    users: SigiUsers | None = field(default=None, name="UserModule")
    shared: SigiShared | None = field(default=None, name="SharingVideoModule")
    user_page: SigiPage | None = field(default=None, name="UserPage")
    video_page: SigiPage | None = field(default=None, name="VideoPage")


class NextPageProps(Struct, rename="camel", gc=False):
    """The data of a page of 2019 to 2021."""

    user_info: UserInfo | None = None
    items: list[Raw] | None = None
    item_info: ItemInfo | None = None
    user_data: Raw = ABSENT
    video_data: Raw = ABSENT
    status_code: Any = None


class NextProps(Struct, rename="camel", gc=False):
    """Its envelope."""

    page_props: NextPageProps | None = None


class NextData(Struct, gc=False):
    """The script of a page of 2019 to 2021."""

    props: NextProps | None = None
