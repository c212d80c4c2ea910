"""What the catalogue knows of one public data set, and where to get it."""

from PySide6.QtCore import QCoreApplication, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from instrstudio.domain.catalogue import NO, UNCLEAR, YES, Entry
from instrstudio.domain.language import LANGUAGES
from instrstudio.ui import words
from instrstudio.ui.controls import (
    BodyLabel,
    Button,
    CaptionLabel,
    GhostButton,
    SectionLabel,
    StrongLabel,
    column,
    row,
)
from instrstudio.ui.theme import set_icon, theme

MARKS = {
    YES: ("ok", "success"),
    NO: ("close", "danger"),
    UNCLEAR: ("help", "warning"),
}
"""Icon and colour role of whether a model may be shipped."""


class DatasetView(QScrollArea):
    """Languages, size, licence, whether a shipped model may use it, how to get it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("datasetView")
        self.setAccessibleName(self.tr("Data set"))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._entry: Entry | None = None
        self._inner = QWidget()
        self._name, self._about = SectionLabel(), _wrapped("datasetAbout")
        self._facts = _wrapped("datasetFacts")
        self._licence = _wrapped("datasetLicence")
        self._icon, self._may = QLabel(), StrongLabel()
        self._may.setObjectName("datasetMay")
        self._why = _wrapped("datasetWhy")
        self._get = _wrapped("datasetGet")
        self._address = _wrapped("datasetAddress")
        readable = Qt.TextInteractionFlag.TextSelectableByMouse
        self._address.setTextInteractionFlags(readable)
        self._open = Button(self.tr("Open page in browser"), "link")
        self._open.setObjectName("datasetOpen")
        self._copy = GhostButton(self.tr("Copy address"), "copy")
        self._copy.setObjectName("datasetCopy")
        self._build()
        self._open.clicked.connect(self.open_page)
        self._copy.clicked.connect(self.copy_address)

    def _build(self) -> None:
        """Put what is known below each other."""
        space = theme().space
        form = QGridLayout()
        form.setHorizontalSpacing(space.group)
        form.setVerticalSpacing(space.unit)
        form.setColumnStretch(1, 1)
        may = QVBoxLayout()
        may.setSpacing(space.tight)
        may.addLayout(row(self._icon, self._may, 1, spacing=space.inner))
        may.addWidget(self._why)
        get = QVBoxLayout()
        get.setSpacing(space.tight)
        for part in (self._get, self._address):
            get.addWidget(part)
        get.addLayout(row(self._open, self._copy, 1))
        named_parts = (
            (self.tr("Data"), column(self._facts)),
            (self.tr("Licence"), column(self._licence)),
            (self.tr("In a shipped model"), may),
            (self.tr("How to get it"), get),
        )
        for at, (text, told) in enumerate(named_parts):
            form.addWidget(CaptionLabel(text), at, 0, Qt.AlignmentFlag.AlignTop)
            form.addLayout(told, at, 1)
        box = QVBoxLayout(self._inner)
        box.setContentsMargins(0, 0, space.unit, 0)
        box.setSpacing(space.unit)
        box.addWidget(self._name)
        box.addWidget(self._about)
        box.addLayout(form)
        box.addStretch(1)
        self.setWidget(self._inner)

    def show_entry(self, entry: Entry | None) -> None:
        """Show a data set, or nothing."""
        self._entry = entry
        self._inner.setVisible(entry is not None)
        if entry is None:
            return
        language = theme().language if theme().language in LANGUAGES else LANGUAGES[0]
        self._name.setText(entry.name)
        self._about.setText(entry.about[language])
        self._facts.setText(facts(entry))
        self._licence.setText(licence(entry))
        icon, role = MARKS[entry.shippable]
        set_icon(self._icon, icon, 16, role)
        self._may.setText(may_ship(entry.shippable))
        self._may.set_role(role)
        self._why.setText(entry.why[language])
        self._get.setText(entry.get[language])
        self._address.setText(entry.url)
        self.verticalScrollBar().setValue(0)

    @Slot()
    def open_page(self) -> None:
        """Open the page of the data set in the browser."""
        if self._entry is not None:
            QDesktopServices.openUrl(QUrl(self._entry.url))

    @Slot()
    def copy_address(self) -> None:
        """Put the address of the page on the clipboard."""
        if self._entry is not None:
            QGuiApplication.clipboard().setText(self._entry.url)


def named(entry: Entry) -> str:
    """Return the languages of a data set."""
    return words.list_of([language(one) for one in entry.languages])


def facts(entry: Entry) -> str:
    """Return languages and size of a data set in a line."""
    tr = QCoreApplication.translate
    size = tr("DatasetView", "size not known")
    if entry.rows:
        text = tr("DatasetView", "about {count} rows")
        size = text.format(count=words.number(entry.rows))
    return f"{named(entry)} · {size}"


def licence(entry: Entry) -> str:
    """Return the licence of a data set as it is read."""
    if entry.licence == UNCLEAR:
        return QCoreApplication.translate("DatasetView", "not stated clearly")
    return entry.licence


def language(key: str) -> str:
    """Return the name of a language of data sets."""
    if key == "other":
        return QCoreApplication.translate("DatasetView", "other languages")
    return words.language(key)


def may_ship(answer: str) -> str:
    """Return whether a model that learned from a data set may be given away."""
    tr = QCoreApplication.translate
    return {
        YES: tr("DatasetView", "May be used"),
        NO: tr("DatasetView", "May not be used"),
        UNCLEAR: tr("DatasetView", "Unclear"),
    }[answer]


def _wrapped(name: str) -> BodyLabel:
    """Return a label that wraps its text."""
    label = BodyLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label
