"""Where a corpus, its indexes and their figures are kept between runs."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from instrstudio.services.workspace import Workspace

BUILD = Path("build/bench/search")

Figures = dict[str, float | str]


@dataclass(frozen=True, slots=True)
class Place:
    """A corpus by name and number of records (0: all), and the data it is made from.

    `asked` is how many queries of each class are drawn from it.
    """

    corpus: str
    count: int
    data: Path
    asked: int = 30

    @property
    def name(self) -> str:
        """The name of the corpus with its size."""
        return f"{self.corpus}-{self.count or 'all'}"

    @property
    def folder(self) -> Path:
        """The folder of all that is kept."""
        return BUILD.resolve() / self.name

    @property
    def queries(self) -> Path:
        """The file of queries."""
        return self.folder / f"queries-{self.asked}.json"

    def engine(self, name: str) -> Path:
        """Return the folder of an engine's index."""
        return self.folder / name

    @contextmanager
    def project(self, folder: Path | None = None) -> Iterator[Workspace]:
        """Open the project with the records; its index lies beside it."""
        os.environ["INSTRSTUDIO_HOME"] = str(self.folder / "home")
        with Workspace.open(folder or self.folder / "project") as workspace:
            yield workspace

    def kept(self, name: str, make: str) -> Figures | None:
        """Return the figures of what was built, None: not yet, or of another make."""
        path = self._figures(name)
        if not path.is_file():
            return None
        found: Figures = json.loads(path.read_text("utf-8"))
        return found if found["make"] == make else None

    def keep(self, name: str, make: str, figures: Figures) -> None:
        """Write the figures of what is built, which makes it count as built."""
        path = self._figures(name)
        path.write_text(json.dumps({**figures, "make": make}, indent=1), "utf-8")

    def forget(self, name: str) -> None:
        """Make room to build anew; without the project nothing else is of use."""
        if name == "project":
            shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._figures(name).unlink(missing_ok=True)
        shutil.rmtree(self.engine(name), ignore_errors=True)

    def _figures(self, name: str) -> Path:
        return self.folder / f"{name}.json"


def megabytes(folder: Path) -> float:
    """Return how much the files below `folder` hold, in 10^6 bytes."""
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 1e6
