"""The sample world: every answer that the sample TikTok gives, as a pure function of a seed and a moment."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from . import profiles
from .captions import caption_of
from .counts import counts_of
from .creators import CAST, Persona
from .draws import digits
from .items import api_item, page_item
from .numbers import Level, followers
from .pages import ANSWERED, page, scope
from .timeline import Post, earlier, pinned, posts

Json = dict[str, Any]

DEFAULT_CREATOR = "mira.bakes.slow"
# Whose posts are shown on pages that are the visitor's own; nobody is meant to read them there.
DECOY = "nest.of.fable"
PAGE_SIZE = 35
_ITEM_GONE = 10204
# How many posts of one creator the lists of many creators hold.
_LATEST = 5
_HOUR = 3600


@dataclass(frozen=True, slots=True)
class SampleCreator:
    """A creator at a moment.

    Attributes:
        handle: Without the @.
        nickname: The name shown.
        id: TikTok's id, digits.
        sec_uid: TikTok's stable key.
        truths: Short names of what is planted, such as `strong_fit`.
        niche: Name of the phrase bank that most captions come from.
        topic: What the creator is about, in words.
        language: Of the captions, ISO 639-1.
        region: ISO 3166-1, also where the profile hides it.
        followers: Exact.
        following: Exact.
        hearts: Likes on all posts, exact.
        video_count: All posts, private ones too, as the profile counts them.
        public_posts: How many posts a visitor can see, pinned ones too.
        code: TikTok's statusCode for the profile, 0 when it can be read.
    """

    handle: str
    nickname: str
    id: str
    sec_uid: str
    truths: tuple[str, ...]
    niche: str
    topic: str
    language: str
    region: str
    followers: int
    following: int
    hearts: int
    video_count: int
    public_posts: int
    code: int


class World:
    """All sample creators as a visitor sees them at one moment.

    Args:
        seed: Another seed gives other numbers, dates and captions; handles and planted truths stay.
        now: The moment, Unix seconds; the start of this hour when left out.
    """

    def __init__(self, seed: int = 1, now: int | None = None) -> None:
        self.seed = seed
        self.now = int(time.time()) // _HOUR * _HOUR if now is None else now
        self._cast = {persona.handle: persona for persona in CAST}
        self._by_sec_uid = {profiles.sec_uid(persona): persona.handle for persona in CAST}
        self._posts: dict[str, list[Post]] = {}
        self._levels: dict[str, Level] = {}
        self._latest: list[Json] = []
        self.creators = {handle: self._creator(persona) for handle, persona in self._cast.items()}

    def handle_of(self, sec_uid: str) -> str | None:
        """Give the handle that belongs to a secUid."""
        return self._by_sec_uid.get(sec_uid)

    def user_detail(self, handle: str) -> Json:
        """Give the answer of `/api/user/detail/`; its `statusCode` says whether the profile can be read."""
        persona = self._cast.get(handle.casefold())
        code = profiles.NOT_FOUND if persona is None else persona.code
        answer: Json = {"userInfo": {}, "shareMeta": {"title": "", "desc": ""}, **self.status(handle, code=code)}
        if persona is not None and code in {0, profiles.PRIVATE}:
            answer |= self._profile(persona)
        return answer

    def page_detail(self, handle: str) -> Json:
        """Give the `webapp.user-detail` scope of the profile page."""
        answer = self.user_detail(handle)
        kept: Json = {name: answer[name] for name in ("userInfo", "shareMeta", "statusCode")}
        if kept["userInfo"]:
            kept["userInfo"] |= {"user": profiles.page_user(self._cast[handle.casefold()], self.seed)}
        return kept | {"statusMsg": "", "needFix": True}

    def item_list(self, handle: str, cursor: int | str = 0, count: int = PAGE_SIZE) -> Json:
        """Give one answer of `/api/post/item_list/`.

        Args:
            handle: Whose posts.
            cursor: 0, or the `cursor` of the answer before: milliseconds of its oldest post.
            count: How many posts at most, pinned ones included.
        """
        persona = self._cast.get(handle.casefold())
        code = profiles.NOT_FOUND if persona is None else persona.code
        if persona is None or code:
            return {"hasMore": False, "cursor": "0", **self.status(handle, cursor, code=code)}
        before = int(cursor) or None
        ordinary = [post for post in self._ordinary(persona) if before is None or post.created * 1000 < before]
        first = pinned(persona, self.seed) if before is None else []
        shown = ordinary[: max(0, count - len(first))]
        oldest = shown[-1].created * 1000 if shown else before or 0
        items = [self._item(persona, post) for post in [*first, *shown]]
        answer: Json = {"cursor": str(oldest), "hasMore": len(shown) < len(ordinary)}
        # An account without posts gets no list at all.
        if items:
            answer["itemList"] = items
        return answer | self.status(handle, cursor)

    def item_detail(self, handle: str, video_id: str) -> Json:
        """Give the answer of `/api/item/detail/`, which is also the `webapp.video-detail` scope."""
        persona = self._cast.get(handle.casefold())
        found = None if persona is None or persona.code else self._find(persona, video_id)
        if persona is None or found is None:
            gone = self.status(video_id, code=_ITEM_GONE) | {"statusMsg": "item doesn't exist"}
            return {"itemInfo": {}, "shareMeta": {"title": "", "desc": ""}, **gone}
        item = page_item(self._item(persona, found), persona)
        meta = {"title": f"{persona.nickname} on TikTok", "desc": item["desc"]}
        return {"itemInfo": {"itemStruct": item}, "shareMeta": meta, **self.status(video_id), "statusMsg": ""}

    def owner(self, video_id: str) -> str | None:
        """Give the handle of the creator who posted a video."""
        return next((handle for handle, persona in self._cast.items() if self._find(persona, video_id)), None)

    def profile_html(self, handle: str, nonce: str = "", language: str = "en") -> str:
        """Give the profile page as the server sends it: the posts are not in it."""
        detail = self.page_detail(handle)
        known = detail["userInfo"].get("user", {}).get("nickname")
        title = f"{known} (@{handle}) | TikTok" if known else "TikTok - Make Your Day"
        return page(scope(language, {"webapp.user-detail": detail}), title=title,
                    description=detail["shareMeta"]["desc"], nonce=nonce)  # fmt: skip

    def video_html(self, handle: str, video_id: str, nonce: str = "", language: str = "en") -> str:
        """Give the page of one video or photo post."""
        answer = self.item_detail(handle, video_id)
        detail = {name: answer[name] for name in ("itemInfo", "shareMeta", "statusCode", "statusMsg")}
        title = f"{answer['shareMeta']['title']} | TikTok"
        return page(scope(language, {"webapp.video-detail": detail}), title=title,
                    description=answer["shareMeta"]["desc"], nonce=nonce)  # fmt: skip

    def home_html(self, nonce: str = "", language: str = "en") -> str:
        """Give the start page, which lists the accounts."""
        return page(scope(language), title="TikTok - Make Your Day", description="", nonce=nonce)

    def list_html(self, first: list[Json] | None = None, nonce: str = "", language: str = "en") -> str:
        """Give a page of many creators' posts: For You begins with some, search and hashtags with none."""
        detail = None if first is None else {"webapp.updated-items": first}
        return page(scope(language, detail), title="TikTok - Make Your Day", description="", nonce=nonce)

    def latest(self) -> list[Json]:
        """Give the newest posts of all creators, mixed: what For You, hashtags and search choose from."""
        if not self._latest:
            found = [
                self._item(persona, post)
                for persona in CAST
                if not persona.code
                for post in self._ordinary(persona)[:_LATEST]
            ]
            self._latest = sorted(found, key=lambda item: digits(9, self.seed, "latest", item["id"]))
        return self._latest

    def looks(self, handle: str) -> tuple[str, int]:
        """Give the name and the hue that a creator's picture is painted from."""
        persona = self._cast.get(handle.casefold())
        return (handle, 0) if persona is None else (persona.nickname, persona.hue)

    def recommended(self, handle: str, count: int = 6) -> Json:
        """Give the side list of `/api/recommend/item_list/`: one post each of other creators."""
        others = [persona for persona in CAST if persona.handle != handle and self._ordinary(persona)]
        start = len(handle) % len(others)
        picked = (others[start:] + others[:start])[:count]
        newest = [self._item(persona, self._ordinary(persona)[0]) for persona in picked]
        return {"itemList": newest, "hasMore": True, **self.status(handle)}

    def suggested(self, handle: str, count: int = 6) -> Json:
        """Give the accounts of the side navigation."""
        others = [persona for persona in CAST if persona.handle != handle and not persona.code]
        start = sum(map(ord, handle)) % len(others)
        picked = (others[start:] + others[:start])[:count]
        return {"userList": [{"user": profiles.user(persona)} for persona in picked], **self.status(handle)}

    def _level(self, persona: Persona) -> Level:
        if persona.handle not in self._levels:
            self._levels[persona.handle] = Level.of(persona, self.seed)
        return self._levels[persona.handle]

    def _ordinary(self, persona: Persona) -> list[Post]:
        if persona.handle not in self._posts:
            self._posts[persona.handle] = posts(persona, self.seed, self.now)
        return self._posts[persona.handle]

    def _find(self, persona: Persona, video_id: str) -> Post | None:
        everything = [*pinned(persona, self.seed), *self._ordinary(persona)]
        return next((post for post in everything if post.id == video_id), None)

    def _creator(self, persona: Persona) -> SampleCreator:
        level = self._level(persona)
        public = [*pinned(persona, self.seed), *self._ordinary(persona)]
        before = 0 if persona.code else earlier(persona, self.seed, self.now)
        likes = sum(counts_of(post, persona, level, self.seed, self.now).likes for post in public)
        # Hearts per video are 2.9 times the median likes of recent posts (Vietnamese creators, 2025).
        hearts = likes + round(before * 2.9 * level.views * level.likes)
        return SampleCreator(
            handle=persona.handle, nickname=persona.nickname, id=profiles.user_id(persona),
            sec_uid=profiles.sec_uid(persona), truths=persona.truths, niche=persona.niche, topic=persona.topic,
            language=persona.language, region=persona.region, followers=followers(persona, self.seed, self.now),
            following=persona.following, hearts=hearts, video_count=before + len(public), public_posts=len(public),
            code=persona.code,
        )  # fmt: skip

    def _profile(self, persona: Persona) -> Json:
        creator = self.creators[persona.handle]
        info = profiles.user_info(persona, creator.followers, creator.hearts, creator.video_count)
        return {"userInfo": info, "shareMeta": profiles.share_meta(persona, info, creator.hearts)}

    def _item(self, persona: Persona, post: Post) -> Json:
        info = self._profile(persona)["userInfo"]
        counts = counts_of(post, persona, self._level(persona), self.seed, self.now)
        return api_item(post, persona, counts, caption_of(post, persona, self.seed), info)

    def status(self, *key: object, code: int = 0) -> Json:
        """Give what every answer ends with; the page's ids and tokens in it are planted."""
        mark = f"{self.now}{sum(map(ord, ''.join(map(str, key)))):05d}"
        return {
            "extra": {"fatal_item_ids": [], "logid": mark, "now": self.now * 1000, "api_debug_info": ANSWERED},
            "log_pb": {"impr_id": mark, "token": ANSWERED},
            "statusCode": code,
            "status_code": code,
            "status_msg": "",
        }
