"""The pages of the area; each is a package of its own, built when first shown."""

from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast, runtime_checkable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from instrstudio.ui.session import Session


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its name and the class that shows it, in `<name>/page.py`."""

    name: str
    widget: str

    @property
    def title(self) -> str:
        """Its title in the language of the window."""
        tr = QCoreApplication.translate
        titles = {
            "scores": tr("EvaluatePage", "Scores"),
            "rate": tr("EvaluatePage", "Rate"),
            "annotate": tr("EvaluatePage", "Annotate"),
            "learned": tr("EvaluatePage", "Learned"),
        }
        return titles[self.name]


PAGES = (
    Page("scores", "ScoresPage"),
    Page("rate", "RatePage"),
    Page("annotate", "AnnotatePage"),
    Page("learned", "LearnedPage"),
)


@runtime_checkable
class Shown(Protocol):
    """What the panel asks of a page."""

    def activated(self) -> None:
        """Hear that the page is shown."""

    def actions(self) -> list[QAction]:
        """Return what the page offers in the menus."""


def build(page: Page, session: Session) -> QWidget:
    """Build a page."""
    module = import_module(f"instrstudio.ui.evaluate.{page.name}.page")
    return cast("QWidget", getattr(module, page.widget)(session))
