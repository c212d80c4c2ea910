"""The runs at the left; the one under way stands on top."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from instrstudio.domain.evaluation import Evaluation
from instrstudio.domain.job import Progress
from instrstudio.ui import words
from instrstudio.ui.controls import IconButton, SectionLabel, row
from instrstudio.ui.evaluate.scores import score_names
from instrstudio.ui.side_list import SideItem, SideList
from instrstudio.ui.theme import theme

LIVE, NEW = "live", "new"
"""The keys of the run under way and of the form; runs have their numbers."""


class ScoreRunsPane(QWidget):
    """Chooses a run.

    Signals:
        chosen: The id of a run as text, or `LIVE`.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scoresRunsPane")
        self._runs: tuple[Evaluation, ...] = ()
        self._live: Progress | None = None
        self._title = SectionLabel()
        self.new, self.more = IconButton("plus"), IconButton("more")
        self.new.setObjectName("scoresNew")
        self.more.setObjectName("scoresMore")
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)
        self.list = SideList()
        self.list.setObjectName("scoresRuns")
        self.list.chosen.connect(self.chosen)
        space = theme().space
        head = row(self._title, 1, self.new, self.more)
        head.setContentsMargins(space.page, space.unit, space.unit, space.unit)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.list, 1)
        self.setProperty("pane", "window")
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        self._title.setText(self.tr("Runs"))
        self.list.setAccessibleName(self.tr("Evaluation runs"))
        self.new.set_name(self.tr("New run"))
        self.more.set_name(self.tr("More on this run"))
        self.show_runs(self._runs, self._live)

    def show_runs(self, runs: Sequence[Evaluation], live: Progress | None) -> None:
        """List the runs; `live` is how far the one under way is, if there is one."""
        self._runs, self._live = tuple(runs), live
        items = [_item(run) for run in self._runs]
        if live is not None:
            items.insert(
                0,
                SideItem(
                    key=LIVE,
                    text=self.tr("Under way"),
                    caption=how_far(live),
                    icon="play",
                    icon_role="success",
                ),
            )
        self.list.set_items(items)

    def choose(self, key: str) -> None:
        """Show which run is shown."""
        self.list.choose(key)
        self.more.setEnabled(key.isdigit())


def _item(run: Evaluation) -> SideItem:
    """Return the row of a run."""
    tr = QCoreApplication.translate
    count = tr("ScoresRuns", "%n rows", "", int(run.settings.get("rows", 0)))
    caption = f"{count} · {words.ago(run.at)}"
    return SideItem(
        key=str(run.id),
        text=score_names.run(run),
        caption=caption,
        icon="pause" if run.cancelled else "ok",
        said=tr("ScoresRuns", "broken off") if run.cancelled else "",
    )


def how_far(progress: Progress) -> str:
    """Say how far a run is: rows done of all."""
    text = QCoreApplication.translate("ScoresRuns", "{done} of {total} rows")
    if not progress.total:
        return QCoreApplication.translate("ScoresRuns", "Reading rows…")
    return text.format(
        done=words.number(progress.done), total=words.number(progress.total)
    )
