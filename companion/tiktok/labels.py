"""What TikTok and the creator attach to a video: AI labels, permissions, restrictions, further words.

A list that is empty or missing says nothing: TikTok leaves out in one answer what it shows in the next.
"""

from collections.abc import Callable, Sequence

from companion.model import AiLabels, Mask, Permissions, Restrictions
from companion.tiktok import captions, scalars
from companion.tiktok.wire import Item

_BY_KIND: dict[int, tuple[bool | None, bool | None]] = {0: (False, False), 1: (True, None), 2: (False, True)}
"""By ``aigcLabelType``, labelled by (creator, TikTok): the app itself sets 2 where its AI effects are used."""
_MASKS: dict[int, Mask] = {0: "none", 3: "sensitive", 4: "photosensitive"}
_MOST = 50
"""Entries of one list that are kept."""


def ai_labels(item: Item) -> AiLabels:
    """Who calls the video made by AI."""
    kind, moderation = scalars.count(item.aigc_label_type), scalars.count(item.moderation_aigc_label_type)
    creator, tiktok = (None, None) if kind is None else _BY_KIND.get(kind, (None, None))
    return AiLabels(
        creator=creator,
        tiktok=True if moderation else tiktok,
        flagged=scalars.flag(item.is_aigc),
        says=scalars.line(item.aigc_description),
    )


def permissions(item: Item) -> Permissions:
    """What viewers may do.

    Carriers since 2025, known by their statsV2, leave out a permission that is not given.
    """
    unsaid = False if item.stats_v2 is not None else None
    comments, duet, stitch = (
        scalars.count(item.item_comment_status),
        scalars.flag(item.duet_enabled),
        scalars.flag(item.stitch_enabled),
    )
    return Permissions(
        comments=None if comments is None else comments == 0,
        duet=unsaid if duet is None else duet,
        stitch=unsaid if stitch is None else stitch,
    )


def restrictions(item: Item) -> Restrictions:
    """What TikTok holds against showing it to anybody."""
    mask = scalars.count(item.mask_type)
    return Restrictions(
        mask=None if mask is None else _MASKS.get(mask, "other"),
        needs_login=scalars.flag(item.is_content_classified),
        warnings=lines([each.text for each in item.warn_info or ()]),
    )


def duet(item: Item) -> tuple[bool | None, str | None]:
    """Whether it is a duet, and with which video."""
    if item.duet_info is None:
        return None, None
    other = item.duet_info.duet_from_id
    other_id = scalars.identifier(other)
    return (True, other_id) if other_id else (False if scalars.count(other) == 0 else None, None)


def branded_hashtags(item: Item) -> tuple[str, ...] | None:
    """The hashtags that TikTok marks as a brand's."""
    named = [each.hashtag_name for each in item.text_extra or () if each.is_commerce is True]
    named += [each.title for each in item.challenges or () if each.is_commerce is True]
    return (captions.hashtags(named, None) or None) if named else None


def screen_texts(item: Item) -> tuple[str, ...] | None:
    """The words on the picture."""
    return lines([words for each in item.stickers_on_item or () for words in each.sticker_text or ()])


def caption_languages(item: Item) -> tuple[str, ...] | None:
    """The languages of the automatic captions."""
    return languages([each.language for each in (item.video and item.video.subtitle_infos) or ()])


def search_words(item: Item) -> tuple[str, ...] | None:
    """The searches that TikTok suggests under it: pages name them apart, lists by where they stand."""
    listed = (item.video_suggest_words_list and item.video_suggest_words_list.places) or ()
    words = [each.word for place in listed for each in place.words or ()]
    return lines([*(item.suggested_words or ()), *words])


def lines(values: Sequence[object]) -> tuple[str, ...] | None:
    """Words for people, each once; None if there are none."""
    return _each_once(scalars.line, values) if values else None


def languages(values: Sequence[object]) -> tuple[str, ...] | None:
    """Language tags, each once; None if there are none."""
    return _each_once(scalars.language, values) if values else None


def _each_once(read: Callable[[object], str | None], values: Sequence[object]) -> tuple[str, ...] | None:
    found = dict.fromkeys(words for each in values[:_MOST] if (words := read(each)))
    return tuple(found) or None
