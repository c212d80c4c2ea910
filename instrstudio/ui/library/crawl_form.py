"""Asks where a crawl begins and what it may do."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from instrstudio.domain.crawl import CrawlPlan
from instrstudio.ui.controls import (
    CaptionLabel,
    PrimaryButton,
    ProseEdit,
    SectionLabel,
    row,
)
from instrstudio.ui.labelled_form import LabelledForm
from instrstudio.ui.theme import set_font, theme

DEEPEST, MOST_PAGES, LONGEST, SLOWEST = 20, 100_000, 24 * 60, 600
_LINES = (3, 5)
_WIDTH = 520


class CrawlForm(QWidget):
    """The addresses and bounds of a new crawl.

    Signals:
        confirmed: The `CrawlPlan` to begin with.
    """

    confirmed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crawlForm")
        usual = CrawlPlan()
        self.addresses = ProseEdit(lines=_LINES)
        self.addresses.setObjectName("crawlAddresses")
        self.addresses.setPlaceholderText("https://example.org/howto")
        self.distance = number_box("crawlDepth", 0, DEEPEST, usual.depth)
        self.pages = number_box("crawlPages", 1, MOST_PAGES, usual.pages)
        self.minutes = number_box("crawlMinutes", 1, LONGEST, round(usual.minutes))
        self.delay = QDoubleSpinBox()
        self.delay.setObjectName("crawlDelay")
        self.delay.setRange(0.0, SLOWEST)
        self.delay.setDecimals(1)
        self.delay.setValue(usual.delay)
        self.delay.lineEdit().setTextMargins(theme().space.inner, 0, 0, 0)
        self.same_site, self.sitemap = QCheckBox(), QCheckBox()
        self.private = QCheckBox()
        self.same_site.setChecked(usual.same_site)
        self.contact = QLineEdit()
        self.contact.setObjectName("crawlContact")
        self.start = PrimaryButton(self.tr("Start crawl"), "play")
        self.start.setObjectName("crawlStart")
        self._may_start = True
        self._build()
        self.addresses.edited.connect(self._follow)
        self.start.clicked.connect(self._on_start)
        self._follow()

    def _build(self) -> None:
        """Put the fields into a form."""
        space = theme().space
        about = CaptionLabel(
            self.tr(
                "Follows robots.txt and asks each site slowly. What looks like an "
                "instruction is put up for review; nothing enters the library before "
                "you accept it."
            )
        )
        about.setWordWrap(True)
        form = LabelledForm()
        fields: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Addresses, one a line"), self.addresses),
            (self.tr("Links away from them"), self.distance),
            (self.tr("Pages at most"), self.pages),
            (self.tr("Minutes at most"), self.minutes),
            (self.tr("Seconds between requests"), self.delay),
            (self.tr("Contact told to sites"), self.contact),
        )
        for text, widget in fields:
            form.add(text, widget)
        self.contact.setPlaceholderText(self.tr("Your mail address, or a page"))
        for name, box, text in (
            ("crawlSameSite", self.same_site, self.tr("Stay on the same site")),
            ("crawlSitemap", self.sitemap, self.tr("Also read the site's sitemap")),
            ("crawlPrivate", self.private, self.tr("Allow private addresses")),
        ):
            box.setObjectName(name)
            box.setText(text)
            set_font(box, "body")
            form.addRow("", box)
        self.private.setToolTip(
            self.tr("Also hosts of your own network, such as an intranet")
        )
        inner = QWidget()
        inner.setFixedWidth(theme().px(_WIDTH))
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(space.group)
        body.addWidget(SectionLabel(self.tr("New crawl")))
        body.addWidget(about)
        body.addLayout(form)
        body.addLayout(row(1, self.start))
        body.addStretch(1)
        self.setLayout(row(inner, 1))

    def plan(self) -> CrawlPlan:
        """Return what is filled in; an address without a scheme is one of https."""
        lines = (line.strip() for line in self.addresses.text().splitlines())
        return CrawlPlan(
            seeds=tuple(
                line if "://" in line else f"https://{line}" for line in lines if line
            ),
            depth=self.distance.value(),
            delay=self.delay.value(),
            pages=self.pages.value(),
            minutes=float(self.minutes.value()),
            same_site=self.same_site.isChecked(),
            sitemap=self.sitemap.isChecked(),
            allow_private=self.private.isChecked(),
            contact=self.contact.text().strip(),
        )

    def allow(self, may_start: bool) -> None:
        """Let a crawl be started, or not while another one is at work."""
        self._may_start = may_start
        self._follow()

    @Slot()
    def _follow(self) -> None:
        self.start.setEnabled(self._may_start and bool(self.addresses.text().strip()))

    @Slot()
    def _on_start(self) -> None:
        self.confirmed.emit(self.plan())


def number_box(name: str, least: int, most: int, value: int) -> QSpinBox:
    """Return a box for a whole number."""
    box = QSpinBox()
    box.setObjectName(name)
    box.setRange(least, most)
    box.setValue(value)
    box.setGroupSeparatorShown(True)
    # a style sheet's padding does not reach the number
    box.lineEdit().setTextMargins(theme().space.inner, 0, 0, 0)
    return box
