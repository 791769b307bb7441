"""What an address on tiktok.com says; anything else says nothing."""

import re
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from companion.tiktok import scalars

_VIDEO = re.compile(r"/(?:video|photo|v|embed|embed/v2)/(\d{5,20})(?:\.html)?(?:[/?#]|$)")
_PROFILE = re.compile(r"/@([^/?#]{1,200})")
_LONGEST_LINK = 2000
_PHOTO = re.compile(r"/photo/\d")
_HOSTS = ("tiktok.com", "tiktokv.com")
_LINK = re.compile(r"(?:https?:)?(?://)?((?:[\w-]+\.){1,3}[a-z]{2,6}/\S*)", re.IGNORECASE)


def _split(url: str | None) -> SplitResult | None:
    try:
        parts = urlsplit(url or "")
        host = parts.hostname or ""
    except ValueError:
        return None
    return parts if any(host == own or host.endswith(f".{own}") for own in _HOSTS) else None


def link_in(value: str) -> str | None:
    """An address that makes up the whole of a value, with its scheme."""
    value = value.strip() if len(value) < _LONGEST_LINK else ""
    found = _LINK.fullmatch(value) if "/" in value else None
    return f"https://{found[1]}" if found else None


def on_tiktok(url: str | None) -> bool:
    """Whether an address is TikTok's."""
    return _split(url) is not None


def handle_of(url: str | None) -> str | None:
    """The handle of the profile that a page belongs to: ``/@handle`` and everything below it."""
    parts = _split(url)
    return handle_in(parts.path) if parts else None


def handle_in(path: str) -> str | None:
    """The handle in a link's path (links in a page may lack the host)."""
    found = _PROFILE.search(path)
    return scalars.handle(unquote(found[1])) if found else None


def video_of(url: str | None) -> str | None:
    """The video id in a page's address."""
    parts = _split(url)
    return video_in(parts.path) if parts else None


def video_in(path: str) -> str | None:
    """The video id in a link's path."""
    found = _VIDEO.search(path)
    return scalars.identifier(found[1]) if found else None


def is_photo(path: str) -> bool:
    """Whether a link names a photo post (one without may still lead to one)."""
    return _PHOTO.search(path) is not None


def request_path(url: str | None) -> str:
    """The path of a request to TikTok, or nothing."""
    parts = _split(url)
    return parts.path if parts else ""


def parameter(url: str | None, name: str) -> str | None:
    """One query parameter of a request to TikTok."""
    parts = _split(url)
    if parts is None:
        return None
    try:
        return parse_qs(parts.query, max_num_fields=200).get(name, [None])[0]
    except ValueError:
        return None
