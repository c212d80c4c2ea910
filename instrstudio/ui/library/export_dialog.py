"""Chooses what to export and how, and says beforehand what will be in the file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QScrollArea, QVBoxLayout, QWidget

from instrstudio.domain.job import Job, Progress
from instrstudio.domain.transfer_plan import ExportPlan
from instrstudio.services.survey import Alike, Survey
from instrstudio.services.workspace import Workspace
from instrstudio.ui.controls import (
    GhostButton,
    PrimaryButton,
    SectionLabel,
    TitleLabel,
    row,
)
from instrstudio.ui.errors import sentence
from instrstudio.ui.jobs import JobHandle
from instrstudio.ui.library.export_options import (
    ExportOptions,
    formats,
    writes_templates,
)
from instrstudio.ui.library.export_preview import ExportPreview
from instrstudio.ui.library.export_scope import Choice, ScopeChoice
from instrstudio.ui.library.preset_bar import PresetBar
from instrstudio.ui.session import Session
from instrstudio.ui.theme import theme

REST_MS = 200
"""So long nothing is edited before the records are counted again."""
_WIDTH, _HEIGHT, _LEFT = 920, 640, 320
_ROWS = 5

Surveyed = tuple[Survey, str]
"""The counts, and the first rows where a format writes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportWish:
    """What to write where; `alike` is what the counting found nearly the same."""

    target: Path
    plan: ExportPlan
    scope: str
    alike: Alike | None = None


