"""What annotators keep to, how far they agree, and where they do not."""

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from instrstudio.domain.annotation import Agreement, AnnotationSet
from instrstudio.ui.controls import CaptionLabel, ProseEdit, SectionLabel
from instrstudio.ui.evaluate.annotate.reading import Overview
from instrstudio.ui.side_list import SideItem, SideList
from instrstudio.ui.theme import theme

REST_MS = 800
"""So long nothing is typed before the guideline is kept."""
_LINES = (4, 12)


class GuidePane(QWidget):
    """Guideline, agreement, disagreements of the open set.

    Signals:
        guideline_written: The new text of the guideline.
        dispute_chosen: The place of a row.
    """

    guideline_written = Signal(str)
    dispute_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("annotateGuide")
        self._overview, self._set = Overview(), AnnotationSet(name="")
        self._titles = SectionLabel(), SectionLabel(), SectionLabel()
        self.guideline = ProseEdit(lines=_LINES)
        self.guideline.setObjectName("annotateGuideline")
        self.agreement, self.none = CaptionLabel(), CaptionLabel()
        self.agreement.setWordWrap(True)
        self.none.setWordWrap(True)
        self.disputes = SideList()
        self.disputes.setObjectName("annotateDisputes")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.flush)
        self.guideline.edited.connect(self._rest.start)
        self.disputes.chosen.connect(self._on_chosen)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        """Put the parts below each other."""
        space = theme().space
        box = QVBoxLayout(self)
        box.setContentsMargins(space.pane, space.group, space.pane, space.unit)
        box.setSpacing(space.inner)
        first, second, third = self._titles
        box.addWidget(first)
        box.addWidget(self.guideline)
        box.addSpacing(space.group)
        box.addWidget(second)
        box.addWidget(self.agreement)
        box.addSpacing(space.group)
        box.addWidget(third)
        box.addWidget(self.none)
        box.addWidget(self.disputes, 1)
        box.addStretch(0)
        self.setProperty("pane", "window")

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setAccessibleName(self.tr("Guideline and disagreements"))
        texts = (
            self.tr("Guideline"),
            self.tr("Agreement"),
            self.tr("Disagreements"),
        )
        for label, text in zip(self._titles, texts, strict=True):
            label.setText(text)
        self.guideline.setAccessibleName(self.tr("Guideline"))
        self.guideline.setPlaceholderText(self.tr("What annotators should keep to"))
        self.disputes.setAccessibleName(self.tr("Disagreements"))
        self.show_set(self._set, self._overview)

    def show_set(self, found: AnnotationSet, overview: Overview) -> None:
        """Show a set; a guideline that is being written stays."""
        if found.name != self._set.name:
            self.flush()
        waits = self._rest.isActive()
        self._set, self._overview = found, overview
        if not waits:
            self.guideline.set_text(found.guideline)
        self.agreement.setText(self._agreement(overview.agreement))
        items = [
            SideItem(
                key=str(dispute.row.place),
                text=self.tr("Row {number}").format(number=dispute.row.place + 1),
                caption=", ".join(said.annotator for said in dispute.said),
                icon="compare",
                icon_role="warning",
            )
            for dispute in overview.disputes
        ]
        self.disputes.set_items(items)
        self.disputes.setVisible(bool(items))
        self.none.setVisible(not items)
        self.none.setText(self.tr("None. Rows judged differently are listed here."))

    @property
    def shown(self) -> str:
        """The name of the set that is shown."""
        return self._set.name

    def _agreement(self, found: Agreement) -> str:
        """Return what two annotators share, in words."""
        if not found.rows:
            return self.tr("No row has been judged by two people yet.")
        shares = (
            (self.tr("Keep or reject: {share}"), found.verdict),
            (self.tr("Same text: {share}"), found.exact),
            (self.tr("Same but for signs: {share}"), found.normalised),
            (self.tr("Likeness (chrF): {share}"), found.chrf),
        )
        lines = [
            QCoreApplication.translate(
                "GuidePane", "%n rows judged by two", "", found.rows
            )
        ]
        for text, share in shares:
            if share is not None:
                lines.append(text.format(share=f"{share:.0%}"))
        return "\n".join(lines)

    @Slot()
    def flush(self) -> None:
        """Tell what was written, if that is still to be kept."""
        self._rest.stop()
        text = self.guideline.text()
        if self._set.name and text != self._set.guideline:
            self.guideline_written.emit(text)

    @Slot(str)
    def _on_chosen(self, key: str) -> None:
        self.dispute_chosen.emit(int(key))
