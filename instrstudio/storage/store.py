"""The door of the room: an open project file with all its tables."""

import os
from contextlib import AbstractContextManager
from pathlib import Path

from instrstudio.domain.errors import StorageError
from instrstudio.domain.project import Project
from instrstudio.domain.wording import message
from instrstudio.storage.annotation_log import AnnotationLog
from instrstudio.storage.annotations import Annotations
from instrstudio.storage.backups import Backups
from instrstudio.storage.bulk import Bulk
from instrstudio.storage.constructions import Constructions
from instrstudio.storage.crawls import Crawls
from instrstudio.storage.database import BUSY_TIMEOUT_MS, Database
from instrstudio.storage.evaluations import Evaluations
from instrstudio.storage.events import Events
from instrstudio.storage.faults import damaged
from instrstudio.storage.history import History
from instrstudio.storage.import_positions import ImportPositions
from instrstudio.storage.migrations import migrate
from instrstudio.storage.outbox import Outbox
from instrstudio.storage.past import Past
from instrstudio.storage.project_settings import ProjectSettings
from instrstudio.storage.rating_queues import RatingQueues
from instrstudio.storage.ratings import Ratings
from instrstudio.storage.records import Records
from instrstudio.storage.runs import Runs
from instrstudio.storage.searches import Searches
from instrstudio.storage.style_rules import StyleRules
from instrstudio.storage.task_types import TaskTypes
from instrstudio.storage.templates import Templates
from instrstudio.storage.votes import Votes


class Store:
    """One project file; safe to use from any thread.

    `created` says whether opening made the project.
    """

    def __init__(self, database: Database, created: bool) -> None:
        self.database = database
        self.created = created
        self.history = History(database)
        self.past = Past(database, self.history)
        self.backups = Backups(database)
        self.records = Records(database, self.history)
        self.bulk = Bulk(database, self.history)
        self.templates = Templates(database, self.history)
        self.outbox = Outbox(database)
        self.runs = Runs(database)
        self.constructions = Constructions(database, self.history)
        self.annotations = Annotations(database, self.constructions)
        self.annotation_log = AnnotationLog(database)
        self.events = Events(database)
        self.evaluations = Evaluations(database)
        self.ratings = Ratings(database)
        self.rating_queues = RatingQueues(database)
        self.votes = Votes(database)
        self.searches = Searches(database)
        self.crawls = Crawls(database)
        self.style_rules = StyleRules(database)
        self.task_types = TaskTypes(database)
        self.settings = ProjectSettings(database)
        self.imports = ImportPositions(database)

    def atomic(self) -> AbstractContextManager[None]:
        """Make several changes happen together or not at all."""
        return self.database.atomic()

    def backup(self, target: Path) -> None:
        """Write a whole copy of the project's file to `target`, while it is in use."""
        self.database.backup(target)

    def verify(self) -> None:
        """Read the whole file through.

        Raises:
            ProjectDamaged: It is not sound; says what is wrong.
        """
        found = self.database.value("PRAGMA quick_check(1)")
        if found != "ok":
            raise damaged(
                self.database.path,
                message(
                    "The project's file “{file}” is damaged: {what}.",
                    file=str(self.database.path),
                    what=found,
                ),
            )

    def close_thread(self) -> None:
        """Close what belongs to the calling thread."""
        self.database.close_thread()

    def close(self) -> None:
        """Close everything; no other thread may still use the store."""
        self.database.close()


def open_store(folder: Path, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Store:
    """Open the project in `folder`, making folder and file when they are missing.

    Raises:
        StorageError: It cannot be opened: `ProjectDamaged`, `ProjectTooNew` and
            `ProjectLocked` say so where that is the reason.
    """
    path = Project(folder).database
    _prepare(folder, path)
    database = Database(path, busy_timeout_ms)
    try:
        return Store(database, created=migrate(database))
    except BaseException:
        database.close(statistics=False)
        raise


def _prepare(folder: Path, path: Path) -> None:
    """Make the folder and see that we may write there."""
    if folder.exists() and not folder.is_dir():
        raise StorageError(
            message(
                "“{path}” is a file, not the folder of a project: choose a folder.",
                path=str(folder),
            )
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            message(
                "The folder “{path}” cannot be made ({reason}): choose another place.",
                path=str(folder),
                reason=error.strerror or type(error).__name__,
            )
        ) from error
    if path.is_dir():
        raise damaged(
            path,
            message(
                "“{file}” is a folder where the project's file should be.",
                file=str(path),
            ),
        )
    if not all(os.access(p, os.W_OK) for p in (folder, path) if p.exists()):
        raise StorageError(
            message(
                "The project “{folder}” cannot be written to: "
                "check the permissions of the folder and its files.",
                folder=str(folder),
            )
        )
