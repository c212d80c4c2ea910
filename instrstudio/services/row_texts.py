"""Records written as a pattern of one's own says, a text for each.

Patterns come from strangers too (a preset travels with its project), so they run where
templates run: in the sandbox, in a child process, with a limit of time.
"""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import Job
from instrstudio.domain.record import Record
from instrstudio.domain.task import Example
from instrstudio.domain.wording import message
from instrstudio.services.child_process import in_child

_TOGETHER = 200
"""Records that a child process writes at a time."""
_SECONDS = 60.0

Values = Mapping[str, object]


def names() -> tuple[str, ...]:
    """Return what a pattern of a row may use."""
    from instrstudio.templates.row_text import NAMES

    return NAMES


def check(pattern: str) -> None:
    """See that a pattern can be read and uses only what a row has.

    Raises:
        TemplateError: It cannot be read; carries line and column.
        InvalidInput: It names something that no record has.
    """
    from instrstudio.templates.row_text import check as unknown_in

    unknown = sorted(unknown_in(pattern))
    if unknown:
        raise InvalidInput(
            message(
                "A row has no “{name}”; it has {known}.",
                name=unknown[0],
                known=", ".join(names()),
            )
        )


@dataclass(frozen=True, slots=True)
class RowTexts:
    """Writes a text for each record, a line end after it (`domain.ports.Growing`)."""

    pattern: str

    def pieces(
        self, items: Iterable[Record], target: Path, begun: int = 0
    ) -> Iterator[tuple[bytes, int]]:
        """Yield the texts, after `begun` others.

        Raises:
            TemplateError: The pattern cannot be read or run for a record.
            InvalidInput: It names something that no record has.
        """
        from instrstudio.formats.frame.text_out import encoded

        check(self.pattern)
        count, source = begun, iter(items)
        while some := list(islice(source, _TOGETHER)):
            values = [values_of(one, count + at) for at, one in enumerate(some, 1)]
            for text in _finished(texts(self.pattern, values)):
                count += 1
                yield encoded(f"{text}\n"), 1

    def finish(
        self, grown: Path, target: Path, sizes: Mapping[str, int]
    ) -> Iterator[int]:
        """Put the file in its place."""
        from instrstudio.formats.frame.growing import finish_text

        return finish_text(grown, target, "")

    def write(self, items: Iterable[Record], target: Path) -> Iterator[int]:
        """Write the texts at one stretch, yielding the count."""
        from instrstudio.formats.frame.growing import write

        return write(self, items, target)  # type: ignore[arg-type]  # records only


def texts(pattern: str, values: Sequence[Values]) -> Job[object, list[str]]:
    """Return the texts of some rows, made in a child process.

    Raises:
        TemplateError: The pattern cannot be read or run.
        InstrStudioError: It takes too long.
    """
    return (
        yield from in_child(
            rendering, pattern, tuple(values), seconds=_SECONDS, reuse=True
        )
    )


def rendering(
    pattern: str, values: Sequence[Values]
) -> Generator[object, None, list[str]]:
    """Return the job that renders rows; importing comes first and is not timed."""
    from instrstudio.templates.row_text import row_text

    def job() -> Generator[object, None, list[str]]:
        yield from ()
        return [row_text(pattern, found) for found in values]

    return job()


def values_of(record: Record, number: int) -> dict[str, object]:
    """Return what the names of a pattern stand for in a record; `number` from 1."""
    first = record.examples[0] if record.examples else Example()
    return {
        "number": number,
        "instruction": record.instruction,
        "input": first.input,
        "output": first.output,
        "examples": record.examples,
        "system": record.system,
        "history": record.history,
        "constraints": record.constraints,
        "title": record.shown_title,
        "tags": record.tags,
        "task_description": record.task_description,
        "task_type": record.task_type,
        "language": record.language,
        "licence": record.licence,
        "source": record.source.name,
        "url": record.source.url,
        "created": record.created,
        "updated": record.updated,
    }


def _finished(job: Job[object, list[str]]) -> list[str]:
    """Drive a job to its end."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            found: list[str] = end.value
            return found
