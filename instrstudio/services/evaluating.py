"""Evaluates the methods on tasks for which people wrote instructions.

Every method answers every task as in Construct, and so do two baselines that are always
there: the template method, and the nearest record as it is. A row must never find
itself: while methods are asked, the search knows no record whose instruction says the
same as any reference of the file (the same words; case, width and punctuation play no
part), whatever rows are asked for. The library itself is not touched.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.evaluation import BASELINES, Evaluation, Scale, ScoredRow
from instrstudio.domain.job import Cancelled, Job, Progress
from instrstudio.domain.wording import message
from instrstudio.services.construct import ConstructOptions
from instrstudio.services.evaluating_answers import answers, method_names
from instrstudio.services.evaluating_data import Data, Item, read
from instrstudio.services.evaluating_library import sample
from instrstudio.services.evaluating_scores import RowScores, scales
from instrstudio.services.evaluating_summary import summarised

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluateOptions:
    """How to evaluate.

    `methods` and `metrics` are names (none: all); the baselines are always added.
    `limit` is how many rows at most; `language` leaves out rows in another one;
    `checkpoint` is a folder to generate with in place of the project's choice; `name`
    is what the run is called, the file's name if it is empty.
    """

    methods: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    limit: int | None = None
    language: str = ""
    seed: int = 0
    checkpoint: Path | None = None
    device: str = "auto"
    name: str = ""


DEFAULTS = EvaluateOptions()
LIBRARY = "library"
"""The source of a run on the project's own records; files have whole paths."""


def evaluate(
    workspace: "Workspace", source: Path, options: EvaluateOptions = DEFAULTS
) -> Job[Progress, Evaluation]:
    """Ask the methods for every row of `source`, score what they say, keep all of it.

    Rows are kept in the project as they are scored; cancelled, it sums up those that
    are done. See `evaluating_data.read` for what the file may hold.

    Raises:
        NotFound: The file is not there.
        InvalidInput: A name is unknown, a line cannot be read, or there is no row.
        TransferError: The file is in no format that can be read.
        Cancelled: Nothing was done yet.
    """
    chosen = _methods(options.methods)
    scales(options.metrics)  # a wrong name is said before a long file is read
    data = yield from read(source, language=options.language, limit=options.limit)
    source = source.resolve()
    return (yield from _evaluated(workspace, data, str(source), chosen, options))


def evaluate_library(
    workspace: "Workspace", count: int = 20, options: EvaluateOptions = DEFAULTS
) -> Job[Progress, Evaluation]:
    """Evaluate on records of the project's own library, all of them left out.

    See `evaluating_library.sample` for which are drawn and what is left out; the
    setting ``source`` of such a run is `LIBRARY`.

    Raises:
        InvalidInput: A name is unknown, or no record has a task.
        Cancelled: Nothing was done yet.
    """
    chosen = _methods(options.methods)
    data = yield from sample(
        workspace, count, language=options.language, seed=options.seed
    )
    return (yield from _evaluated(workspace, data, LIBRARY, chosen, options))


def _evaluated(
    workspace: "Workspace",
    data: Data,
    source: str,
    chosen: tuple[str, ...],
    options: EvaluateOptions,
) -> Job[Progress, Evaluation]:
    """Ask the methods for every item, and keep what they say."""
    asked = scales(options.metrics)
    store = workspace.store.evaluations
    name = options.name or Path(source).name
    run = store.add(name, _settings(source, data, chosen, options))
    cancelled, done = False, 0
    construct = ConstructOptions(
        seed=options.seed,
        checkpoint=options.checkpoint,
        device=options.device,
        record=False,
        personal=False,
        barred=data.known,
    )
    try:
        for place, item in enumerate(data.items):
            before = Progress(done=place, total=len(data.items), message=name)
            yield before
            rows = yield from _rows(
                workspace, (place, item), chosen, asked, construct, before
            )
            store.put(run, rows)
            done += 1
    except Cancelled:
        cancelled = True
    except BaseException:
        if not done:
            store.remove(run)
        raise
    if not done:
        store.remove(run)
        raise Cancelled
    summary = summarised(list(store.rows(run)), asked, chosen)
    store.finish(run, summary, cancelled=cancelled)
    if not cancelled:
        yield Progress(done=len(data.items), total=len(data.items))
    return store.get(run)


def _rows(
    workspace: "Workspace",
    at: tuple[int, Item],
    chosen: tuple[str, ...],
    asked: Sequence[Scale],
    options: ConstructOptions,
    before: Progress,
) -> Job[Progress, list[ScoredRow]]:
    """Return the scored answers of all methods to the item at a place."""
    place, item = at
    said, context = yield from answers(workspace, item.task, chosen, options, before)
    scores = RowScores(item, context, asked)
    rows = []
    for method, candidate in said.items():
        rows.append(
            ScoredRow(
                method=method,
                place=place,
                task=item.task,
                references=item.references,
                text=candidate.text if candidate else "",
                scores=scores.of(candidate),
            )
        )
    return rows


def _methods(names: Sequence[str]) -> tuple[str, ...]:
    """Return the methods to be asked, baselines included, in the order to be shown.

    Raises:
        InvalidInput: There is no such method.
    """
    known = method_names()
    unknown = [name for name in names if name not in known]
    if unknown:
        raise InvalidInput(
            message(
                "There is no method “{name}”; choose among {known}.",
                name=unknown[0],
                known=", ".join(known),
            )
        )
    wanted = {*(names or known), *BASELINES}
    return tuple(name for name in known if name in wanted)


def _settings(
    source: str, data: Data, chosen: Sequence[str], options: EvaluateOptions
) -> dict[str, object]:
    """Return what a run is remembered by."""
    return {
        "source": source,
        "rows": len(data.items),
        "skipped": data.skipped,
        "methods": list(chosen),
        "metrics": list(options.metrics),
        "limit": options.limit,
        "language": options.language,
        "seed": options.seed,
        "checkpoint": str(options.checkpoint) if options.checkpoint else "",
    }
