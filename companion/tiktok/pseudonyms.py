"""Stand-ins for what names a person: numbered in the order of appearance, so that nothing can be computed back."""

import re
from collections.abc import Callable

from companion.tiktok import addresses, scalars
from companion.tiktok.captions import LONGEST_TAG

_TAG_OR_MENTION = re.compile(r"(?<!&)#[^\s#@]{1,150}|(?<![\w.@/])@[A-Za-z0-9_.]{2,24}")
_KEPT_PARAMETERS = ("cursor", "count", "type", "aid")
_HOST = "https://www.tiktok.com"
_KEY_PREFIX = "MS4wLjABAAAA"


class Pseudonyms:
    """The stand-ins of one file: the same in, the same out.

    Attributes:
        handles: known handles in lower case, so that one is known again wherever it stands.
        videos: known ids of videos, whose stand-ins keep the second of the upload.
    """

    def __init__(self) -> None:
        self.handles: set[str] = set()
        self.videos: set[str] = set()
        self._given: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}

    def learn(self, url: str) -> None:
        """Note the handle and the video that an address names."""
        if handle := addresses.handle_in(url):
            self.handles.add(handle)
        if video := addresses.video_in(url):
            self.videos.add(video)

    def handle(self, value: str) -> str:
        """``creator.1``; without case or ``@``."""
        plain = value.strip().removeprefix("@").lower()
        return self._once("creator", plain, lambda number: f"creator.{number}")

    def name(self, value: str) -> str:
        """``Name 1``."""
        return self._once("name", value, lambda number: f"Name {number}")

    def tag(self, value: str) -> str:
        """``tag1``; without case."""
        return self._once("tag", value.lower()[:LONGEST_TAG], lambda number: f"tag{number}")

    def text(self, value: str) -> str:
        """``Text 1`` with stand-ins for its hashtags and mentions."""
        marks = (self._mark(each) for each in _TAG_OR_MENTION.findall(value[:4000]))
        return " ".join((self._once("text", value, lambda number: f"Text {number}"), *marks))

    def _mark(self, mark: str) -> str:
        return f"#{self.tag(mark[1:])}" if mark[0] == "#" else f"@{self.handle(mark)}"

    def key(self, value: str) -> str:
        """A ``secUid`` of the same length."""
        return self._once(
            "key", value, lambda n: _KEY_PREFIX + str(n).zfill(max(1, len(value) - len(_KEY_PREFIX)))
        )

    def digits(self, value: str) -> str:
        """A number of the same length; a video's id keeps its upload second."""
        if value in self.videos and scalars.uploaded_at(value):
            return self._once("video", value, lambda number: str((int(value) >> 32 << 32) + number))
        return self._once(f"digits{len(value)}", value, lambda n: "7" + str(n).zfill(len(value) - 1))

    def url(self, value: str) -> str:
        """An address of TikTok with stand-ins in its path and only harmless parameters; no other address."""
        path = addresses.request_path(value) or (value.partition("?")[0] if value.startswith("/") else "")
        if not path or value.startswith("//"):
            return self._once("url", value, lambda number: f"https://example.org/{number}")
        asked = ((name, addresses.parameter(value, name)) for name in _KEPT_PARAMETERS)
        kept = "&".join(f"{name}={said}" for name, said in asked if said and said.isdigit() and len(said) < 14)
        host = "" if value.startswith("/") else _HOST
        return f"{host}{self._path(path)}{f'?{kept}' if kept else ''}"

    def _path(self, path: str) -> str:
        return "/".join(self._segment(part) for part in path.split("/"))

    def _segment(self, part: str) -> str:
        if part.startswith("@"):
            return f"@{self.handle(part)}"
        if part.isdigit() and part.isascii():
            return self.digits(part)
        return part if part in _WORDS else self._once("segment", part, lambda number: f"part{number}")

    def _once(self, kind: str, value: str, made: Callable[[int], str]) -> str:
        known = self._given.get((kind, value))
        if known is None:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            known = self._given[kind, value] = made(self._counts[kind])
        return known


_WORDS = frozenset(
    (
        *("", "api", "video", "photo", "live", "item_list", "post", "creator", "user", "detail", "item", "search"),
        *("general", "full", "recommend", "challenge", "comment", "list", "tag", "music", "foryou", "following"),
        *("explore", "repost", "favorite", "collection", "related", "playlist", "aweme", "v1", "v2", "node"),
    )
)
"""Parts of TikTok's paths that name nobody."""
