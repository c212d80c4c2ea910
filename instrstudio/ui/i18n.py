"""The catalogues of the window and how they are switched while it is open."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from instrstudio import resources

LOCALES = {"en": "en", "zh": "zh_CN"}


def system_language() -> str:
    """Return the language of the system: ``zh`` or ``en``."""
    chinese = QLocale.system().language() == QLocale.Language.Chinese
    return "zh" if chinese else "en"


def resolved(setting: str) -> str:
    """Return the language that a setting means; ``auto`` is the system's."""
    return system_language() if setting == "auto" else setting


class Catalogues:
    """The translators that are installed; English has one too, for its plurals."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._installed: list[QTranslator] = []

    def use(self, language: str) -> None:
        """Switch to `language`; every widget gets a LanguageChange event."""
        locale = LOCALES[language]
        for old in self._installed:
            self._app.removeTranslator(old)
        QLocale.setDefault(QLocale(locale))
        self._installed = [t for t in (_qt(locale), _own(locale)) if t is not None]
        for new in self._installed:
            self._app.installTranslator(new)


def _own(locale: str) -> QTranslator | None:
    """Load the program's catalogue."""
    translator = QTranslator()
    try:
        place = resources.path("i18n", f"instrstudio_{locale}.qm")
    except FileNotFoundError:
        return None
    return translator if translator.load(str(place)) else None


def _qt(locale: str) -> QTranslator | None:
    """Load Qt's catalogue: OK, Cancel, the file dialog."""
    if locale == "en":
        return None
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return translator if translator.load(f"qtbase_{locale}", folder) else None
