"""Language, light or dark, and text size of the window: chosen, kept, put on."""

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from instrstudio.domain.errors import StorageError
from instrstudio.domain.settings import Settings
from instrstudio.services import settings_file
from instrstudio.ui import theme
from instrstudio.ui.i18n import Catalogues, resolved


class Appearance(QObject):
    """Puts the settings on the program and follows the system where they say so."""

    settings_changed = Signal(object)
    failed = Signal(object)

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__(app)
        self._app = app
        self._catalogues = Catalogues(app)
        self._language = ""
        self.settings = settings
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self.put_on()

    @property
    def language(self) -> str:
        """The language of the window: ``zh`` or ``en``."""
        return resolved(self.settings.language)

    @property
    def is_dark(self) -> bool:
        """Whether the dark theme is on."""
        if self.settings.theme == "auto":
            scheme = self._app.styleHints().colorScheme()
            return scheme == Qt.ColorScheme.Dark
        return self.settings.theme == "dark"

    def put_on(self) -> None:
        """Dress the program as the settings say."""
        theme.apply(
            self._app, self.is_dark, self.language, int(self.settings.text_size)
        )
        if self._language != self.language:
            self._language = self.language
            self._catalogues.use(self.language)

    def change(self, **changes: object) -> None:
        """Change settings, put them on and keep them."""
        values = self.settings.as_dict() | changes
        self.settings = Settings.from_mapping(values)
        self.put_on()
        self.settings_changed.emit(self.settings)
        self._keep()

    def keep_project(self, folder: str) -> None:
        """Remember the project opened last."""
        self.settings = replace(self.settings, last_project=folder)
        self._keep()

    def _keep(self) -> None:
        """Write the settings; a full disk is told, not fatal."""
        try:
            settings_file.save(self.settings)
        except StorageError as error:
            self.failed.emit(error)

    def toggle_language(self) -> None:
        """Go to the other language."""
        self.change(language="en" if self.language == "zh" else "zh")

    def toggle_theme(self) -> None:
        """Go from light to dark or back."""
        self.change(theme="light" if self.is_dark else "dark")

    @Slot()
    def _on_scheme_changed(self) -> None:
        if self.settings.theme == "auto":
            self.put_on()
