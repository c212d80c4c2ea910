"""What methods and checks may use while one task is constructed."""

from collections.abc import Callable, Sequence, Set
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio.domain.job import run
from instrstudio.domain.language import units
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.query import RecordMatch
from instrstudio.domain.span import Piece
from instrstudio.domain.style import NONE, Wishes
from instrstudio.domain.template import Template
from instrstudio.services.leaving_out import others

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace

_COMPARED = 3
_SAMPLE_LENGTH = 300


class WorkspaceContext:
    """The `Context` port over an open project.

    What is `barred` (instructions as `normalised` makes them) is found in no search:
    an instruction that is to be found again must not be handed over.
    """

    def __init__(
        self,
        workspace: "Workspace",
        profile: TaskProfile,
        *,
        limit: int = 5,
        seed: int = 0,
        device: str = "auto",
        checkpoint: Path | None = None,
        barred: Set[str] = frozenset(),
        wishes: Wishes = NONE,
    ) -> None:
        self.workspace = workspace
        self.profile = profile
        self.limit = limit
        self.seed = seed
        self.device = device
        self.wishes = wishes
        self._checkpoint = checkpoint
        self._barred = barred

    @cached_property
    def _templates(self) -> tuple[Template, ...]:
        """All templates in the language of the instruction."""
        from instrstudio.services.templating import all_templates

        language = self.profile.language
        everything = all_templates(self.workspace)
        return tuple(t for t in everything if t.language == language)

    def templates(self) -> Sequence[Template]:
        """Return all templates in the language of the instruction."""
        return self._templates

    def render(self, template: Template) -> Sequence[Piece]:
        """Fill a template; one that is not shipped in a child process with a limit."""
        from instrstudio.services.templating import render_for

        return run(render_for(template, self.profile))

    def nearest(self, limit: int) -> Sequence[RecordMatch]:
        """Return the nearest records; the samples count less than the words."""
        from instrstudio.services.searching import nearest

        profile = self.profile
        parts = (profile.task.description, profile.input_form, profile.output_form)
        samples = [
            f"{e.input[:_SAMPLE_LENGTH]}\n{e.output[:_SAMPLE_LENGTH]}"
            for e in profile.task.examples[:2]
        ]
        text = " ".join(p if isinstance(p, str) else p.text for p in parts)

        def found(most: int) -> Sequence[RecordMatch]:
            return nearest(
                self.workspace,
                text,
                profile.language,
                most,
                context="\n".join(samples),
            )

        return self._allowed(found, limit)

    def similar_to(self, text: str) -> RecordMatch | None:
        """Return the most similar record; likeness is that of the words in order."""
        from instrstudio.services.searching import nearest

        def near(most: int) -> Sequence[RecordMatch]:
            return nearest(self.workspace, text, self.profile.language, most)

        found = self._allowed(near, _COMPARED)
        said = units(text)
        best: RecordMatch | None = None
        for match in found:
            other = units(match.record.instruction)
            ratio = SequenceMatcher(None, said, other, autojunk=False).ratio()
            if best is None or ratio > best.similarity:
                best = RecordMatch(record=match.record, similarity=ratio)
        return best

    def _allowed(
        self, found: Callable[[int], Sequence[RecordMatch]], limit: int
    ) -> Sequence[RecordMatch]:
        """Return the nearest records that are not barred."""
        if not self._barred:
            return found(limit)
        return others(found, limit, self._barred)

    def checkpoint(self) -> Path | None:
        """Return the checkpoint asked for, else the project's choice."""
        if self._checkpoint is not None:
            return self._checkpoint
        from instrstudio.services.checkpoints import chosen

        return chosen(self.workspace)

    def affinities(self, texts: Sequence[str]) -> Sequence[float] | None:
        """Return how well texts suit the task; None where the model may not judge."""
        from instrstudio.services.judging import may_judge

        folder = self.checkpoint()
        if folder is None or not may_judge(self.workspace, folder, self.profile):
            return None
        return self.judged(texts)

    def judged(self, texts: Sequence[str]) -> Sequence[float]:
        """Return what the chosen model thinks of texts, proven or not."""
        from instrstudio.methods.generation import PLUGIN

        return PLUGIN.affinities(texts, self) if texts else ()

    def likelihoods(self, texts: Sequence[str]) -> Sequence[float] | None:
        """Return how likely the chosen model finds texts, in nats a token."""
        if self.checkpoint() is None:
            return None
        from instrstudio.methods.generation import PLUGIN

        return PLUGIN.likelihoods(texts, self) if texts else ()
