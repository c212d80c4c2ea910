"""Takes records out of the library as a plan says: counted first, then written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Protocol, runtime_checkable

from instrstudio.domain.errors import TransferError
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.ports import Format
from instrstudio.domain.record import Record
from instrstudio.domain.template import Template
from instrstudio.domain.transfer_plan import ExportPlan
from instrstudio.domain.wording import Message, message
from instrstudio.services import history_beside, placing, row_texts
from instrstudio.services.file_formats import check_place, format_to_write
from instrstudio.services.survey import Alike, Survey, asked, survey
from instrstudio.services.workspace import Workspace

_EVERY = 200
"""Rows between two events of progress."""
_OWN = "jsonl"
"""The format that holds versions and verdicts too."""
_FOLDERS = ("llamafactory",)
"""Formats whose further files have names of their own: a part needs a folder."""
Parts = Mapping[str, Sequence[int]]
"""The ids of records by the part they belong to."""
_PROBE = Template(id="probe", name="", task_type="", language="en", pattern="x")


@runtime_checkable
class _WritesParts(Protocol):
    """A format that has a place for every part in one export."""

    def write_parts(
        self, parts: Mapping[str, Iterable[Record]], target: Path
    ) -> Iterator[int]:
        """Write the parts, yielding the count so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What was written where; `drops` names what the format could not hold.

    `files` are the parts, of which `path` is the first; `survey` says what was counted,
    None where the project's templates were written.
    """

    written: int
    path: Path
    drops: tuple[str, ...] = ()
    files: Mapping[Path, int] = field(default_factory=dict)
    survey: Survey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPreview:
    """What an export would be: the counts, what is lost, and the first rows as text."""

    survey: Survey
    drops: tuple[str, ...]
    files: Mapping[Path, int]
    first: str


def export(
    workspace: Workspace,
    target: Path,
    plan: ExportPlan,
    ids: Sequence[int] | None = None,
    alike: Alike | None = None,
) -> Job[Progress, ExportReport]:
    """Write the records that `plan` chooses, of those with `ids` where given.

    Each file appears under its name only when it is whole. `alike` is that of a survey
    or preview before.

    Raises:
        TransferError: There is nothing to write, or no place to write it.
        TemplateError: A row template cannot be read or run.
    """
    check_place(target)
    chosen = _format(plan, target)
    if chosen is not None and _holds_templates(chosen):
        return (yield from _export_templates(workspace, chosen, target))
    found = yield from survey(workspace, plan, chosen, ids, alike)
    if not found.kept:
        raise TransferError(_nothing(plan, found))
    files: dict[Path, int] = {}
    for place, parts in _places(target, plan, chosen, found).items():
        done, written = sum(files.values()), 0
        with placing.whole(place) as partial:
            if place.parent != target.parent:
                place.parent.mkdir(exist_ok=True)
            for written in _rows(workspace, chosen, plan, parts, partial):
                if written % _EVERY == 0:
                    yield Progress(done=done + written, total=found.kept)
        files[place] = written
    return ExportReport(
        written=sum(files.values()),
        path=next(iter(files)),
        drops=chosen.drops if chosen else (),
        files=files,
        survey=found,
    )


def preview(
    workspace: Workspace,
    target: Path,
    plan: ExportPlan,
    ids: Sequence[int] | None = None,
    rows: int = 5,
    alike: Alike | None = None,
) -> Job[Progress, ExportPreview]:
    """Count what an export would write, and show its first rows.

    `alike` is that of a survey or preview before.

    Raises:
        TransferError: No format fits.
        TemplateError: A row template cannot be read or run.
    """
    from tempfile import TemporaryDirectory

    chosen = _format(plan, target)
    found = yield from survey(workspace, plan, chosen, ids, alike)
    places = _places(target, plan, chosen, found)
    files = {
        place: sum(len(ids) for ids in parts.values())
        for place, parts in places.items()
    }
    first = ""
    if found.kept:
        part, part_ids = next(iter(found.ids.items()))
        with TemporaryDirectory() as folder:
            place = Path(folder) / target.name.removesuffix(".gz")
            some = {part: list(part_ids[:rows])}
            for _count in _rows(workspace, chosen, plan, some, place):
                pass
            first = _shown(place)
    return ExportPreview(
        survey=found,
        drops=chosen.drops if chosen else (),
        files=files,
        first=first,
    )


def _format(plan: ExportPlan, target: Path) -> Format | None:
    """Return the format; None where a template of one's own writes the rows."""
    return None if plan.row_template else format_to_write(target, plan.format)


