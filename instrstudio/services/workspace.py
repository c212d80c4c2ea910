"""An open project with its parts: the composition root of the program."""

import hashlib
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from instrstudio.domain.project import Project
from instrstudio.domain.settings import Settings
from instrstudio.services import places

if TYPE_CHECKING:
    from instrstudio.storage.store import Store


class Workspace:
    """A project that is open; safe to share between threads.

    The store keeps one connection a thread: a thread that ends calls `close_thread`.
    """

    def __init__(self, project: Project, store: "Store", settings: Settings) -> None:
        self.project = project
        self.store = store
        self.settings = settings
        self._closers: list[Callable[[], None]] = []

    @classmethod
    def open(cls, folder: Path | None = None, settings: Settings | None = None) -> Self:
        """Open the project in `folder` (None: the default one), making it if need be.

        A project that did not exist is empty: `starter.fill` puts the starter library
        into it.

        Raises:
            StorageError: The project cannot be opened; says why.
        """
        from instrstudio.storage.store import open_store

        project = Project((folder or places.default_project()).resolve())
        return cls(project, open_store(project.folder), settings or Settings())

    @cached_property
    def index_root(self) -> Path:
        """The folder in the user's cache that holds this project's indexes."""
        place = str(self.project.folder).encode("utf-8", "surrogateescape")
        key = hashlib.blake2b(place, digest_size=8).hexdigest()
        return places.cache_folder() / f"{self.project.name}-{key}"

    @property
    def is_new(self) -> bool:
        """Whether opening made the project."""
        return self.store.created

    def before_close(self, close: Callable[[], None]) -> None:
        """Have `close` called when the workspace closes."""
        self._closers.append(close)

    def close_thread(self) -> None:
        """Close what belongs to the calling thread."""
        self.store.close_thread()

    def close(self) -> None:
        """Close everything; no other thread may still use the workspace."""
        for close in self._closers:
            close()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()
