"""The parts of TikTok's JSON that we read, by TikTok's own names. Everything else is skipped undecoded.

Scalars are ``Any``: TikTok writes the same field as number, text or null, so ``scalars`` decides what they mean.
"""

from typing import Any

from msgspec import Raw, Struct, field

ABSENT = Raw()
"""An undecoded part that isn't there."""


def present(part: Raw) -> bool:
    """Whether an undecoded part is there and is not null."""
    return bytes(part) not in (b"", b"null")


class Nothing(Struct, gc=False):
    """An object of which only the presence matters."""


class Stats(Struct, rename="camel", gc=False):
    """Counts of a video."""

    play_count: Any = None
    digg_count: Any = None
    comment_count: Any = None
    share_count: Any = None
    collect_count: Any = None


class HeaderStats(Struct, rename="camel", gc=False):
    """Counts of an account."""

    follower_count: Any = None
    following_count: Any = None
    heart: Any = None
    heart_count: Any = None
    video_count: Any = None


class BioLink(Struct, gc=False):
    """The link in a profile."""

    link: Any = None


class Commerce(Struct, gc=False):
    """Business accounts."""

    category: Any = None


class User(Struct, rename="camel", gc=False):
    """An account, in a profile or as a video's author (on mobile pages with its counts)."""

    id: Any = None
    unique_id: Any = None
    sec_uid: Any = None
    nickname: Any = None
    signature: Any = None
    verified: Any = None
    private_account: Any = None
    secret: Any = None
    create_time: Any = None
    region: Any = None
    language: Any = None
    bio_link: BioLink | None = None
    tt_seller: Any = None
    commerce_user_info: Commerce | None = None
    follower_count: Any = None
    following_count: Any = None
    heart: Any = None
    heart_count: Any = None
    video_count: Any = None


class TextExtra(Struct, rename="camel", gc=False):
    """A hashtag (type 1) or a mention (type 0) in a caption."""

    type: Any = None
    hashtag_name: Any = None
    user_unique_id: Any = None
    is_commerce: Any = None


class Challenge(Struct, rename="camel", gc=False):
    """A hashtag again."""

    title: Any = None
    is_commerce: Any = None


class Music(Struct, rename="camel", gc=False):
    """The sound."""

    id: Any = None
    title: Any = None
    original: Any = None
    author_name: Any = None


class Subtitle(Struct, gc=False):
    """Automatic captions in one language."""

    language: Any = field(default=None, name="LanguageCodeName")


class Clip(Struct, rename="camel", gc=False):
    """The video file."""

    duration: Any = None
    subtitle_infos: list[Subtitle] | None = None


class Duet(Struct, rename="camel", gc=False):
    """The other half of a duet; "0" is none."""

    duet_from_id: Any = None


class Sticker(Struct, rename="camel", gc=False):
    """Words on the picture."""

    sticker_text: list[Any] | None = None


class Warn(Struct, gc=False):
    """A note of TikTok's on a video."""

    text: Any = None


class SearchWord(Struct, gc=False):
    """One suggested search."""

    word: Any = None


class SearchWords(Struct, gc=False):
    """Suggested searches in one place of the page."""

    words: list[SearchWord] | None = None


class SearchSuggestions(Struct, gc=False):
    """What lists carry instead of ``suggestedWords``."""

    places: list[SearchWords] | None = field(default=None, name="video_suggest_words_struct")


class Anchor(Struct, gc=False):
    """Something attached to a video: a product, a template, an effect."""

    type: Any = None


class Place(Struct, gc=False):
    """A tagged place."""

    name: Any = None
    city: Any = None


class Item(Struct, rename="camel", gc=False):
    """A video or photo post."""

    id: Any = None
    desc: Any = None
    create_time: Any = None
    author: User | str | None = None
    author_id: Any = None
    author_sec_id: Any = None
    nickname: Any = None
    author_stats: HeaderStats | None = None
    author_stats_v2: HeaderStats | None = None
    stats: Stats | None = None
    stats_v2: Stats | None = None
    text_extra: list[TextExtra] | None = None
    challenges: list[Challenge] | None = None
    music: Music | None = None
    video: Clip | None = None
    image_post: Nothing | None = None
    is_pinned_item: Any = None
    is_ad: Any = None
    ad_authorization: Any = None
    ec_video: Any = field(default=None, name="isECVideo")
    anchors: list[Anchor] | None = None
    poi: Place | None = None
    location_created: Any = None
    diversification_labels: list[Any] | None = None
    text_language: Any = None
    live_room_info: Nothing | None = None
    is_aigc: Any = field(default=None, name="IsAigc")
    aigc_label_type: Any = None
    moderation_aigc_label_type: Any = None
    aigc_description: Any = field(default=None, name="AIGCDescription")
    duet_info: Duet | None = None
    duet_enabled: Any = None
    stitch_enabled: Any = None
    item_comment_status: Any = None
    playlist_id: Any = None
    stickers_on_item: list[Sticker] | None = None
    suggested_words: list[Any] | None = None
    video_suggest_words_list: SearchSuggestions | None = None
    item_mute: Any = None
    mask_type: Any = None
    warn_info: list[Warn] | None = None
    is_content_classified: Any = None


