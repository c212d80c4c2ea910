"""The answers to one text, one key at a time, until all questions have one."""

from collections.abc import Mapping, Sequence

from instrstudio.domain.rating import ALL_VALID, Question


class Answers:
    """Which question is asked, and what was said so far.

    What was `given` in other queues stays; what was `undone` is there again but for its
    last answer, so that taking back goes key by key. A no to one of the first questions
    of an audit answers its last one.
    """

    def __init__(
        self,
        questions: Sequence[Question] = (),
        given: Mapping[str, float] | None = None,
        undone: Mapping[str, float] | None = None,
    ) -> None:
        self.questions = tuple(questions)
        self._given = dict(given or {})
        self._said: dict[str, float] = {}
        self.place = 0
        back = undone or {}
        self._said = {c: back[c] for c in self._criteria if c in back}
        if self._is_refused():
            self._said.pop(ALL_VALID, None)
        if not self.take_back():
            self.place = self._open(0)

    @property
    def _criteria(self) -> tuple[str, ...]:
        return tuple(question.criterion for question in self.questions)

    @property
    def current(self) -> Question | None:
        """The question that is asked."""
        return self.questions[self.place] if self.questions else None

    @property
    def all(self) -> Mapping[str, float]:
        """Every answer there is, by criterion, in the order of the questions."""
        known = {**self._given, **self._said}
        if self._is_refused():
            known[ALL_VALID] = 0
        return {c: known[c] for c in self._criteria if c in known}

    @property
    def said(self) -> Mapping[str, float]:
        """What was said at this sitting: what is to be kept."""
        return self._said

    @property
    def is_complete(self) -> bool:
        """Whether every question has an answer, and one was given now."""
        return bool(self._said) and len(self.all) == len(self.questions)

    def answer(self, value: float) -> bool:
        """Answer the question that is asked and go to the next one without an answer.

        Returns False where it has no such answer.
        """
        asked = self.current
        if asked is None or value not in asked.values:
            return False
        self._said.pop(asked.criterion, None)  # what was said last stands last
        self._said[asked.criterion] = value
        self.place = self._open(self.place)
        return True

    def take_back(self) -> bool:
        """Take the last answer back and ask its question again."""
        if not self._said:
            return False
        criterion = list(self._said)[-1]
        del self._said[criterion]
        self.place = self._criteria.index(criterion)
        return True

    def go_to(self, place: int) -> None:
        """Ask another question."""
        if 0 <= place < len(self.questions):
            self.place = place

    def _open(self, start: int) -> int:
        """Return the place of the next question without an answer, or the same."""
        count = len(self.questions)
        order = [(start + step) % count for step in range(count)]
        known = self.all
        return next((p for p in order if self._criteria[p] not in known), start)

    def _is_refused(self) -> bool:
        """Whether the answer to the last question of an audit follows from others."""
        known = {**self._given, **self._said}
        return ALL_VALID in self._criteria and any(
            value == 0 for criterion, value in known.items() if criterion != ALL_VALID
        )
