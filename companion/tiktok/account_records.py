"""Accounts by themselves in other tools' files: TikTok-Api's ``userInfo``, the app's ``user``, flat tables."""

from companion.tiktok import app_words, words
from companion.tiktok.cells import Record, first, part
from companion.tiktok.entries import Entry

NAME = "accounts"


def fits(record: Record) -> bool:
    """It has a handle with a number of followers, in one of four layouts."""
    web = isinstance(part(record, "user"), dict) and part(record, "stats", "followerCount") is not None
    flat = "uniqueId" in record and "followerCount" in record
    app = "unique_id" in record and record.get("follower_count") is not None
    scraped = "uniqueId" in record and "fans" in record
    return web or flat or app or scraped


def entry(record: Record) -> Entry:
    """The account with its counts."""
    if isinstance(record.get("user"), dict):
        return Entry(account={name: record.get(name) for name in ("user", "stats", "statsV2")})
    if "unique_id" in record:
        return Entry(account={"user": app_words.account(record), "stats": app_words.account_counts(record)})
    if "followerCount" in record:
        return Entry(account={"user": record, "stats": record})
    return Entry(account=scraped(record))


def scraped(record: Record) -> dict[str, object]:
    """tiktok-scraper's profile, which is how TikTok's own pages wrote one until 2020."""
    return {
        "user": words.account(
            user_id=first(record, "userId", "id"),
            handle=record.get("uniqueId"),
            sec_uid=record.get("secUid"),
            name=first(record, "nickName", "nickname"),
            bio=record.get("signature"),
            verified=record.get("verified"),
            private=first(record, "isSecret", "private"),
        ),
        "stats": words.account_counts(
            followers=record.get("fans"),
            following=record.get("following"),
            hearts=record.get("heart"),
            videos=record.get("video"),
        ),
    }
