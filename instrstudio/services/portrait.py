"""What was learned of a person, gathered to be looked at, and in and out of files."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.errors import TransferError
from instrstudio.domain.job import Job
from instrstudio.domain.reaction import Reaction
from instrstudio.domain.style import StyleRule
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message
from instrstudio.services import learned as known
from instrstudio.services import placing, style
from instrstudio.services.construct import ConstructOptions, construct
from instrstudio.services.file_formats import check_place
from instrstudio.services.leanings import Leaning, leanings_of
from instrstudio.services.reactions import reactions

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace

LATELY = 30
"""Choices that `Firsts` looks at."""
_TAKING = ("choice", "edit", "save")


@dataclass(frozen=True, slots=True, kw_only=True)
class Firsts:
    """Of the last `of` candidates taken, how many stood first and were taken as shown.

    `learned` counts those first in the list as it was shown; `usual` those that the
    order without learning had first.
    """

    of: int = 0
    learned: int = 0
    usual: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """What is known of `profile`; `people` are all who are known, that one included.

    `is_followed` says whether the learned order is used. `counts` tells by the kind of
    event what was noted since all was last forgotten.
    """

    profile: str = ""
    people: tuple[str, ...] = ()
    rules: tuple[StyleRule, ...] = ()
    leanings: tuple[Leaning, ...] = ()
    is_followed: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)
    firsts: Firsts = Firsts()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.rules and not any(self.counts.values())

    @property
    def changes_anything(self) -> bool:
        """Whether candidates are other ones, or in another order, than without it."""
        return self.is_followed or any(rule.is_on for rule in self.rules)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The first candidate for `task` without and with what was learned, if any came."""

    task: Task
    usual: Candidate | None = None
    own: Candidate | None = None


def portrait(workspace: "Workspace", profile: str | None = None) -> Portrait:
    """Return what is known of a person; of the present profile if None."""
    name = workspace.settings.profile if profile is None else profile
    learned = known.learned_of(workspace, name)
    events = known.events_of(workspace, name)
    return Portrait(
        profile=name,
        people=tuple(sorted({name, *known.people(workspace)})),
        rules=tuple(style.rules(workspace, name)),
        leanings=tuple(leanings_of(learned)),
        is_followed=learned is not None and learned.reranker.is_trusted,
        counts=Counter(event.kind for event in events),
        firsts=_firsts(reactions(workspace, events)),
    )


def _firsts(found: list[Reaction]) -> Firsts:
    """Return how often the first candidate was taken lately."""
    taken = [
        one
        for one in found
        if one.kind in _TAKING
        and one.weight >= 1  # a save behind its edit is no second choice
        and one.place is not None
        and len(one.shown) > 1
    ][-LATELY:]
    as_shown = [one for one in taken if not one.after or one.after == one.text]
    return Firsts(
        of=len(taken),
        learned=sum(one.place == 0 for one in as_shown),
        usual=sum(one.place == _usual(one) for one in as_shown),
    )


def _usual(one: Reaction) -> int:
    """Return the place of the candidate that had the best score before learning."""
    scores = [shown.score for shown in one.shown]
    return scores.index(max(scores))


def compare(workspace: "Workspace", task: Task) -> Job[Any, Comparison]:
    """Construct for `task` without and with what was learned of the present person.

    Nothing is logged. Events are those of `construct`.

    Raises:
        InvalidInput: The task is empty.
    """
    usual = yield from construct(
        workspace, task, ConstructOptions(record=False, personal=False)
    )
    own = usual
    if portrait(workspace).changes_anything:
        own = yield from construct(workspace, task, ConstructOptions(record=False))
    return Comparison(
        task=task,
        usual=next(iter(usual.candidates), None),
        own=next(iter(own.candidates), None),
    )


def words_shown(text: str, language: str) -> str:
    """Return words of a rule as people read them: “‹output›” for a task's output."""
    from instrstudio.judgement.statements import shown

    return shown(text, language)


def words_meant(text: str) -> str:
    """Return words that people wrote as a rule keeps them; undoes `words_shown`."""
    from instrstudio.judgement.statements import meant

    return meant(text)


def export_rules(workspace: "Workspace", target: Path) -> int:
    """Write the rules of the present person to a file; return how many.

    Raises:
        TransferError: It cannot be written there.
    """
    check_place(target)
    with placing.whole(target) as partial:
        partial.write_text(style.exported(workspace) + "\n", encoding="utf-8")
    return len(style.rules(workspace))


def import_rules(workspace: "Workspace", source: Path) -> int:
    """Take the rules of a file as the present person's own; return how many.

    Raises:
        TransferError: The file cannot be read.
        InvalidInput: It holds no rules.
    """
    try:
        text = source.read_bytes().decode("utf-8-sig", "replace")
    except OSError as error:
        raise TransferError(
            message(
                "“{path}” cannot be read: {reason}.",
                path=source,
                reason=error.strerror or error,
            )
        ) from error
    with workspace.store.atomic():
        return style.imported(workspace, text)
