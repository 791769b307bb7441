"""One creator's evidence: the kept state for now, the observations themselves for a moment in the past."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TypeAlias

import msgspec

from companion.model import (
    Counts,
    Creator,
    CreatorCounts,
    CreatorEvidence,
    FollowerReading,
    Video,
    VideoRecord,
)
from companion.model.evidence import EVIDENCE_VIDEOS
from companion.store.comment_pages import with_comments
from companion.store.facts import Claim, facts_bytes, joined, read_claim
from companion.store.headers import Header, current, plain, shown
from companion.store.identity import nodes_of, root_of
from companion.store.listing import kept
from companion.store.tally import Kept, Tally, read_tallies, with_one_more
from companion.store.video_batch import posted

_creator = msgspec.json.Decoder(Creator)
_video = msgspec.json.Decoder(Video)
_videos = msgspec.json.Decoder(list[Video])

Stamped: TypeAlias = tuple[int, Claim]


def evidence(connection: sqlite3.Connection, key: int, as_of: int | None) -> CreatorEvidence | None:
    """All that is known of one creator, as if nothing after ``as_of`` had been seen."""
    root = root_of(connection, key)
    now = None if root is None else kept(connection, root)
    if root is None or now is None:
        return None
    seen_at, creator = now
    nodes = nodes_of(connection, root)
    if as_of is not None and as_of < seen_at:
        return _past(connection, nodes, as_of)
    return CreatorEvidence(
        creator=creator,
        seen_at=seen_at,
        videos=newest_videos(connection, nodes, limit=EVIDENCE_VIDEOS, offset=0, until=as_of),
        history=_history(_headers(connection, nodes, seen_at)),
        as_of=seen_at if as_of is None else as_of,
    )


def newest_videos(
    connection: sqlite3.Connection, nodes: Sequence[int], *, limit: int, offset: int, until: int | None = None
) -> tuple[VideoRecord, ...]:
    """Videos of these nodes, newest first by posting time, with their latest counts.

    ``until`` bounds the comments alone: the caller knows that nothing else is newer.
    """
    rows = connection.execute(
        f"""select facts, tally from (
                select key from videos where node in ({_marks(nodes)})
                order by posted desc, id desc limit ? offset ?
            ) newest join videos on videos.key = newest.key join latest on latest.video = newest.key
            order by posted desc, id desc""",  # noqa: S608
        (*nodes, max(limit, 0), max(offset, 0)),
    ).fetchall()
    # One decode of many rows costs a third of many decodes of one.
    videos = _videos.decode(b"[" + b",".join([facts for facts, _ in rows]) + b"]")
    tallies = read_tallies([tally for _, tally in rows])
    return with_comments(connection, list(map(_record, videos, tallies)), until)


def _record(facts: Video, kept: Kept) -> VideoRecord:
    tally = kept.whole
    return VideoRecord(
        facts=msgspec.structs.replace(facts, counts=tally.told),
        latest=tally.latest,
        complete=tally.complete,
        first_seen_at=tally.first_seen_at,
        peak_views=tally.peak or None,
    )


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _headers(connection: sqlite3.Connection, nodes: Sequence[int], until: int) -> list[Header]:
    """Header counts of these nodes up to a moment, oldest first."""
    rows = connection.execute(
        f"""select seen_at, from_profile, followers, following, likes, videos from headers
            where node in ({_marks(nodes)}) and seen_at <= ?
            and coalesce(followers, following, likes, videos) is not null order by seen_at""",  # noqa: S608
        (*nodes, until),
    )
    return [Header(row[0], CreatorCounts(*row[2:]), bool(row[1])) for row in rows]


def _history(headers: Iterable[Header]) -> tuple[FollowerReading, ...]:
    """One reading a second, also where two of a creator's names were read in the same one."""
    seconds: dict[int, Header] = {}
    for header in headers:
        twin = seconds.get(header.seen_at)
        seconds[header.seen_at] = header if twin is None else twin.met(header)
    return tuple(FollowerReading(header.seen_at, header.counts) for header in seconds.values())


def _past(connection: sqlite3.Connection, nodes: Sequence[int], as_of: int) -> CreatorEvidence | None:
    marks = _marks(nodes)
    claims = connection.execute(
        f"""select max(headers.seen_at), c.claim from headers
            join node_claims c on c.node = headers.node and c.number = headers.claim
            where headers.node in ({marks}) and headers.seen_at <= ? group by headers.node, headers.claim""",  # noqa: S608
        (*nodes, as_of),
    )
    creator_claims = [(seen_at, read_claim(claim)) for seen_at, claim in claims]
    videos, newest = _past_videos(connection, nodes, as_of)
    seen_at = max([newest, *(at for at, _ in creator_claims)])
    if not seen_at:
        return None
    headers = _headers(connection, nodes, as_of)
    facts = joined(creator_claims) | {"counts": plain(current(shown(header) for header in headers))}
    return CreatorEvidence(
        creator=_creator.decode(facts_bytes(facts)),
        seen_at=seen_at,
        videos=videos,
        history=_history(headers),
        as_of=as_of,
    )


def _past_videos(
    connection: sqlite3.Connection, nodes: Sequence[int], as_of: int
) -> tuple[tuple[VideoRecord, ...], int]:
    """The newest videos as they were at a moment, and when anything of them was last seen by then."""
    tallies: dict[int, Kept] = {}
    claims: dict[int, dict[int, int]] = {}
    newest = 0
    for video, seen_at, source, dated_by, *counts, claim in connection.execute(
        f"""select video, seen_at, source, dated_by, views, likes, comments, shares, saves, claim from observations
            where node in ({_marks(nodes)}) and seen_at <= ? order by seen_at""",  # noqa: S608
        (*nodes, as_of),
    ):
        tally = tallies.get(video) or Tally(seen_at)
        tallies[video] = with_one_more(tally, seen_at, source, dated_by, Counts(*counts))
        claims.setdefault(video, {})[claim] = seen_at
        newest = seen_at
    found = sorted(
        ((posted(fields), fields["id"], fields, video) for video, fields in _past_facts(connection, claims)),
        key=lambda row: row[:2],
        reverse=True,
    )
    records = [
        _record(_video.decode(facts_bytes(fields)), tallies[video])
        for _, _, fields, video in found[:EVIDENCE_VIDEOS]
    ]
    return with_comments(connection, records, as_of), newest


def _past_facts(
    connection: sqlite3.Connection, seen: dict[int, dict[int, int]]
) -> Iterable[tuple[int, dict[str, object]]]:
    """Facts joined from the claims that had been seen, each at the last time by then."""
    stamped: dict[int, list[Stamped]] = {video: [] for video in seen}
    for video, number, claim in connection.execute(
        "select video, number, claim from json_each(?) wanted join video_claims on video = wanted.value",
        (msgspec.json.encode(list(seen)).decode(),),
    ):
        if number in seen[video]:
            stamped[video].append((seen[video][number], read_claim(claim)))
    return ((video, joined(claims)) for video, claims in stamped.items())
