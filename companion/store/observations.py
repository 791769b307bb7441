"""Observations in SQLite: the entrance to recording, evidence and lists."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from filelock import BaseFileLock

from companion.model import (
    CaptureSource,
    Counts,
    CreatorEvidence,
    CreatorSummary,
    DatedBy,
    InvalidInput,
    NotFound,
    Observation,
    Reading,
    Scorecard,
    VideoRecord,
)
from companion.model.tag_use import TagUse
from companion.store import comment_pages, hashtags, identity, listing
from companion.store.database import Database
from companion.store.evidence import evidence, newest_videos
from companion.store.facts import bounded
from companion.store.interfaces import CreatorPage, CreatorRow, MadeWith, Recorded
from companion.store.recording import record
from companion.store.schema import MIGRATIONS
from companion.store.sightings import sightings
from companion.store.sounds import first_uses
from companion.store.tally import DATED_BY, SOURCES
from companion.store.text import scrub

COUNTED = "coalesce(views, likes, comments, shares, saves) is not null"


class ObservationDatabase:
    """What TikTok showed (``companion.store.interfaces.Observations``).

    Every method raises ``Unusable`` when the file is damaged or can't be read or written.
    """

    def __init__(self, path: Path, backups: Path, lock: BaseFileLock) -> None:
        self._database = Database(path, backups, lock, MIGRATIONS)

    @property
    def database(self) -> Database:
        """The file itself, for the rooms of this home that keep tables of their own in it."""
        return self._database

    def record(
        self, reading: Reading, *, seen_at: int, source: CaptureSource, dated_by: DatedBy = "capture"
    ) -> Recorded:
        """Write one reading in one transaction; acknowledged means on disk.

        ``dated_by`` is where ``seen_at`` comes from; of two readings of one second the more trusted one stays.

        Raises:
            InvalidInput: ``seen_at`` is no instant.
        """
        if bounded(seen_at) is None:
            raise InvalidInput(f"{seen_at} is no time at which anything can have been seen.")
        seen = sightings(reading, source)
        with self._database.writing() as connection:
            if reading.comments is not None:
                comment_pages.keep(connection, reading.comments, seen_at)
            return record(connection, seen, seen_at, source, dated_by)

    def find(self, ref: str) -> int | None:
        """Key of the creator with this TikTok id, ``@handle``, handle or secUid, or None."""
        with self._database.reading() as connection:
            return identity.find(connection, scrub(ref))

    def evidence(self, key: int, *, as_of: int | None = None) -> CreatorEvidence | None:
        """All that the metrics need of one creator, as if nothing after ``as_of`` had been seen.

        Who is who (which handle is whose, which video is by whom) is taken as it is known today.
        """
        with self._database.reading() as connection:
            return evidence(connection, key, as_of)

    def summary(self, key: int) -> CreatorSummary:
        """The creator as lists show one.

        Raises:
            NotFound: no creator has this key.
        """
        rows = self.rows((key,))
        if not rows:
            raise NotFound("This creator is not known: open the profile once with Fitlens in the browser.")
        return rows[0].summary

    def creators(
        self,
        *,
        search: str = "",
        sort: str = "seen_at",
        descending: bool = True,
        limit: int = 100,
        offset: int = 0,
    ) -> CreatorPage:
        """A page of creators whose handle or name contains ``search``; unknown values come last either way.

        Raises:
            InvalidInput: no such sort.
        """
        with self._database.reading() as connection:
            return listing.page(
                connection, search=scrub(search), sort=sort, descending=descending, limit=limit, offset=offset
            )

    def rows(self, keys: Sequence[int]) -> tuple[CreatorRow, ...]:
        """These creators with their last scorecards, in the order asked for; unknown ones are left out."""
        with self._database.reading() as connection:
            return listing.rows(connection, keys)

    def videos(self, key: int, *, limit: int = 10_000, offset: int = 0) -> tuple[VideoRecord, ...]:
        """One creator's videos, newest first by posting time."""
        with self._database.reading() as connection:
            nodes = self._nodes(key)
            return newest_videos(connection, nodes, limit=limit, offset=offset)

    def history(self, video_id: str) -> tuple[Observation, ...]:
        """One video's observations that show any count, oldest first; empty if the video is unknown."""
        with self._database.reading() as connection:
            rows = connection.execute(
                f"""select o.seen_at, source, dated_by, views, likes, comments, shares, saves from videos
                    join observations o on o.node = videos.node and o.video = videos.key
                    where videos.id = ? and {COUNTED} order by o.seen_at""",  # noqa: S608  # own words alone
                (scrub(video_id),),
            )
            return tuple(_observation(row) for row in rows)

    def observations_of(self, key: int, *, since: int = 0) -> tuple[tuple[str, Observation], ...]:
        """(video id, observation) pairs of one creator after ``since``, oldest first: for charts over time."""
        with self._database.reading() as connection:
            rows = connection.execute(
                f"""select o.seen_at, source, dated_by, views, likes, comments, shares, saves, videos.id
                    from json_each(?) wanted join observations o on o.node = wanted.value and o.seen_at > ?
                    join videos on videos.key = o.video
                    where {COUNTED} order by o.seen_at, videos.id""",  # noqa: S608  # own words alone
                (str(list(self._nodes(key))), since),
            )
            return tuple((row[8], _observation(row)) for row in rows)

    def views_at(self, readings: Sequence[tuple[str, int]]) -> dict[str, int]:
        """Views of videos as one reading of each showed them: (video id, time of the reading) pairs.

        A video whose reading showed no views is left out. One look-up by the key each.
        """
        with self._database.reading() as connection:
            rows = connection.execute(
                """select videos.id, views from json_each(?) wanted
                   join videos on videos.id = json_extract(wanted.value, '$[0]')
                   join observations o on o.node = videos.node
                     and o.seen_at = json_extract(wanted.value, '$[1]') and o.video = videos.key
                   where views > 0""",
                (msgspec.json.encode(readings).decode(),),
            )
            return dict(rows.fetchall())

    def first_uses(self, sounds: Sequence[str], *, but: int) -> dict[str, tuple[int, ...]]:
        """For each library sound when each creator but one was first seen to use it, in Unix seconds."""
        with self._database.reading() as connection:
            return first_uses(connection, sounds, identity.root_of(connection, but))

    def keep_tag_uses(self, key: int, uses: Mapping[str, TagUse]) -> None:
        """Keep a creator's uses of hashtags in place of those kept before; the same again is no write."""
        with self._database.reading() as connection:
            root = identity.root_of(connection, key)
            if root is None or hashtags.uses_of(connection, root) == uses:
                return
        with self._database.noting() as connection:
            hashtags.keep_uses(connection, root, uses)

    def others_tag_uses(self, tags: Sequence[str], *, but: int) -> dict[str, tuple[TagUse, ...]]:
        """For each hashtag its use by the other creators of whom uses are kept, at most 400 of them."""
        with self._database.reading() as connection:
            return hashtags.others_uses(connection, tags, identity.root_of(connection, but))

    def keep_scorecard(self, key: int, scorecard: Scorecard, made_with: MadeWith) -> None:
        """Remember the newest scorecard of a creator, for lists; one for an earlier moment does not replace it."""
        with self._database.noting() as connection:
            root = identity.root_of(connection, key)
            if root is not None:
                listing.keep_scorecard(connection, root, scorecard, made_with)

    def behind(self, made_with: MadeWith, limit: int) -> tuple[int, ...]:
        """Creators whose kept scorecard was made with something else or before the newest reading.

        Those whose fit can't be shown come first, among them the last seen.
        """
        with self._database.reading() as connection:
            return listing.behind(connection, made_with, limit)

    def forget_fits(self, *, but: str) -> None:
        """Take the fits for any other brief out of the order of lists."""
        with self._database.noting() as connection:
            listing.forget_fits(connection, but)

    def without_fit(self, brief: str) -> int:
        """How many creators have no scorecard for this brief yet."""
        with self._database.reading() as connection:
            return listing.without_fit(connection, brief)

    def count(self) -> dict[str, int]:
        """How many ``creators`` and ``videos`` are kept."""
        with self._database.reading() as connection:
            return dict(connection.execute("select name, total from totals").fetchall())

    def close(self) -> None:
        """Close every thread's connection."""
        self._database.close()

    def _nodes(self, key: int) -> tuple[int, ...]:
        connection = self._database.connection()
        root = identity.root_of(connection, key)
        return () if root is None else identity.nodes_of(connection, root)


def _observation(row: Sequence[int]) -> Observation:
    return Observation(row[0], SOURCES[row[1]], Counts(*row[3:8]), DATED_BY[row[2]])
