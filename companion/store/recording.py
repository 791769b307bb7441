"""Writing one reading in one transaction, which the caller holds: as many statements for one video as for 35."""

import sqlite3

from companion.model import CaptureSource, DatedBy
from companion.store import identity, listing, marks
from companion.store.creator_batch import record_creators
from companion.store.interfaces import Recorded
from companion.store.sightings import Sightings
from companion.store.tally import DATED_BY, SOURCES
from companion.store.video_batch import VideoBatch


def record(
    connection: sqlite3.Connection, seen: Sightings, seen_at: int, source: CaptureSource, dated_by: DatedBy
) -> Recorded:
    """Write what a reading shows."""
    nodes, touched = record_creators(connection, seen.creators, seen_at)
    videos = VideoBatch(connection, seen_at, SOURCES.index(source), DATED_BY.index(dated_by), nodes)
    for video in videos.known(seen.videos):
        videos.add(video)
    touched |= videos.write()
    roots = identity.roots_of(connection, {*touched, *(nodes[anchor] for anchor in seen.named)})
    listing.refresh(connection, {node: root for node, root in roots.items() if node in touched})
    marks.outdate(connection, roots)
    about = identity.find(connection, f"@{seen.about}") if seen.about else None
    return Recorded(tuple(roots[nodes[anchor]] for anchor in seen.named), about, videos.new_observations)
