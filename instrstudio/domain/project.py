"""A project is a folder: its file, its models, and the name on its door."""

from dataclasses import dataclass
from pathlib import Path

DATABASE_FILE = "project.sqlite"
MODELS_FOLDER = "models"


@dataclass(frozen=True, slots=True)
class Project:
    """Where the parts of a project lie."""

    folder: Path

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name

    @property
    def database(self) -> Path:
        """The SQLite file: the one truth."""
        return self.folder / DATABASE_FILE

    @property
    def models(self) -> Path:
        """The folder of checkpoints; kept, never a cache."""
        return self.folder / MODELS_FOLDER


def holds_a_project(path: Path) -> bool:
    """Say whether `path` is the place of a project's file, or of one beside it.

    Whatever is written there destroys a project.
    """
    return path.name.lower().startswith(DATABASE_FILE)
