"""What the further filters of the side list and their values are called."""

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from instrstudio.ui import words
from instrstudio.ui.library import facets
from instrstudio.ui.library.facts import language_name

_KINDS = ("starter", "own", "constructed", "import", "crawl", "annotation")


def title(name: str) -> str:
    """Return the name of a facet."""
    tr = QCoreApplication.translate
    return {
        facets.LANGUAGE: tr("Facets", "Language"),
        facets.SOURCE: tr("Facets", "Source"),
        facets.LICENCE: tr("Facets", "Licence"),
        facets.RATING: tr("Facets", "Rating"),
        facets.MONTH: tr("Facets", "Month of creation"),
    }[name]


def value(name: str, key: str) -> str:
    """Return what a value is called."""
    if name == facets.LANGUAGE:
        return language_name(key)
    if name == facets.SOURCE and key in _KINDS:
        return words.source(key)
    if name == facets.RATING and key.isdigit() and 0 < int(key) <= 5:
        return "★" * int(key)
    if name == facets.MONTH:
        return _month(key)
    return key


def _month(key: str) -> str:
    """Return a month such as “2026-11” in the language of the window."""
    day = QDate.fromString(key, "yyyy-MM")
    if not day.isValid():
        return key
    is_chinese = QLocale().language() == QLocale.Language.Chinese
    return str(QLocale().toString(day, "yyyy 年 M 月" if is_chinese else "MMM yyyy"))