class ItemInfo(Struct, rename="camel", gc=False):
    """One video's envelope."""

    item_struct: Raw = ABSENT


class UserInfo(Struct, rename="camel", gc=False):
    """One account's envelope."""

    user: User | None = None
    stats: HeaderStats | None = None
    stats_v2: HeaderStats | None = None
    item_list: list[Raw] | None = None


class Extra(Struct, gc=False):
    """An answer's own notes."""

    now: Any = None


class UserDetail(Struct, rename="camel", gc=False):
    """The profile scope of a page, and the answer of ``/api/user/detail/``."""

    user_info: UserInfo | None = None
    status_code: Any = None
    status_code_snake: Any = field(default=None, name="status_code")


class VideoDetail(Struct, rename="camel", gc=False):
    """The video scope of a page, and the answer of ``/api/item/detail/``."""

    item_info: ItemInfo | None = None
    status_code: Any = None
    status_code_snake: Any = field(default=None, name="status_code")


class Words(Struct, gc=False):
    """The few entries of the page's own dictionary that we use."""

    pin: Any = field(default=None, name="profile_page_pin")
    private: Any = field(default=None, name="This account is private")
    private_body: Any = field(default=None, name="profile_others_private_body")
    private_error: Any = field(default=None, name="err_user_private")
    not_found: Any = field(default=None, name="Couldn't find this account")
    not_found_body: Any = field(default=None, name="err_user")
    region_locked: Any = field(default=None, name="acct_geo_block_restriction_error_title")
    unavailable: Any = field(default=None, name="server_error_title")


class Translation(Struct, gc=False):
    """The page's own dictionary, in the visitor's language."""

    words: Words | None = field(default=None, name="Webapp")


class Scopes(Struct, gc=False):
    """What the rehydration script holds."""

    user_detail: UserDetail | None = field(default=None, name="webapp.user-detail")
    video_detail: VideoDetail | None = field(default=None, name="webapp.video-detail")
    reflow_detail: VideoDetail | None = field(default=None, name="webapp.reflow.video.detail")
    updated_items: list[Raw] | None = field(default=None, name="webapp.updated-items")
    translation: Translation | None = field(default=None, name="webapp.i18n-translation")


class Answer(Struct, rename="camel", gc=False):
    """The top level of any JSON that TikTok sends; which fields are there tells the format."""

    scopes: Scopes | None = field(default=None, name="__DEFAULT_SCOPE__")
    user_info: UserInfo | None = None
    user: User | None = None
    stats: HeaderStats | None = None
    stats_v2: HeaderStats | None = None
    item_info: ItemInfo | None = None
    video_detail: VideoDetail | None = None
    item_list: list[Raw] | None = None
    item_list_snake: list[Raw] | None = field(default=None, name="item_list")
    has_more: Any = None
    has_more_snake: Any = field(default=None, name="has_more")
    status_code: Any = None
    status_code_snake: Any = field(default=None, name="status_code")
    code: Any = None
    type: Any = None
    extra: Extra | None = None
    log: Raw = field(default=ABSENT, name="log_pb")
    comments: Raw = ABSENT
    aweme_list: Raw = field(default=ABSENT, name="aweme_list")
    aweme_detail: Raw = field(default=ABSENT, name="aweme_detail")
    data: Raw = ABSENT
    user_list: Raw = field(default=ABSENT, name="user_list")
    item_module: Raw = field(default=ABSENT, name="ItemModule")
    user_module: Raw = field(default=ABSENT, name="UserModule")
    shared_module: Raw = field(default=ABSENT, name="SharingVideoModule")


class WellFormed(Answer, rename="camel", gc=False):
    """An answer of which every item has its usual shape, so that all of it is decoded in one pass."""

    item_list: list[Item] | None = None  # type: ignore[assignment]
