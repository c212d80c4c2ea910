"""What a plug-in is; all that its author imports is `instrstudio.domain`.

A plug-in is one file in `methods/`, `metrics/` or `formats/` with a module constant
``PLUGIN``. Heavy libraries are imported inside its methods, never at the top.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

from instrstudio.domain.candidate import Candidate, Draft, Score
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.query import RecordMatch
from instrstudio.domain.record import Record
from instrstudio.domain.span import Piece
from instrstudio.domain.style import NONE, Wishes
from instrstudio.domain.task import Task
from instrstudio.domain.template import Template
from instrstudio.domain.transfer import Preference, Row


class Context(Protocol):
    """What a method or check may use besides the task; `services` provides it."""

    @property
    def profile(self) -> TaskProfile:
        """What was read off the task."""

    @property
    def limit(self) -> int:
        """How many candidates a method should give at most."""

    @property
    def seed(self) -> int:
        """The seed of all chance; 0 is the first and best answer."""

    @property
    def device(self) -> str:
        """``auto``, ``cpu`` or ``cuda``."""

    def templates(self) -> Sequence[Template]:
        """All templates in the language of the instruction."""

    def render(self, template: Template) -> Sequence[Piece]:
        """Fill a template for the task; one that is not ours in a place of its own.

        Raises:
            TemplateError: The pattern cannot be read or run.
        """

    def nearest(self, limit: int) -> Sequence[RecordMatch]:
        """The records of the library nearest to the task, best first."""

    def similar_to(self, text: str) -> RecordMatch | None:
        """The record whose instruction is most like `text`, if any is."""

    def checkpoint(self) -> Path | None:
        """The folder of the checkpoint chosen for generation."""

    def affinities(self, texts: Sequence[str]) -> Sequence[float] | None:
        """How much likelier each text is for this task than for any, in nats a token.

        None where the model has not been proven on this library for tasks of this kind.
        """


@runtime_checkable
class KnowsStyle(Protocol):
    """A context that knows how a person likes instructions to be written."""

    @property
    def wishes(self) -> Wishes:
        """The rules in force; none where nothing was learned."""


@runtime_checkable
class TellsLikelihood(Protocol):
    """A context whose model can say how likely it would have written a text."""

    def likelihoods(self, texts: Sequence[str]) -> Sequence[float] | None:
        """Return the mean log-probability a token of each text, in nats.

        None where there is no model.
        """


def wishes_of(context: Context) -> Wishes:
    """Return what a context knows of a person's style; nothing where it knows none."""
    return context.wishes if isinstance(context, KnowsStyle) else NONE


@runtime_checkable
class Method(Protocol):
    """Proposes instructions for a task, best first; cheap ones have a low `order`."""

    name: str
    order: int

    def propose(self, task: Task, context: Context) -> Iterator[Candidate]:
        """Yield candidates; raise `InstrStudioError` when it cannot answer."""


@runtime_checkable
class Streaming(Protocol):
    """A method that can be watched while it writes."""

    def stream(self, task: Task, context: Context) -> Iterator[Draft | Candidate]:
        """Yield what `propose` yields, and before it drafts that grow."""


@runtime_checkable
class CandidateCheck(Protocol):
    """Judges one candidate; `weight` is its share in the overall score."""

    name: str
    weight: float

    def check(self, candidate: Candidate, task: Task, context: Context) -> Score:
        """Return a score in [0, 1]; higher is better."""


@runtime_checkable
class CorpusMetric(Protocol):
    """Scores a set of texts against one or several references each.

    Scores lie in [`low`, `high`]; `higher_is_better` says which end is good.
    """

    name: str
    higher_is_better: bool
    low: float
    high: float

    def score(self, texts: Sequence[str], references: Sequence[Sequence[str]]) -> float:
        """Return the score; ``references[i]`` belong to ``texts[i]``."""


@runtime_checkable
class Itemised(Protocol):
    """A `CorpusMetric` that also says what each text of a set is worth by itself."""

    def each(
        self, texts: Sequence[str], references: Sequence[Sequence[str]]
    ) -> Sequence[float]:
        """Return a score for each text, in the metric's bounds."""


@runtime_checkable
class SetMetric(Protocol):
    """Says how varied a set of texts is; no reference has a say in it."""

    name: str
    higher_is_better: bool
    low: float
    high: float

    def variety(self, texts: Sequence[str]) -> float:
        """Return the score of the set, in [`low`, `high`]."""


@runtime_checkable
class CandidateMeasure(Protocol):
    """Measures one candidate where methods are compared; ranking never asks it."""

    name: str
    higher_is_better: bool
    low: float
    high: float

    def measure(
        self, candidate: Candidate, task: Task, context: Context
    ) -> Mapping[str, float]:
        """Return figures in [`low`, `high`] under the measure's name.

        Parts of it have names of their own behind a dot (``verifiable.length``). What
        cannot be measured is left out.
        """


@runtime_checkable
class Growing(Protocol):
    """A format whose files grow piece by piece, so that writing can stop and go on."""

    def pieces(
        self,
        items: Iterable[Record | Template | Preference],
        target: Path,
        begun: int = 0,
    ) -> Iterator[tuple[bytes, int]]:
        """Yield bytes and how many rows they hold, for a file that will be `target`.

        `items` are those after the `begun` ones that were written before.
        """

    def finish(
        self, grown: Path, target: Path, sizes: Mapping[str, int]
    ) -> Iterator[int]:
        """Make `target` of the file of all pieces, yielding as it goes.

        `grown` may be used up. `sizes` are how many rows each part has, in order.
        """


@runtime_checkable
class Format(Protocol):
    """Reads and writes one file format.

    `keeps` and `drops` name the fields of a record that survive writing and those that
    do not: shown before anything is written.
    """

    name: str
    suffixes: tuple[str, ...]
    reads: bool
    writes: bool
    keeps: tuple[str, ...]
    drops: tuple[str, ...]

    def recognises(self, path: Path) -> float:
        """Return how sure the format is, in [0, 1], that it can read `path`."""

    def read(self, path: Path, resume_at: int = 0) -> Iterator[Row]:
        """Yield the rows of `path` from `resume_at` on.

        Raises:
            TransferError: The file as a whole cannot be read.
        """

    def write(
        self, items: Iterable[Record | Template | Preference], target: Path
    ) -> Iterator[int]:
        """Write `items` to `target`, yielding the count so far after each."""
