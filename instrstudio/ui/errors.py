"""The one place that shows errors, and the hook that catches what nobody did.

An error a person can mend becomes a notice with its sentence; one that stops the work
becomes a dialog. A bug becomes a notice whose details can be copied. No dialog comes
from a background job, and never two at once.
"""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from instrstudio.domain.errors import InstrStudioError, StorageError
from instrstudio.ui.session import Notice
from instrstudio.ui.words import said

LOG = logging.getLogger(__name__)


def sentence(error: BaseException) -> str:
    """Return what an error says to a person, in the language of the window."""
    if isinstance(error, InstrStudioError):
        parts = [said(error.message)]
        if error.hint:
            parts.append(said(error.hint))
        return " ".join(parts)
    unexpected = QCoreApplication.translate(
        "Errors",
        "Something in the program went wrong ({kind}). Your work is kept; the details "
        "can be copied.",
    )
    return unexpected.format(kind=type(error).__name__)


def details(error: BaseException) -> str:
    """Return the trace of an error."""
    return "".join(traceback.format_exception(error))


class ErrorPresenter(QObject):
    """Shows errors; `raised` may be emitted from any thread."""

    raised = Signal(object)
    notice = Signal(object)

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: QMessageBox | None = None
        self._last: BaseException | None = None
        self.raised.connect(self.show, Qt.ConnectionType.AutoConnection)

    @Slot(object)
    def show(self, error: BaseException) -> None:
        """Show one error as a notice."""
        if isinstance(error, InstrStudioError):
            self.notice.emit(Notice(text=sentence(error), kind="error"))
            return
        LOG.error("unexpected error", exc_info=error)
        self._last = error
        self.notice.emit(
            Notice(
                text=sentence(error),
                kind="error",
                action=self.tr("Copy details"),
                on_action=self.copy_details,
            )
        )

    def copy_details(self) -> None:
        """Put the trace of the last bug on the clipboard."""
        if self._last is not None:
            QGuiApplication.clipboard().setText(details(self._last))

    def stop_work(self, error: BaseException, title: str) -> QMessageBox | None:
        """Open a dialog because work cannot go on; None while another is open."""
        if self._dialog is not None:
            return None
        box = QMessageBox(self._window)
        box.setObjectName("errorDialog")
        box.setIcon(QMessageBox.Icon.Critical)
        box.setWindowTitle(title)
        box.setText(sentence(error))
        if not isinstance(error, StorageError):
            box.setDetailedText(details(error))
        box.finished.connect(self._on_closed)
        self._dialog = box
        box.open()
        return box

    @Slot()
    def _on_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = None

    def install(self) -> "Hooks":
        """Catch what nobody caught, in every thread, until the result is undone."""
        return Hooks(self.raised.emit)


class Hooks:
    """The hooks of the interpreter, sent to `show`; `remove` puts the old ones back."""

    def __init__(self, show: Callable[[BaseException], Any]) -> None:
        self._show = show
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def remove(self) -> None:
        """Put the hooks back that were there before."""
        sys.excepthook, threading.excepthook = self._before

    def _on_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._show(error)

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._show(args.exc_value)
