"""A video (or photo post) as TikTok's pages show one."""

from typing import Literal

import msgspec

from companion.model.counts import Counts

Mask = Literal["none", "sensitive", "photosensitive", "other"]
"""What TikTok hides a video behind until the viewer agrees."""


class Sound(msgspec.Struct, frozen=True, gc=False):
    """The sound under a video; ``original`` is TikTok's own word for "made for this video"."""

    id: str | None = None
    title: str | None = None
    original: bool | None = None
    author: str | None = None


class AdFlags(msgspec.Struct, frozen=True, gc=False):
    """What says that a post is commercial, each sign kept apart.

    Attributes:
        is_ad: TikTok's ``isAd``.
        authorized: TikTok's ``adAuthorization`` (the creator allowed a brand to boost it).
        shop: a TikTok Shop product is attached.
        disclosed: the caption carries a sufficient disclosure ("#ad", "Werbung" …).
    """

    is_ad: bool | None = None
    authorized: bool | None = None
    shop: bool | None = None
    disclosed: bool | None = None

    @property
    def sponsored(self) -> bool | None:
        """True if any sign of payment is there, None if nothing is known; a shop link alone is no sign."""
        if self.is_ad or self.authorized or self.disclosed:
            return True
        return None if self.is_ad is self.authorized is self.disclosed is None else False


class AiLabels(msgspec.Struct, frozen=True, gc=False):
    """Who calls a video made by AI, each voice kept apart.

    Attributes:
        creator: the creator labelled it (``aigcLabelType`` 1).
        tiktok: TikTok labelled it (``aigcLabelType`` 2: its own AI effects or content credentials;
            ``moderationAigcLabelType``: after a look at it).
        flagged: TikTok's ``IsAigc``. It has been false beside a creator's label, so false denies nothing.
        says: TikTok's words about it.
    """

    creator: bool | None = None
    tiktok: bool | None = None
    flagged: bool | None = None
    says: str | None = None

    @property
    def labelled(self) -> bool | None:
        """True if anybody calls it made by AI, False if both are known not to."""
        if self.creator or self.tiktok or self.flagged:
            return True
        return None if self.creator is None or self.tiktok is None else False


class Permissions(msgspec.Struct, frozen=True, gc=False):
    """What viewers may do with a video; ``comments`` is False where they are closed or limited."""

    comments: bool | None = None
    duet: bool | None = None
    stitch: bool | None = None


class Restrictions(msgspec.Struct, frozen=True, gc=False):
    """What TikTok holds against showing a video to anybody.

    Attributes:
        mask: what it is hidden behind (``maskType``).
        needs_login: shown to logged-in visitors alone (``isContentClassified``).
        warnings: TikTok's notes on it, in the visitor's language (``warnInfo``).
    """

    mask: Mask | None = None
    needs_login: bool | None = None
    warnings: tuple[str, ...] | None = None


class Video(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One video in one reading; ``None`` means that this carrier does not say.

    Attributes:
        id: TikTok's numeric id as text.
        creator_id: the author's id, where the carrier has it.
        handle: the author's handle, lower case, where the carrier has it.
        created_at: when it was posted.
        caption: the text under it.
        hashtags: lower case, without ``#``, each once, in order.
        mentions: handles without ``@``, lower case.
        language: TikTok's own guess at the caption's language ("un" is unknown, hence None).
        duration_s: length in seconds; None for photo posts.
        photo: a photo post.
        pinned: pinned to the top of the profile; only the profile's first list page and its grid say so.
        topics: TikTok's own labels, where a carrier has them.
        place: the tagged place or the country of upload.
        duet: it is a duet with another video.
        duet_of: id of that video.
        playlist_id: the creator's playlist that it is in.
        branded_hashtags: those of the hashtags that TikTok marks as a brand's (``isCommerce``).
        screen_texts: words that the creator put on the picture.
        caption_languages: languages of TikTok's automatic captions ("vie-VN"), translations too.
        search_words: searches that TikTok suggests under it: its own guess at the subject.
        muted: TikTok took its sound away.
    """

    id: str
    creator_id: str | None = None
    handle: str | None = None
    created_at: int | None = None
    caption: str | None = None
    hashtags: tuple[str, ...] | None = None
    mentions: tuple[str, ...] | None = None
    language: str | None = None
    duration_s: int | None = None
    sound: Sound | None = None
    photo: bool | None = None
    pinned: bool | None = None
    ad: AdFlags = AdFlags()
    topics: tuple[str, ...] | None = None
    place: str | None = None
    duet: bool | None = None
    duet_of: str | None = None
    playlist_id: str | None = None
    branded_hashtags: tuple[str, ...] | None = None
    screen_texts: tuple[str, ...] | None = None
    caption_languages: tuple[str, ...] | None = None
    search_words: tuple[str, ...] | None = None
    muted: bool | None = None
    ai: AiLabels = AiLabels()
    allows: Permissions = Permissions()
    restrictions: Restrictions = Restrictions()
    counts: Counts = Counts()
