"""TikTok's account objects to creators."""

import msgspec

from companion.model import AccountState, Creator, CreatorCounts
from companion.tiktok import scalars
from companion.tiktok.figures import creator_counts
from companion.tiktok.wire import User, UserInfo


def creator_of(user: User, counts: CreatorCounts) -> Creator:
    """An account as any carrier shows it."""
    return Creator(
        id=scalars.identifier(user.id),
        handle=scalars.handle(user.unique_id),
        sec_uid=scalars.key(user.sec_uid),
        name=scalars.line(user.nickname),
        bio=scalars.text(user.signature, 2000),
        bio_link=scalars.line(user.bio_link.link, 2000) if user.bio_link else None,
        category=scalars.line(user.commerce_user_info.category) if user.commerce_user_info else None,
        verified=scalars.flag(user.verified),
        seller=scalars.flag(user.tt_seller),
        language=scalars.language(user.language),
        region=scalars.region(user.region),
        created_at=scalars.instant(user.create_time),
        counts=counts,
    )


def profile_of(info: UserInfo) -> Creator | None:
    """The creator of a profile; None if nothing in it says who it is."""
    if info.user is None:
        return None
    creator = creator_of(info.user, creator_counts(info.stats, info.stats_v2))
    if creator.handle is None and creator.id is None:
        return None
    return msgspec.structs.replace(creator, state=_state(info.user), from_profile=True)


def _state(user: User) -> AccountState | None:
    """Private or open to all; None where the carrier does not say."""
    said = (scalars.flag(user.private_account), scalars.flag(user.secret))
    if True in said:
        return "private"
    return "ok" if False in said else None
