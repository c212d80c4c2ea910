"""What is done to many records at once, and the notice that it was done."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Slot

from instrstudio.domain.changes import Changes
from instrstudio.domain.job import Job, Progress
from instrstudio.services.workspace import Workspace
from instrstudio.ui import words
from instrstudio.ui.library import view as viewing
from instrstudio.ui.library.marks import Marks
from instrstudio.ui.library.options_form import parts_of
from instrstudio.ui.library.view import View
from instrstudio.ui.session import Notice, Session

Deed = Callable[[Workspace, Sequence[int]], Job[Progress, Changes]]

_SMALL = 1000
"""Fewer records than these are changed without a row in the list of jobs."""


class Bulk(QObject):
    """Runs deeds on the marked rows of a view; each is one step to undo."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._said: dict[object, str] = {}

    def tag(self, ids: Sequence[int], marks: Marks, view: View, names: str) -> None:
        """Add the tags in `names`; one with a minus in front is taken away."""
        wanted = parts_of(names)
        add = tuple(name for name in wanted if name[0] not in "-−")
        remove = tuple(name[1:].strip() for name in wanted if name[0] in "-−")
        if not add and not remove:
            return

        def deed(workspace: Workspace, chosen: Sequence[int]) -> Job[Progress, Changes]:
            from instrstudio.services import bulk

            return bulk.tag(workspace, chosen, add=add, remove=remove)

        self._do(deed, ids, marks, view, self.tr("Tagged {count}"))

    def archive(self, ids: Sequence[int], marks: Marks, view: View) -> None:
        """Put records away, or take them back where archived ones are shown."""
        archived = not view.archived

        def deed(workspace: Workspace, chosen: Sequence[int]) -> Job[Progress, Changes]:
            from instrstudio.services import bulk

            return bulk.archive(workspace, chosen, archived)

        text = self.tr("Archived {count}") if archived else self.tr("Took back {count}")
        self._do(deed, ids, marks, view, text)

    def rate(self, ids: Sequence[int], marks: Marks, view: View, stars: int) -> None:
        """Give 1 to 5 stars; 0 takes them back."""

        def deed(workspace: Workspace, chosen: Sequence[int]) -> Job[Progress, Changes]:
            from instrstudio.services import rating

            return rating.rate(workspace, chosen, stars)

        given, taken = self.tr("Rated {count}"), self.tr("Took the stars of {count}")
        self._do(deed, ids, marks, view, given if stars else taken)

    def delete(self, ids: Sequence[int], marks: Marks, view: View) -> None:
        """Delete records."""

        def deed(workspace: Workspace, chosen: Sequence[int]) -> Job[Progress, Changes]:
            from instrstudio.services import bulk

            return bulk.delete(workspace, chosen)

        self._do(deed, ids, marks, view, self.tr("Deleted {count}"))

    def assign(
        self, ids: Sequence[int], marks: Marks, view: View, values: Mapping[str, str]
    ) -> None:
        """Set the same fields for all."""

        def deed(workspace: Workspace, chosen: Sequence[int]) -> Job[Progress, Changes]:
            from instrstudio.services import bulk

            return bulk.assign(workspace, chosen, values)

        self._do(deed, ids, marks, view, self.tr("Edited {count}"))

    def replace(
        self, ids: Sequence[int], marks: Marks, view: View, find: str, put: str
    ) -> None:
        """Put one text in place of another in the instructions."""

        def deed(workspace: Workspace, chosen: Sequence[int]) -> Job[Progress, Changes]:
            from instrstudio.services import bulk

            return bulk.replace_text(workspace, chosen, find, put)

        self._do(deed, ids, marks, view, self.tr("Edited {count}"))

    def _do(
        self, deed: Deed, ids: Sequence[int], marks: Marks, view: View, text: str
    ) -> None:
        """Run a deed and say that it was done; what it changed can be undone."""
        everything = marks.everything

        def job(workspace: Workspace) -> Job[Progress, tuple[int, Changes]]:
            chosen = ids
            if everything:
                chosen = yield from viewing.all_of(workspace, view, marks)
            changes = yield from deed(workspace, chosen)
            return _touched(changes, len(chosen)), changes

        handle = self._session.start(
            job,
            title=text.format(count=records(len(ids))),
            lane="write",
            quiet=len(ids) < _SMALL,
        )
        self._said[handle] = text
        handle.succeeded.connect(self._on_done)
        handle.failed.connect(self._session.failed)

    @Slot(object)
    def _on_done(self, result: tuple[int, Changes]) -> None:
        """Tell everybody, and offer to take it back."""
        count, changes = result
        self._session.tell(changes)
        text = self._said.pop(self.sender(), "{count}")
        if not changes:
            text = self.tr("Nothing to change: all records are so already")
        self._session.notice.emit(
            Notice(text=text.format(count=records(count)), undo=bool(changes))
        )


def records(count: int) -> str:
    """Return “1 record”, “240 records”."""
    text = QCoreApplication.translate("Bulk", "%n records", "", count)
    return text.replace(str(count), words.number(count), 1)


def _touched(changes: Changes, chosen: int) -> int:
    """Return how many records changed, as far as they were listed."""
    return chosen if changes.many else len(changes.records)
