"""What a rendering writes to: pieces instead of text, and the count of its effort."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from instrstudio.domain.errors import TemplateError
from instrstudio.domain.span import Origin, Piece, Ref
from instrstudio.domain.wording import message
from instrstudio.templates import limits
from instrstudio.templates.values import Words, source_of

RECORDER = "recorder!"
"""The recorder's key among the values; no pattern can write such a name."""


@dataclass(frozen=True, slots=True)
class Part:
    """A literal or a ``{{ … }}`` of a pattern.

    `start` and `end` are its range in the pattern where that is known, `line` its line,
    `names` what an expression is made of, `text` what a literal says.
    """

    start: int | None
    end: int | None
    line: int
    names: tuple[str, ...] = ()
    text: str = ""


class Recorder:
    """Takes the output of one rendering, piece by piece, and stops it when it is late.

    Args:
        parts: The parts of the pattern, by index.
        template: The id of the template, for refs.
        values: The values of this rendering, by name.
        spare: How many times more than the values amount to may be written.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        template: str,
        values: Mapping[str, object],
        spare: int = 0,
    ) -> None:
        self.pieces: list[Piece] = []
        self.comma = "、" if values.get("language") == "zh" else ", "
        self._parts = parts
        self._template = template
        self._values = values
        given = sum(map(_size, values.values()))
        self._room = limits.OUTPUT_LIMIT + given * (1 + spare)
        self._rounds = limits.ITERATION_LIMIT
        self._deadline = time.monotonic() + limits.SECONDS
        self._line = 1

    def add(self, text: str, origin: Origin, ref: Ref | None) -> None:
        """Take `text` as it is.

        Raises:
            TemplateError: There is more text than a template may make.
        """
        self._room -= len(text)
        if self._room < 0:
            raise TemplateError(
                message(
                    "The template makes more than {limit} characters.",
                    limit=limits.OUTPUT_LIMIT,
                ),
                line=self._line,
            )
        self.pieces.append(Piece(str(text), origin, ref))

    def add_own(self, index: int, text: str) -> None:
        """Take `text` as the pattern's own, made by its part `index`."""
        part = self._parts[index]
        ref = Ref(
            kind="template",
            id=self._template,
            field="pattern",
            start=part.start,
            end=part.end,
        )
        self.add(text, Origin.TEMPLATE, ref)

    def add_derived(self, index: int, text: str) -> None:
        """Take `text` as derived from the first name of its part that has a value."""
        for name in self._parts[index].names:
            value = self._values.get(name)
            if isinstance(value, Words) and value:
                origin, ref = source_of(value)
                self.add(text, origin, _vague(ref))
                return
            if value:
                self.add(text, Origin.TASK, Ref(kind="task", field=name))
                return
        self.add_own(index, text)

    def add_literal(self, index: int) -> None:
        """Take the text of the literal `index`."""
        self.add_own(index, self._parts[index].text)

    def at(self, index: int) -> None:
        """Note which part is being written, for messages, and look at the clock."""
        self._line = self._parts[index].line
        self._tick()

    def count(self, rounds: int, line: int) -> None:
        """Take note of `rounds` more rounds of the loop in `line`.

        Raises:
            TemplateError: There are too many.
        """
        self._line = line
        self._rounds -= rounds
        if self._rounds < 0:
            raise TemplateError(
                message(
                    "The loops of the template go through more than {limit} rounds.",
                    limit=limits.ITERATION_LIMIT,
                ),
                line=self._line,
            )
        self._tick()

    def _tick(self) -> None:
        """Look at the clock.

        Raises:
            TemplateError: The rendering takes too long.
        """
        if time.monotonic() > self._deadline:
            raise TemplateError(
                message(
                    "Stopped after {seconds} s: line {line} takes too long.",
                    seconds=1,
                    line=self._line,
                ),
                line=self._line,
            )


def _vague(ref: Ref | None) -> Ref | None:
    """Return `ref` without a range: the words are derived, not quoted."""
    return ref and Ref(kind=ref.kind, id=ref.id, field=ref.field)


def _size(value: object) -> int:
    """Return how many characters of the task a value holds."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, tuple):
        return sum(_size(item) for item in value)
    return sum(_size(getattr(value, side, "")) for side in ("input", "output"))
