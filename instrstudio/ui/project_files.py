"""A project as one file, and its backups: what the project menu offers."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from instrstudio.domain.job import Job, Progress
from instrstudio.services import places
from instrstudio.services.workspace import Workspace
from instrstudio.ui.backups_dialog import BackupsDialog
from instrstudio.ui.errors import sentence
from instrstudio.ui.session import Notice, Session

_SUFFIX = ".instrstudio"


class ProjectFiles(QObject):
    """Packs the project into a file and opens one that was packed."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._source = Path()

    @Slot()
    def show_backups(self) -> None:
        """Show the copies of the project."""
        if not self._session.is_open:
            return
        dialog = BackupsDialog(self._session, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot()
    def ask_pack(self) -> None:
        """Ask for the file that the project is to be written to."""
        if not self._session.is_open:
            return
        dialog = self._dialog(self.tr("Export project"), "packDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(_SUFFIX.lstrip("."))
        name = self._session.workspace.project.folder.name
        dialog.selectFile(f"{name}{_SUFFIX}")
        dialog.fileSelected.connect(self.pack)
        dialog.open()

    @Slot(str)
    def pack(self, name: str) -> None:
        """Write the project with its models to the file called `name`."""
        target = Path(name)

        def job(workspace: Workspace) -> Job[Progress, Path]:
            from instrstudio.services import project_file

            return project_file.write(workspace, target)

        title = self.tr("Export project to {name}").format(name=target.name)
        handle = self._session.start(job, title=title, lane="bulk")
        handle.succeeded.connect(self._on_packed)
        handle.failed.connect(self._on_failed)

    @Slot(object)
    def _on_packed(self, path: Path) -> None:
        text = self.tr("Exported the project to {name}").format(name=path.name)
        self._session.notice.emit(Notice(text=text))

    @Slot()
    def ask_unpack(self) -> None:
        """Ask for the file of a project, then for the folder it becomes."""
        dialog = self._dialog(self.tr("Import project"), "unpackDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [f"{self.tr('Project')} (*{_SUFFIX})", self.tr("All files (*)")]
        )
        dialog.fileSelected.connect(self._on_source)
        dialog.open()

    @Slot(str)
    def _on_source(self, name: str) -> None:
        """Ask where the new project goes: an empty folder, or one to be made."""
        self._source = Path(name)
        dialog = self._dialog(
            self.tr("Empty folder for the project"), "unpackFolderDialog"
        )
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._on_folder)
        dialog.open()

    @Slot(str)
    def _on_folder(self, name: str) -> None:
        self.unpack(self._source, Path(name))

    def unpack(self, source: Path, folder: Path) -> None:
        """Make the project in a file a new one in `folder`, and open it."""

        def job(_workspace: Workspace) -> Job[Progress, Path]:
            from instrstudio.services import project_file

            return project_file.read(source, folder)

        title = self.tr("Import project {name}").format(name=source.name)
        handle = self._session.start(job, title=title, lane="bulk")
        handle.succeeded.connect(self._on_unpacked)
        handle.failed.connect(self._on_failed)

    @Slot(object)
    def _on_unpacked(self, folder: Path) -> None:
        """Offer the new project: what is open stays open until then."""
        self._session.notice.emit(
            Notice(
                text=self.tr("Imported the project {name}").format(name=folder.name),
                action=self.tr("Open"),
                on_action=lambda: self._session.open(folder),
            )
        )

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._session.notice.emit(Notice(text=sentence(error), kind="error"))

    def _dialog(self, title: str, name: str) -> QFileDialog:
        """Return a file dialog that goes when it is closed."""
        dialog = QFileDialog(self._window, title, str(places.data_folder()))
        dialog.setObjectName(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog
