"""The videos of one reading: collected, then written by a few statements for all of them."""

import sqlite3
from collections.abc import Sequence
from typing import Any, TypeAlias

import msgspec

from companion.model import Counts
from companion.store import identity
from companion.store.facts import LARGEST, Fields, facts_bytes, joined, meet, read_claim
from companion.store.sightings import VideoSighting, anchor_of
from companion.store.tally import Kept, Tally, at_least, met, read_tallies, with_one_more, write_tally

_encode = msgspec.json.encode

Claims: TypeAlias = dict[int, tuple[int, bytes]]
"""What is known of one video: (newest time, claim) by number."""


class _Known(msgspec.Struct, gc=False):
    """A video as it is before this reading; ``now`` is what another body of the same second showed."""

    sighting: VideoSighting
    key: int
    node: int
    tally: Kept
    claims: Claims
    now: tuple[int, int, Counts, int] | None


def _known(sighting: VideoSighting, row: Sequence[Any], tally: Kept, claims: dict[int, Claims]) -> _Known:
    _, key, node, source, dated_by, *counts, claim, _ = row
    now = None if source is None else (source, dated_by, Counts(*counts), claim)
    return _Known(sighting, key, node, tally, claims[key], now)


class VideoBatch:
    """One reading's videos: ``known``, then ``add`` each, then ``write``."""

    def __init__(
        self, connection: sqlite3.Connection, seen_at: int, source: int, dated_by: int, nodes: dict[str, int]
    ) -> None:
        self._connection = connection
        self._seen_at = seen_at
        self._source = source
        self._dated_by = dated_by
        self._nodes = nodes
        self._observations: list[tuple[int | None, ...]] = []
        self._tallies: list[tuple[bytes, int]] = []
        self._claims: list[tuple[int, int, bytes]] = []
        self._claim_times: list[tuple[int, int, int]] = []
        self._facts: list[tuple[int, int, bytes, int]] = []
        self._new: list[tuple[int, int, bytes, int, str]] = []
        self._next_key = 0
        self._moves: dict[tuple[int, int], list[int]] = {}
        self._touched: set[int] = set()
        self.new_observations = 0

    def known(self, sightings: tuple[VideoSighting, ...]) -> list[_Known]:
        """What is kept of these videos; the ones never seen before get their place."""
        rows = self._connection.execute(
            """select videos.id, videos.key, videos.node, source, dated_by,
                      views, likes, comments, shares, saves, claim, tally
               from json_each(?) wanted join videos on videos.id = wanted.value
               join latest on latest.video = videos.key
               left join observations o on o.node = videos.node and o.seen_at = ? and o.video = videos.key""",
            (_encode([sighting.id for sighting in sightings]).decode(), self._seen_at),
        ).fetchall()
        tallies = read_tallies([row[-1] for row in rows])
        known = {row[0]: (row, tally) for row, tally in zip(rows, tallies, strict=True)}
        claims: dict[int, Claims] = {row[1]: {} for row in rows}
        for video, number, seen_at, claim in self._connection.execute(
            """select c.video, c.number, coalesce(t.seen_at, 0), claim from json_each(?) wanted
               join video_claims c on c.video = wanted.value
               left join video_claim_times t on t.video = c.video and t.number = c.number""",
            (_encode(list(claims)).decode(),),
        ):
            claims[video][number] = (seen_at, claim)
        # Nobody else writes during this transaction, so keys can be given out before the rows are written.
        (self._next_key,) = self._connection.execute("select coalesce(max(key), 0) + 1 from videos").fetchone()
        return [
            _known(sighting, *known[sighting.id], claims) if sighting.id in known else self._place(sighting)
            for sighting in sightings
        ]

    def _place(self, sighting: VideoSighting) -> _Known:
        key, self._next_key = self._next_key, self._next_key + 1
        return _Known(sighting, key, self._nodes[sighting.anchor], Tally(self._seen_at), {}, None)

    def add(self, video: _Known) -> None:
        """Work out what this reading changes about one video."""
        counts, claim = video.sighting.counts, video.sighting.claim
        source, dated_by = self._source, self._dated_by
        if video.now is None:
            self.new_observations += 1
        else:
            before_source, before_dated_by, before_counts, before_claim = video.now
            before = video.claims[before_claim][1]
            counts = met(before_counts, counts)
            source, dated_by = max(before_source, source), max(before_dated_by, dated_by)
            claim = meet(before, video.sighting.claim)
            if (source, dated_by, counts, claim) == (before_source, before_dated_by, before_counts, before):
                return
            if at_least(before_counts.views) > at_least(counts.views):
                video.tally = msgspec.structs.replace(video.tally, peak=self._peak_elsewhen(video))
        number, order_changed = self._claim_number(video, claim)
        if order_changed:
            self._join_facts(video)
        self._observations.append(
            (video.node, self._seen_at, video.key, source, dated_by, *msgspec.structs.astuple(counts), number)
        )
        tally = with_one_more(video.tally, self._seen_at, source, dated_by, counts)
        self._tallies.append((write_tally(tally), video.key))
        self._touched.add(video.node)

    def _peak_elsewhen(self, video: _Known) -> int:
        """The most views certain at other seconds, where a body of this one takes back what another said."""
        rows = self._connection.execute(
            "select views from observations where node = ? and video = ? and seen_at != ?",
            (video.node, video.key, self._seen_at),
        )
        return max((at_least(views) for (views,) in rows), default=0)

    def _claim_number(self, video: _Known, claim: bytes) -> tuple[int, bool]:
        """The number of this claim, and whether the joined facts may differ by it."""
        number = next((number for number, (_, kept) in video.claims.items() if kept == claim), None)
        if number is None:
            return self._new_claim(video, claim), True
        if len(video.claims) == 1 or self._seen_at <= video.claims[number][0]:
            return number, False
        self._time_claim(video, number, self._seen_at, claim)
        return number, True

    def _new_claim(self, video: _Known, claim: bytes) -> int:
        """A video's only claim is as old as the video's newest observation; of several each has its own time."""
        number = len(video.claims)
        self._claims.append((video.key, number, claim))
        if number == 1:
            ((only, (seen_at, kept)),) = video.claims.items()
            self._time_claim(video, only, max(seen_at, video.tally.newest_at), kept)
        if number:
            self._time_claim(video, number, self._seen_at, claim)
        else:
            video.claims[number] = (self._seen_at, claim)
        return number

    def _time_claim(self, video: _Known, number: int, seen_at: int, claim: bytes) -> None:
        video.claims[number] = (seen_at, claim)
        self._claim_times.append((video.key, number, seen_at))

    def _join_facts(self, video: _Known) -> None:
        fields = joined((seen_at, read_claim(claim)) for seen_at, claim in video.claims.values())
        node = self._node(anchor_of(fields.get("creator_id"), None, fields.get("handle")))
        if node != video.node:
            self._moves.setdefault((video.node, node), []).append(video.key)
            video.node = node
        row = (node, posted(fields), facts_bytes(fields), video.key)
        if len(video.claims) == 1:
            self._new.append((*row, video.sighting.id))
        else:
            self._facts.append(row)

    def _node(self, anchor: str | None) -> int:
        if anchor not in self._nodes:
            node = identity.node_at(self._connection, anchor or "")
            assert node is not None  # noqa: S101  # each claim's author got a node when the claim was recorded
            self._nodes[anchor or ""] = node
        return self._nodes[anchor or ""]

    def write(self) -> set[int]:
        """Write all of it; returns the nodes that it touched."""
        run = self._connection.executemany
        run("insert into videos (node, posted, facts, key, id) values (?, ?, ?, ?, ?)", self._new)
        if self._new:
            run("update totals set total = total + ? where name = 'videos'", [(len(self._new),)])
        run("update videos set node = ?, posted = ?, facts = ? where key = ?", self._facts)
        for (before, after), keys in self._moves.items():
            self._move(before, after, keys)
        run("insert or replace into observations values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", self._observations)
        run("insert or replace into latest (tally, video) values (?, ?)", self._tallies)
        run("insert into video_claims values (?, ?, ?)", self._claims)
        run("insert or replace into video_claim_times values (?, ?, ?)", self._claim_times)
        self._note_newest()
        return self._touched

    def _note_newest(self) -> None:
        """Note when anything of these nodes was last seen; from the rows themselves where videos came or went."""
        moved = {node for nodes in self._moves for node in nodes}
        self._connection.executemany(
            "update nodes set seen_at = ? where key = ? and seen_at < ?",
            [(self._seen_at, node, self._seen_at) for node in self._touched - moved],
        )
        self._connection.executemany(
            """update nodes set seen_at = max(
                   coalesce((select max(seen_at) from headers where node = key), 0),
                   coalesce((select max(seen_at) from observations where node = key), 0)) where key = ?""",
            [(node,) for node in moved],
        )

    def _move(self, before: int, after: int, keys: list[int]) -> None:
        """Give videos, with all that was seen of them, to the creator that they turned out to be by."""
        wanted = _encode(keys).decode()
        self._connection.execute(
            "update observations set node = ? where node = ? and video in (select value from json_each(?))",
            (after, before, wanted),
        )
        self._touched |= {before, after}


def posted(fields: Fields) -> int:
    """When a video was posted: as it says, else by its id, whose upper half is the second of its making."""
    created_at: int | None = fields.get("created_at")
    if created_at is not None:
        return created_at
    video_id: str = fields["id"]
    return (
        min(int(video_id) >> 32, LARGEST)
        if video_id.isascii() and video_id.isdigit() and len(video_id) < 20
        else 0
    )
