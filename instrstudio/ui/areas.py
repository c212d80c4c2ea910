"""The areas of the window; each is built when it is first visited."""

from dataclasses import dataclass
from importlib import import_module, util
from typing import Protocol, cast, runtime_checkable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from instrstudio.ui.session import Session


@dataclass(frozen=True, slots=True)
class Area:
    """One place of the rail: its name, icon, module and class."""

    name: str
    icon: str
    panel: str

    @property
    def module(self) -> str:
        """The module of its panel."""
        return f"instrstudio.ui.{self.name}.panel"

    @property
    def title(self) -> str:
        """Its title in the language of the window."""
        tr = QCoreApplication.translate
        titles = {
            "construct": tr("Area", "Construct"),
            "library": tr("Area", "Library"),
            "templates": tr("Area", "Templates"),
            "training": tr("Area", "Training"),
            "evaluate": tr("Area", "Evaluate"),
        }
        return titles[self.name]


AREAS = (
    Area("construct", "construct", "ConstructPanel"),
    Area("library", "library", "LibraryPanel"),
    Area("templates", "templates", "TemplatesPanel"),
    Area("training", "training", "TrainingPanel"),
    Area("evaluate", "evaluate", "EvaluatePanel"),
)


@runtime_checkable
class Panel(Protocol):
    """What the frame asks of a panel."""

    def activated(self) -> None:
        """Hear that the panel is shown."""

    def actions(self) -> list[QAction]:
        """Return what the panel offers in the menus."""


def build(area: Area, session: Session) -> QWidget | None:
    """Build the panel of an area; None if this edition has none."""
    if util.find_spec(area.module) is None:
        return None
    maker = getattr(import_module(area.module), area.panel)
    return cast("QWidget", maker(session))