def _places(
    target: Path, plan: ExportPlan, format: Format | None, found: Survey
) -> dict[Path, Parts]:
    """Return which parts are written where: beside each other, or in one place."""
    if not plan.is_split or _of_parts(format) is not None:
        return {target: found.ids} if found.ids else {}
    return {
        _place(target, part, format): {part: ids} for part, ids in found.ids.items()
    }


def _place(target: Path, part: str, format: Format | None) -> Path:
    """Return where a part is written: beside the others, or in a folder of its own."""
    if format is not None and format.name in _FOLDERS:
        return target.parent / part / target.name
    stem, dot, suffix = target.name.partition(".")
    return target.with_name(f"{stem}.{part}{dot}{suffix}")


def _rows(
    workspace: Workspace,
    format: Format | None,
    plan: ExportPlan,
    parts: Parts,
    place: Path,
) -> Iterator[int]:
    """Write the records of some parts to `place`, yielding the count after each."""
    records = {
        part: workspace.store.records.iterate(ids) for part, ids in parts.items()
    }
    whole = _of_parts(format)
    if whole is not None:
        return whole.write_parts(records, place)
    together = chain.from_iterable(records.values())
    if format is None:
        return row_texts.write(plan.row_template, together, place)
    if format.name == _OWN:
        return format.write(history_beside.with_history(workspace, together), place)
    return format.write(together, place)


def _of_parts(format: object) -> _WritesParts | None:
    """Return the format as one that takes all parts at once; None where it is none."""
    return format if isinstance(format, _WritesParts) else None


def _shown(place: Path) -> str:
    """Return the text of what was written; nothing where that is no text."""
    data = place.read_bytes() if place.is_file() else b""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return ""


def _holds_templates(format: Format) -> bool:
    """Say whether a format is one for templates."""
    refusal = asked(format, "refusal")
    return (
        refusal is not None
        and refusal(_PROBE) is None
        and refusal(Record(instruction="x")) is not None
    )


def _export_templates(
    workspace: Workspace, format: Format, target: Path
) -> Job[Progress, ExportReport]:
    """Write the project's own templates.

    Raises:
        TransferError: It has none, or there is no place to write them.
    """
    own = workspace.store.templates.all()
    if not own:
        raise TransferError(
            message("There is nothing to export: the project has no own template.")
        )
    with placing.whole(target) as partial:
        written = 0
        for written in format.write(own, partial):
            yield Progress(done=written, total=len(own))
    return ExportReport(
        written=written, path=target, drops=format.drops, files={target: written}
    )


def _nothing(plan: ExportPlan, found: Survey) -> Message:
    """Say why there is nothing to export."""
    if found.refused:
        return message(
            "There is nothing to export: of the {count} records chosen none fits the "
            "format ({reason}).",
            count=found.chosen,
            reason=next(iter(found.refused)),
        )
    if found.left_out:
        return message(
            "There is nothing to export: none of the {count} records chosen has such a "
            "rating and licence.",
            count=found.chosen,
        )
    if plan.query:
        return message(
            "There is nothing to export: no record of yours matches “{query}”.",
            query=plan.query,
        )
    return message(
        "There is nothing to export: the library holds no record of yours; "
        "records of the starter library stay out unless you ask for them."
    )