class ExportDialog(QDialog):
    """Asks for records, format and conditions; counts before it asks for the place.

    Signals:
        confirmed: An `ExportWish`.
        surveyed: The `Survey` of what is chosen now.
    """

    confirmed = Signal(object)
    surveyed = Signal(object)

    def __init__(
        self, session: Session, choice: Choice, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("exportDialog")
        self.setWindowTitle(self.tr("Export"))
        self._session, self._choice = session, choice
        self._job: JobHandle | None = None
        self._rows_job: JobHandle | None = None
        self._sample: Sequence[int] = ()
        self._alike: Alike | None = None
        self.scope = ScopeChoice(choice)
        self.options = ExportOptions()
        self.presets = PresetBar(session, "export", self.plan)
        self.preview = ExportPreview()
        self._export = PrimaryButton(self.tr("Export…"))
        self._export.setObjectName("exportStart")
        self._cancel = GhostButton(self.tr("Cancel"))
        self._cancel.setObjectName("exportCancel")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._build()
        self._connect()
        self._survey()

    def _build(self) -> None:
        """Put the options at the left, what they lead to at the right."""
        space = theme().space
        self.resize(theme().px(_WIDTH), theme().px(_HEIGHT))
        options = QWidget()
        left = QVBoxLayout(options)
        left.setContentsMargins(space.tight, 0, space.group, 0)
        left.setSpacing(space.unit)
        left.addWidget(SectionLabel(self.tr("Records")))
        left.addWidget(self.scope)
        left.addSpacing(space.tight)
        left.addWidget(self.options)
        left.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(options)
        scroll.setFixedWidth(theme().px(_LEFT))
        side = QVBoxLayout()
        side.addWidget(self.presets)
        side.addWidget(scroll, 1)
        middle = row(spacing=space.page)
        middle.addLayout(side)
        middle.addWidget(self.preview, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(space.page, space.page, space.page, space.page)
        box.setSpacing(space.group)
        box.addWidget(TitleLabel(self.tr("Export")))
        box.addLayout(middle, 1)
        box.addLayout(row(1, self._cancel, self._export))
        self._export.setDefault(True)

    def _connect(self) -> None:
        """Join the parts."""
        self.scope.edited.connect(self._on_edited)
        self.options.edited.connect(self._on_edited)
        self.options.template_edited.connect(self._show_own_rows)
        self.presets.chosen.connect(self._on_preset)
        self._rest.timeout.connect(self._survey)
        self._export.clicked.connect(self._on_export)
        self._cancel.clicked.connect(self.reject)

    def plan(self) -> ExportPlan:
        """Return the options as they are set."""
        return replace(self.options.plan(), query=self.scope.query())

    def wish(self, target: Path) -> ExportWish:
        """Return what is chosen, to be written to `target`."""
        return ExportWish(
            target=target,
            plan=self.plan(),
            scope=self.scope.scope(),
            alike=self._alike,
        )

    @Slot()
    def _on_edited(self) -> None:
        """Count again when editing rests."""
        self._export.setEnabled(False)
        self._rest.start()

    @Slot(object)
    def _on_preset(self, plan: ExportPlan) -> None:
        """Show what was kept."""
        self.scope.set_query(plan.query)
        self.options.set_plan(plan)
        self._survey()

    @Slot()
    def _survey(self) -> None:
        """Count in the background what would be written; a newer question wins."""
        from instrstudio.services import transfer

        self._export.setEnabled(False)
        self._drop(self._job)
        name = self.options.format()
        found = transfer.loss(name) if name else transfer.Loss((), ())
        self.preview.show_format(found.keeps, found.drops)
        if writes_templates(name):
            self.preview.show_templates()
            self._export.setEnabled(True)
            return
        self.preview.show_working()
        wish, choice = self.wish(Path()), self._choice
        self._job = self._session.start(
            lambda workspace: _surveyed(workspace, choice, wish),
            title=self.tr("Count records"),
            key="export-survey",
            quiet=True,
        )
        self._job.progressed.connect(self._on_progress)
        self._job.succeeded.connect(self._on_surveyed)
        self._job.failed.connect(self._on_failed)

    @Slot()
    def _on_progress(self) -> None:
        if self._job is not None:
            self.preview.show_working(self._job.progress)

    @Slot(object)
    def _on_surveyed(self, result: Surveyed) -> None:
        """Show the counts and the first rows."""
        found, first = result
        self._alike = found.alike
        self._sample = [i for ids in found.ids.values() for i in ids[:_ROWS]][:_ROWS]
        self.preview.show_survey(found)
        if self.options.format():
            self.preview.show_rows(first)
            self._export.setEnabled(found.kept > 0)
        else:
            self._show_own_rows()
        self.surveyed.emit(found)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self.preview.show_error(sentence(error))
        self._export.setEnabled(False)

    @Slot()
    def _show_own_rows(self) -> None:
        """Render the first records with the row template, while it is typed."""
        self._drop(self._rows_job)
        self._export.setEnabled(False)
        pattern, sample = self.options.template(), tuple(self._sample)
        if not pattern.strip() or not sample:
            self.preview.show_rows("")
            return
        self._rows_job = self._session.start(
            lambda workspace: _rendered(workspace, pattern, sample),
            title=self.tr("Preview"),
            key="export-rows",
            quiet=True,
        )
        self._rows_job.succeeded.connect(self._on_rendered)
        self._rows_job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_rendered(self, texts: list[str]) -> None:
        """Show the rows; a mistake that was shown before is mended."""
        self.preview.loss.hide()
        self.preview.show_rows("\n".join(texts))
        self._export.setEnabled(True)

    @Slot()
    def _on_export(self) -> None:
        """Ask for the place."""
        suffix = self.options.suffix()
        dialog = QFileDialog(self, self.tr("Export"))
        dialog.setObjectName("exportPlace")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix.lstrip("."))
        name = self.options.format() or self.tr("Rows")
        dialog.setNameFilters([f"{name} (*{suffix})", self.tr("All files (*)")])
        dialog.selectFile(f"instructions{suffix}")
        dialog.fileSelected.connect(self._on_place)
        dialog.open()

    @Slot(str)
    def _on_place(self, name: str) -> None:
        self.confirmed.emit(self.wish(Path(name)))
        self.accept()

    def done(self, result: int) -> None:
        """Stop what nobody waits for any more."""
        self._rest.stop()
        self._drop(self._job)
        self._drop(self._rows_job)
        super().done(result)

    def _drop(self, job: JobHandle | None) -> None:
        """Forget a job."""
        if job is not None and not job.is_over:
            job.drop()


def _surveyed(
    workspace: Workspace, choice: Choice, wish: ExportWish
) -> Job[Progress, Surveyed]:
    """Count what would be written and, in a format, write the first rows."""
    from instrstudio.services import aside

    plan, alike = wish.plan, wish.alike
    ids = yield from choice.chosen(workspace, wish.scope)
    if not plan.format:
        return (yield from aside.survey(workspace, plan, ids, alike)), ""
    target = Path(f"preview{formats()[plan.format]}")
    found = yield from aside.preview(workspace, target, plan, ids, _ROWS, alike)
    return found.survey, found.first


def _rendered(
    workspace: Workspace, pattern: str, ids: Sequence[int]
) -> Job[object, list[str]]:
    """Render some records with a row template."""
    from instrstudio.services import row_texts

    row_texts.check(pattern)
    records = workspace.store.records.page(ids)
    values = [row_texts.values_of(record, n) for n, record in enumerate(records, 1)]
    return (yield from row_texts.texts(pattern, values))
