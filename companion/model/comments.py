"""Comments under a video as figures alone: nobody's name and nobody's words."""

import msgspec


class CommentPage(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One page of a video's comments in one reading; ``None`` means that the answer does not say.

    Attributes:
        video_id: the video's id.
        starts: place of the page's first comment in the whole list, from 0.
        ends: place after its last one.
        read: comments in it.
        liked_by_creator: those of them that carry the creator's like.
        replies: replies to them.
        total: comments of the video, as this answer counts them (fewer than the video itself shows).
        newest_at: when the newest of them was written.
    """

    video_id: str
    starts: int
    ends: int
    read: int
    liked_by_creator: int | None = None
    replies: int | None = None
    total: int | None = None
    newest_at: int | None = None


class CommentFigures(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The pages read of one video's comments together, of overlapping ones the newer.

    Attributes:
        read: comments read.
        judged: those of them that could show a like of the creator.
        liked_by_creator: those of ``judged`` that do.
        replies: replies to the comments read.
        total: as the newest page has it.
        newest_at: when the newest comment read was written.
        seen_at: when the newest page was read.
    """

    read: int
    judged: int
    liked_by_creator: int
    replies: int | None
    total: int | None
    newest_at: int | None
    seen_at: int
