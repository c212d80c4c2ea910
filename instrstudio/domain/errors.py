"""Everything that can go wrong for a reason a person can mend.

InstrStudioError             one sentence for a person; may carry a `hint`
├── InvalidInput             what was typed, or a file's content, cannot be used
│   ├── TemplateError        in a template; carries line and column
│   └── QuerySyntaxError     in a search query; carries a position
├── NotFound                 a record, template, run, file or model that is not there
├── StorageError             the project cannot be read or written
│   ├── ProjectLocked        another process is writing
│   ├── ProjectTooNew        written by a newer program
│   └── ProjectDamaged       the file is not a sound project
├── SearchError              the index cannot answer
│   └── IndexOutdated        the index is missing or of another make: rebuild it
├── ModelError               a model cannot be loaded, trained or run
│   ├── NotTrained           there is no checkpoint yet
│   ├── CheckpointMismatch   a checkpoint does not fit the program or the run
│   └── OutOfMemory          the device has too little memory
├── TransferError            a file cannot be imported or exported
└── ProcessEnded             a helper process ended before its work was done
    └── ProcessHung          it was ended because it gave no sign of life

`Cancelled` (see `job`) stands outside this tree: it is a wish, not an error.
Anything else that is raised is a bug.
"""

from instrstudio.domain.wording import Message


class InstrStudioError(Exception):
    """Says in one sentence what is wrong, where, and what to do.

    `message` can be shown in the reader's language; `str(error)` is English.
    """

    def __init__(
        self, message: Message | str, hint: Message | str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return str(self.message)


class InvalidInput(InstrStudioError):
    """What was given cannot be used as it is."""


class TemplateError(InvalidInput):
    """A template cannot be parsed or rendered.

    `line` and `column` count from 1; 0 where they are not known.
    """

    def __init__(
        self, message: Message | str, *, line: int = 0, column: int = 0
    ) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class QuerySyntaxError(InvalidInput):
    """A search query cannot be read; `position` counts characters from 0."""

    def __init__(self, message: Message | str, *, position: int = 0) -> None:
        super().__init__(message)
        self.position = position


class NotFound(InstrStudioError):
    """What was asked for is not there."""


class StorageError(InstrStudioError):
    """The project cannot be read or written."""


class ProjectLocked(StorageError):
    """Another process holds the project."""


class ProjectTooNew(StorageError):
    """The project was written by a newer version of the program."""


class ProjectDamaged(StorageError):
    """The project's file is not a sound project."""


class SearchError(InstrStudioError):
    """The index cannot answer."""


class IndexOutdated(SearchError):
    """The index is missing or was built by another version: it must be rebuilt."""


class ModelError(InstrStudioError):
    """A model cannot be loaded, trained or run."""


class NotTrained(ModelError):
    """There is no checkpoint to generate with."""


class CheckpointMismatch(ModelError):
    """A checkpoint does not fit this program or this run."""


class OutOfMemory(ModelError):
    """The device has too little memory for this model and batch."""


class TransferError(InstrStudioError):
    """A file cannot be imported or exported."""


class ProcessEnded(InstrStudioError):
    """A helper process ended before its work was done; `code` is its exit code."""

    def __init__(
        self,
        message: Message | str,
        hint: Message | str | None = None,
        code: int | None = None,
    ) -> None:
        super().__init__(message, hint)
        self.code = code


class ProcessHung(ProcessEnded):
    """A helper process gave no sign of life for `seconds` and was ended."""

    def __init__(
        self,
        message: Message | str,
        hint: Message | str | None = None,
        seconds: float = 0.0,
    ) -> None:
        super().__init__(message, hint)
        self.seconds = seconds
