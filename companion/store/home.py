"""A home folder: what is in it and how it is opened."""

from pathlib import Path

from companion.store.archive import Archive
from companion.store.documents import DocumentFiles
from companion.store.files import make_folder, shared_lock
from companion.store.forecasts import ForecastLog
from companion.store.interfaces import CaptureArchive, Documents, Forecasts, Lessons, Marks, Observations
from companion.store.lessons import LessonTable
from companion.store.marks import MarkTable
from companion.store.observations import ObservationDatabase

DOCUMENTS = "documents"
OBSERVATIONS = "observations.sqlite3"
CAPTURES = "captures.sqlite3"
BACKUPS = "backups"


class HomeStore:
    """All that one home keeps (``companion.store.interfaces.Store``).

    Several processes may open the same home at once: the command line works beside a running companion.

    Attributes:
        home: the folder, 0700; every file in it is 0600.
    """

    documents: Documents
    observations: Observations
    archive: CaptureArchive
    forecasts: Forecasts
    marks: Marks
    lessons: Lessons

    def __init__(self, home: Path) -> None:
        self.home = home
        make_folder(home)
        make_folder(home / DOCUMENTS)
        lock = shared_lock(home)
        observations = ObservationDatabase(home / OBSERVATIONS, home / BACKUPS, lock)
        archive = Archive(home / CAPTURES, home / BACKUPS, lock)
        self.documents = DocumentFiles(home / DOCUMENTS, lock)
        self.observations = observations
        self.archive = archive
        self.forecasts = ForecastLog(observations.database)
        self.marks = MarkTable(observations.database)
        self.lessons = LessonTable(observations.database)
        self._databases = (observations, archive)

    def close(self) -> None:
        """Release files and connections; everything acknowledged is on disk already."""
        for database in self._databases:
            database.close()


def open_store(home: Path) -> HomeStore:
    """Open a home folder, made if it is not there.

    Raises:
        Unusable: the folder can't be made or written, or what it holds is broken.
    """
    return HomeStore(home)
