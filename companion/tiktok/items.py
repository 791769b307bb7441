"""TikTok's video items to videos and their authors."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from companion.model import AdFlags, Creator, Skipped, Sound, Video, rounding_half_width
from companion.tiktok import captions, labels, scalars
from companion.tiktok.decoding import decoded
from companion.tiktok.disclosure import discloses
from companion.tiktok.figures import creator_counts, video_counts
from companion.tiktok.people import creator_of
from companion.tiktok.wire import Item, Music, Place, User

LONGEST_VIDEO_S = 6 * 3600
SHOP_ANCHOR = 35
"""The type of an attachment that is a TikTok Shop product."""


_NO_SOUND = Sound()


class Items(msgspec.Struct, frozen=True):
    """What a list of items holds."""

    videos: tuple[Video, ...]
    creators: tuple[Creator, ...]
    skipped: tuple[Skipped, ...]


def read_items(raws: Iterable[msgspec.Raw | Item], *, pins_shown: bool | None = False) -> Items:
    """Read items one by one, so that a bad one costs only itself.

    Args:
        raws: the items, decoded or not yet.
        pins_shown: whether this list marks pinned videos, so that an unmarked one is not pinned; None if the
            first mark found is to decide.
    """
    items: list[Item] = []
    skipped: Counter[str] = Counter()
    for raw in raws:
        item = raw if isinstance(raw, Item) else decoded(raw, Item)
        reason = _unusable(item)
        if item is None or reason:
            skipped[reason] += 1
        else:
            items.append(item)
    if pins_shown is None:
        pins_shown = any(item.is_pinned_item is True for item in items)
    videos: dict[str, Video] = {}
    for item in items:
        video = _video(item, pins_shown=pins_shown)
        if videos.setdefault(video.id, video) is not video:
            skipped["the same video again"] += 1
    return Items(
        videos=tuple(videos.values()),
        creators=_creators(items),
        skipped=tuple(Skipped(reason, count) for reason, count in skipped.items()),
    )


def _unusable(item: Item | None) -> str:
    if item is None:
        return "not readable"
    if item.live_room_info is not None:
        return "live room"
    if not scalars.identifier(item.id):
        return "no id"
    told = (item.stats, item.stats_v2, item.author, item.create_time, item.desc, item.video)
    return "" if any(each is not None for each in told) else "not readable"


def _video(item: Item, *, pins_shown: bool) -> Video:
    video_id = scalars.identifier(item.id) or ""
    words = captions.caption(item.desc)
    language = scalars.language(item.text_language)
    author = item.author if isinstance(item.author, User) else None
    photo = item.image_post is not None
    extra = item.text_extra or ()
    is_duet, duet_of = labels.duet(item)
    return Video(
        id=video_id,
        creator_id=scalars.identifier(author.id if author else item.author_id),
        handle=scalars.handle(author.unique_id if author else item.author),
        created_at=scalars.instant(item.create_time) or scalars.uploaded_at(video_id),
        caption=words,
        hashtags=captions.hashtags(
            [each.hashtag_name for each in extra if each.hashtag_name and each.type in (1, "1", None)]
            + [each.title for each in item.challenges or ()],
            words,
        ),
        mentions=captions.mentions(
            [each.user_unique_id for each in extra if each.user_unique_id and each.type in (0, "0")], words
        ),
        language=language,
        duration_s=None if photo else _duration(item),
        sound=_sound(item.music),
        photo=photo,
        pinned=True if item.is_pinned_item is True else False if pins_shown else None,
        ad=_ad(item, words, language),
        topics=_topics(item.diversification_labels),
        place=_place(item.poi) or scalars.region(item.location_created),
        duet=is_duet,
        duet_of=duet_of,
        playlist_id=scalars.identifier(item.playlist_id),
        branded_hashtags=labels.branded_hashtags(item),
        screen_texts=labels.screen_texts(item),
        caption_languages=labels.caption_languages(item),
        search_words=labels.search_words(item),
        muted=scalars.flag(item.item_mute),
        ai=labels.ai_labels(item),
        allows=labels.permissions(item),
        restrictions=labels.restrictions(item),
        counts=video_counts(item.stats, item.stats_v2),
    )


def _duration(item: Item) -> int | None:
    seconds = scalars.count(item.video.duration) if item.video else None
    return seconds if seconds and seconds <= LONGEST_VIDEO_S else None


def _sound(music: Music | None) -> Sound | None:
    if music is None:
        return None
    sound = Sound(
        id=scalars.identifier(music.id),
        title=scalars.line(music.title),
        original=scalars.flag(music.original),
        author=scalars.line(music.author_name),
    )
    return sound if sound != _NO_SOUND else None


def _ad(item: Item, words: str | None, language: str | None) -> AdFlags:
    # Carriers since 2025, known by their statsV2, leave out flags that are false; older ones always wrote them,
    # so there an absent flag is unknown.
    unsaid = False if item.stats_v2 is not None else None
    is_ad, authorized = scalars.flag(item.is_ad), scalars.flag(item.ad_authorization)
    shop = scalars.flag(item.ec_video) or any(each.type in (SHOP_ANCHOR, "35") for each in item.anchors or ())
    return AdFlags(
        is_ad=unsaid if is_ad is None else is_ad,
        authorized=unsaid if authorized is None else authorized,
        shop=shop or unsaid,
        disclosed=None if words is None else discloses(words, language),
    )


def _topics(labels: list[object] | None) -> tuple[str, ...] | None:
    return tuple(topic for each in labels[:50] if (topic := scalars.line(each))) or None if labels else None


def _place(poi: Place | None) -> str | None:
    if poi is None:
        return None
    name, city = scalars.line(poi.name), scalars.line(poi.city)
    return f"{name}, {city}" if name and city and city != name else name or city


def _creators(items: list[Item]) -> tuple[Creator, ...]:
    """Each author once: of several cards of one author the one that says most."""
    cards: dict[object, list[Item]] = {}
    for item in items:
        author = item.author
        who = (author.unique_id or author.id) if isinstance(author, User) else author
        same = cards.setdefault(str(who), [])
        if not any(_same_card(item, other) for other in same):
            same.append(item)
    fullest = (
        _author(same[0]) if len(same) == 1 else max(map(_author, same), key=_known) for same in cards.values()
    )
    return tuple(creator for creator in fullest if creator.handle or creator.id)


def _same_card(one: Item, other: Item) -> bool:
    return (
        one.author == other.author
        and one.author_stats == other.author_stats
        and one.author_stats_v2 == other.author_stats_v2
    )


def _author(item: Item) -> Creator:
    if not isinstance(item.author, User):  # the generation of 2021 to 2023 wrote the handle alone
        return Creator(
            id=scalars.identifier(item.author_id),
            handle=scalars.handle(item.author),
            sec_uid=scalars.key(item.author_sec_id),
            name=scalars.line(item.nickname),
            counts=creator_counts(item.author_stats, item.author_stats_v2),
        )
    own = item.author_stats is None and item.author_stats_v2 is None  # mobile pages count inside the author
    counts = creator_counts(item.author if own else item.author_stats, item.author_stats_v2)
    return creator_of(item.author, counts)


def _known(creator: Creator) -> tuple[int, int]:
    """How much a card says, then how much of it is exact."""
    counts = [each for each in msgspec.structs.astuple(creator.counts) if each is not None]
    fields = sum(each is not None for each in msgspec.structs.astuple(creator))
    return fields + len(counts), sum(rounding_half_width(each) == 0 for each in counts)
