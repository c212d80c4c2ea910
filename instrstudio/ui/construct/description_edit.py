"""The field of the description; a pasted or dropped task fills the whole form."""

import json
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QWidget

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.task import Task
from instrstudio.ui.prose import ProseEdit

LARGEST_BYTES = 200_000


class DescriptionEdit(ProseEdit):
    """Two lines that grow to six; `task_pasted` carries a whole task."""

    task_pasted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, lines=(2, 6))
        self.setObjectName("taskDescription")

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802  Qt's name
        """Take a JSON object or a file with one as a task, all else as text."""
        task = read_task(dropped_text(source))
        if task is not None:
            self.task_pasted.emit(task)
            return
        super().insertFromMimeData(source)


def dropped_text(source: QMimeData) -> str:
    """Return the text that was pasted, or that of the one file dropped."""
    urls = source.urls()
    if len(urls) == 1 and urls[0].isLocalFile():
        path = Path(urls[0].toLocalFile())
        if path.is_file() and path.stat().st_size <= LARGEST_BYTES:
            return path.read_text(encoding="utf-8-sig", errors="replace")
    return source.text()


def read_task(text: str) -> Task | None:
    """Return the task that a JSON object holds, or None if it is none."""
    if not text.lstrip().startswith("{"):
        return None
    try:
        data = json.loads(text)
        return Task.from_dict(data).checked() if isinstance(data, dict) else None
    except (ValueError, InvalidInput):
        return None
