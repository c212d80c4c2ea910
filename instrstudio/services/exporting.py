"""Takes records out of the library as a plan says: counted first, then written."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from instrstudio.domain.errors import TransferError
from instrstudio.domain.job import Cancelled, Job, Progress
from instrstudio.domain.ports import Format, Growing
from instrstudio.domain.record import Record
from instrstudio.domain.template import Template
from instrstudio.domain.transfer_plan import ExportPlan
from instrstudio.domain.wording import Message, message
from instrstudio.services import history_beside, placing, row_texts, unfinished
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What was written where; `drops` names what the format could not hold.

    `files` are the parts, of which `path` is the first; `survey` says what was counted,
    None where the project's templates were written. `begun` is how many records an
    export that was cut off had written before; `anew` says that there was one, and that
    it could not go on because the records or the options are others now. `cancelled`
    says that there is no file yet: the same export asked for again goes on.
    """

    written: int
    path: Path
    drops: tuple[str, ...] = ()
    files: Mapping[Path, int] = field(default_factory=dict)
    survey: Survey | None = None
    begun: int = 0
    anew: bool = False
    cancelled: bool = False


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

    Each file appears under its name only when it is whole. An export that was cancelled
    or killed goes on where it was, if nothing it depends on has changed. `alike` is
    that of a survey or preview before.

    Raises:
        TransferError: There is nothing to write, or no place to write it.
        TemplateError: A row template cannot be read or run.
    """
    check_place(target)
    chosen = _format(plan, target)
    if chosen is not None and _holds_templates(chosen):
        return (yield from _export_templates(workspace, chosen, target))
    kept = _opened(workspace, target, plan, ids)
    worth = False
    try:
        found = kept.survey()
        if found is None:
            found = yield from survey(workspace, plan, chosen, ids, alike)
            kept.keep_survey(found)
        if not found.kept:
            raise TransferError(_nothing(plan, found))
        writing = _Writing(workspace, kept, chosen, plan, found)
        worth = found.kept >= unfinished.WORTH_KEEPING
        report = yield from writing.all(target)
        worth = report.cancelled
    except Exception as error:
        worth = worth and isinstance(error, Cancelled)
        raise
    finally:
        kept.close(keep=worth)
    return report


def _opened(
    workspace: Workspace, target: Path, plan: ExportPlan, ids: Sequence[int] | None
) -> unfinished.Unfinished:
    """Return what is kept of an export, or say why nothing can be written."""
    try:
        return unfinished.opened(workspace, target, plan, ids)
    except OSError as error:
        raise TransferError(
            message(
                "“{path}” cannot be written: {reason}.",
                path=target,
                reason=error.strerror or error,
            )
        ) from error


class _Writing:
    """The files of one export."""

    def __init__(
        self,
        workspace: Workspace,
        kept: unfinished.Unfinished,
        format: Format | None,
        plan: ExportPlan,
        found: Survey,
    ) -> None:
        self._workspace = workspace
        self._kept = kept
        self._format = format
        self._plan = plan
        self._found = found
        self._begun = 0
        self._done = 0

    def all(self, target: Path) -> Job[Progress, ExportReport]:
        """Write all files; where it is cancelled, keep what is worth it."""
        files: dict[Path, int] = {}
        places = _places(target, self._plan, self._format, self._found)
        try:
            for number, (place, parts) in enumerate(places.items()):
                files[place] = yield from self._file(number, target, place, parts)
        except Cancelled:
            if self._done < unfinished.WORTH_KEEPING:
                raise
            return self._report(target, files, cancelled=True)
        return self._report(next(iter(files)), files)

    def _report(
        self, path: Path, files: Mapping[Path, int], *, cancelled: bool = False
    ) -> ExportReport:
        """Return what there is to say."""
        return ExportReport(
            written=self._done,
            path=path,
            drops=self._format.drops if self._format else (),
            files=files,
            survey=self._found,
            begun=self._begun,
            anew=self._kept.is_other,
            cancelled=cancelled,
        )

    def _file(
        self, number: int, target: Path, place: Path, parts: Parts
    ) -> Job[Progress, int]:
        """Write one file, or what is left of it; return how many rows it has."""
        grown, before = self._kept.file(number), self._done
        written = grown.done(place)
        if written is not None:
            self._begun += written
            self._done += written
            return written
        with placing.whole(place) as partial:
            if place.parent != target.parent:
                place.parent.mkdir(exist_ok=True)
            writing = _growing(self._plan, self._format)
            steps = (
                self._grow(grown, writing, parts, partial)
                if isinstance(writing, Growing)
                else writing.write(self._records(parts, 0), partial)
            )
            for count in steps:
                # the same again: a file is being made of what is written
                is_step = count % _EVERY == 0 or before + count == self._done
                self._done = before + count
                if is_step:
                    yield Progress(done=self._done, total=self._found.kept)
        grown.put(place)
        return self._done - before

    def _grow(
        self, grown: unfinished.Grown, writing: Growing, parts: Parts, partial: Path
    ) -> Iterator[int]:
        """Let a file grow from where it is to its end, yielding the count."""
        begun = grown.take_up()
        self._begun += begun
        yield begun
        records = self._records(parts, begun)
        yield from grown.take(writing.pieces(records, partial, begun))
        sizes = {part: len(ids) for part, ids in parts.items()}
        for _step in writing.finish(grown.path, partial, sizes):
            yield grown.count

    def _records(self, parts: Parts, begun: int) -> Iterable[Record]:
        """Return the records of some parts after the first `begun`."""
        ids = array("q", chain.from_iterable(parts.values()))[begun:]
        records = self._workspace.store.records.iterate(ids)
        if self._format is not None and self._format.name == _OWN:
            return history_beside.with_history(self._workspace, records)
        return records


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
        part_ids = next(iter(found.ids.values()))
        with TemporaryDirectory() as folder:
            place = Path(folder) / target.name.removesuffix(".gz")
            records = workspace.store.records.page(list(part_ids[:rows]))
            if chosen is not None and chosen.name == _OWN:
                records = [*history_beside.with_history(workspace, records)]
            for _count in _growing(plan, chosen).write(records, place):
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
    if not plan.is_split or _takes_parts(format):
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


def _growing(plan: ExportPlan, format: Format | None) -> Format | row_texts.RowTexts:
    """Return what writes the rows."""
    return format or row_texts.RowTexts(plan.row_template)


def _takes_parts(format: Format | None) -> bool:
    """Say whether a format has a place for every part in one export."""
    return bool(getattr(format, "takes_parts", False))


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
