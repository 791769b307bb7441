"""A creator as TikTok's pages show one."""

from typing import Literal, Self

import msgspec

from companion.model.clock import iso

AccountState = Literal["ok", "private", "banned", "not_found", "region_locked", "unavailable"]


class CreatorCounts(msgspec.Struct, frozen=True, gc=False):
    """The public counts in a profile's header; ``likes`` are hearts received, ``videos`` include hidden ones."""

    followers: int | None = None
    following: int | None = None
    likes: int | None = None
    videos: int | None = None


class Creator(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One creator in one reading; ``None`` means that this carrier does not say.

    Attributes:
        id: TikTok's numeric id as text.
        handle: the name in the address, without ``@``, in lower case.
        sec_uid: TikTok's second stable key.
        name: the display name.
        bio: the profile's own words.
        bio_link: the link in the profile, as written.
        category: TikTok's business category ("Food & Beverage").
        verified: carries the badge.
        seller: has a TikTok Shop.
        language: the account's interface language; says nothing about its audience.
        region: ISO-2 country of the account, where TikTok still shows it.
        state: the account's state; ``None`` when the carrier can't tell.
        created_at: when the account was made.
        from_profile: read from a profile (header, user detail) rather than from a video's author card.
    """

    id: str | None = None
    handle: str | None = None
    sec_uid: str | None = None
    name: str | None = None
    bio: str | None = None
    bio_link: str | None = None
    category: str | None = None
    verified: bool | None = None
    seller: bool | None = None
    language: str | None = None
    region: str | None = None
    state: AccountState | None = None
    created_at: int | None = None
    counts: CreatorCounts = CreatorCounts()
    from_profile: bool = False


class CreatorSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A creator as the API, the command line and the pages show one (contract: DESIGN section 6)."""

    id: str | None = None
    handle: str | None = None
    name: str | None = None
    followers: int | None = None
    following: int | None = None
    likes: int | None = None
    videos: int | None = None
    verified: bool | None = None
    private: bool | None = None
    language: str | None = None
    region: str | None = None
    state: AccountState = "ok"
    seen_at: str | None = None

    @classmethod
    def of(cls, creator: Creator, seen_at: int) -> Self:
        """A creator's merged facts and current counts, last seen at ``seen_at``."""
        return cls(
            id=creator.id,
            handle=creator.handle,
            name=creator.name,
            followers=creator.counts.followers,
            following=creator.counts.following,
            likes=creator.counts.likes,
            videos=creator.counts.videos,
            verified=creator.verified,
            private=None if creator.state is None else creator.state == "private",
            language=creator.language,
            region=creator.region,
            state=creator.state or "ok",
            seen_at=iso(seen_at),
        )
