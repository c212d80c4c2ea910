"""The systems that are compared: each gives one text for a task."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from instrstudio.domain.candidate import Candidate, Construction
from instrstudio.domain.job import run
from instrstudio.metrics.rouge_l import f1
from instrstudio.services.construct import (
    ConstructOptions,
    construct,
    context_of,
    profile_of,
)
from instrstudio.services.context import WorkspaceContext
from instrstudio.services.workspace import Workspace

from .rows import Row
from .scoring import without_places

DESCRIPTION = "copy-description"
TEMPLATE = "template"
TOP_1 = "retrieve top-1"
ORACLE = "best of 20 retrieved (oracle)"
RETRIEVAL = "retrieval method"
PROGRAM = "whole program, first candidate"
_RETRIEVED, _WRITTEN = 20, 6
_OPTIONS = ConstructOptions(record=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """A row with the project it is asked in, and what the program knows about it."""

    workspace: Workspace
    row: Row
    context: WorkspaceContext


System = Callable[[Asked], str | None]
"""Gives a text for what is asked; None where it has no answer to give."""


def asked(workspace: Workspace, row: Row) -> Asked:
    """Return what systems are asked for a row."""
    context = context_of(workspace, profile_of(row.as_task()), _OPTIONS)
    return Asked(workspace, row, context)


def systems(models: Mapping[str, Path], program: str) -> dict[str, System]:
    """Return all systems in the order of the table.

    Args:
        models: Folders of checkpoints by the name that the table gives them.
        program: The model of the whole program; without one, it has none.
    """
    found: dict[str, System] = {
        DESCRIPTION: _description,
        TEMPLATE: _method("template"),
        TOP_1: _top_1,
        ORACLE: _oracle,
        RETRIEVAL: _method("retrieval"),
    }
    for name, folder in models.items():
        found[f"model {name}, likeliest"] = _likeliest(folder)
        found[f"model {name}, reranked by MBR"] = _method("generation", folder)
    methods = () if program else ("template", "retrieval")
    chosen = models[program] if program else None
    options = replace(_OPTIONS, methods=methods, checkpoint=chosen)
    found[f"{PROGRAM} ({program or 'no model'})"] = _first(options)
    return found


def _description(asked: Asked) -> str | None:
    """Copy the description."""
    return asked.row.description if asked.row.described else None


def _top_1(asked: Asked) -> str:
    """Return the nearest record's instruction as it is."""
    return next((m.record.instruction for m in asked.context.nearest(1)), "")


def _oracle(asked: Asked) -> str:
    """Return which of the nearest is most like what was written: nobody can know."""
    texts = [m.record.instruction for m in asked.context.nearest(_RETRIEVED)]
    wanted = asked.row.instruction
    return max(texts, key=lambda text: f1(without_places(text), wanted), default="")


def _method(name: str, checkpoint: Path | None = None) -> System:
    """Return a method alone, its best candidate first."""
    return _first(replace(_OPTIONS, methods=(name,), checkpoint=checkpoint))


def _likeliest(checkpoint: Path) -> System:
    """Return what a model finds most probable a token, whatever its others say."""
    options = replace(
        _OPTIONS, methods=("generation",), limit=_WRITTEN, checkpoint=checkpoint
    )

    def answer(asked: Asked) -> str:
        task = asked.row.as_task()
        found: Construction = run(construct(asked.workspace, task, options))
        return max(found.candidates, key=_probability).text if found.candidates else ""

    return answer


def _probability(candidate: Candidate) -> float:
    """Return how probable a model found a text, as a logarithm a token."""
    return candidate.provenance.log_probability or 0.0


def _first(options: ConstructOptions) -> System:
    """Return the program's first candidate; a method that fails gives an empty text."""

    def answer(asked: Asked) -> str:
        task = asked.row.as_task()
        found: Construction = run(construct(asked.workspace, task, options))
        return found.candidates[0].text if found.candidates else ""

    return answer
