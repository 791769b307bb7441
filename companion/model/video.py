"""A video (or photo post) as TikTok's pages show one."""

import msgspec

from companion.model.counts import Counts


class Sound(msgspec.Struct, frozen=True, gc=False):
    """The sound under a video; ``original`` is TikTok's own word for "made for this video"."""

    id: str | None = None
    title: str | None = None
    original: bool | None = None


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
        unknown = self.is_ad is None and self.authorized is None and self.disclosed is None
        return None if unknown else False


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
    counts: Counts = Counts()
