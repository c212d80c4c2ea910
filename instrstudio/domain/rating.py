"""What people are asked about instructions, in words, and what they may answer.

A queue is of one kind: a quick audit (four questions with yes or no), a scale from 1 to
5 for each criterion, or two texts side by side. Each answer is kept under the name of
its criterion, such as ``audit.valid`` or ``likert.clarity``.
"""

from dataclasses import dataclass

from instrstudio.domain.wording import Message, message

AUDIT, LIKERT, PAIRWISE = "audit", "likert", "pairwise"
KINDS = (AUDIT, LIKERT, PAIRWISE)

OVERALL = "overall"
"""The criterion of the stars in the library; no queue asks for it."""

PREFERENCE = "preference"
"""The criterion of all votes between two texts."""

LEFT, RIGHT, TIE, BOTH_BAD = "left", "right", "tie", "both_bad"
OUTCOMES = (LEFT, RIGHT, TIE, BOTH_BAD)
"""What a person says of two texts side by side."""

FIRST, SECOND = "first", "second"
VERDICTS = (FIRST, SECOND, TIE, BOTH_BAD)
"""What is kept: `FIRST` is the text with the lower content hash, wherever it stood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question: `anchors` say in words what each answer means.

    The first anchor stands for `lowest`, the others for the numbers behind it.
    """

    criterion: str
    title: Message
    text: Message
    anchors: tuple[Message, ...]
    lowest: int

    @property
    def values(self) -> tuple[int, ...]:
        """All answers, the worst first."""
        return tuple(range(self.lowest, self.lowest + len(self.anchors)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A reason for a vote that is given with one key."""

    name: str
    text: Message


_NO_YES = (message("No"), message("Yes"))

ALL_VALID = "audit.all"
"""The last question of the audit: no as soon as one before it is answered no."""

AUDIT_QUESTIONS = (
    Question(
        criterion="audit.valid",
        title=message("Valid task"),
        text=message("Does the instruction describe a valid task?"),
        anchors=_NO_YES,
        lowest=0,
    ),
    Question(
        criterion="audit.input",
        title=message("Input fits"),
        text=message("Is the input appropriate for the instruction?"),
        anchors=_NO_YES,
        lowest=0,
    ),
    Question(
        criterion="audit.output",
        title=message("Output correct"),
        text=message(
            "Is the output a correct and acceptable answer to instruction and input?"
        ),
        anchors=_NO_YES,
        lowest=0,
    ),
    Question(
        criterion=ALL_VALID,
        title=message("All valid"),
        text=message("Are all three valid together, so that you would keep it?"),
        anchors=_NO_YES,
        lowest=0,
    ),
)
"""The quick audit of Self-Instruct (Wang et al. 2023, table 2)."""

LIKERT_QUESTIONS = (
    Question(
        criterion="likert.clarity",
        title=message("Clarity"),
        text=message("Is it clear what has to be done?"),
        anchors=(
            message("Cannot be understood"),
            message("Has to be guessed"),
            message("Understood on the second reading"),
            message("Clear, one word could be better"),
            message("Clear at once"),
        ),
        lowest=1,
    ),
    Question(
        criterion="likert.completeness",
        title=message("Completeness"),
        text=message("Does it say all that is needed for the answer wanted?"),
        anchors=(
            message("Nearly everything is missing"),
            message("The main point is missing"),
            message("One needed fact is missing"),
            message("Only a detail is missing"),
            message("Nothing is missing"),
        ),
        lowest=1,
    ),
    Question(
        criterion="likert.faithfulness",
        title=message("Faithfulness"),
        text=message("Does it ask for what the task says, with nothing invented?"),
        anchors=(
            message("It is another task"),
            message("Much is invented"),
            message("One invented thing changes the answer"),
            message("An invented detail does no harm"),
            message("Nothing is invented"),
        ),
        lowest=1,
    ),
    Question(
        criterion="likert.generality",
        title=message("Generality"),
        text=message("Does it hold for other inputs of the same task?"),
        anchors=(
            message("Only for this sample"),
            message("For few inputs like it"),
            message("For about half of them"),
            message("For nearly all"),
            message("For every input of the task"),
        ),
        lowest=1,
    ),
    Question(
        criterion="likert.usefulness",
        title=message("Usefulness"),
        text=message("Would you send it to a model as it stands?"),
        anchors=(
            message("No, I would start anew"),
            message("Only after rewriting most of it"),
            message("After some edits"),
            message("After one small edit"),
            message("Yes, as it stands"),
        ),
        lowest=1,
    ),
    Question(
        criterion="likert.fluency",
        title=message("Fluency"),
        text=message("Is it good language?"),
        anchors=(
            message("No language at all"),
            message("Many mistakes"),
            message("Some mistakes or stiff wording"),
            message("Good, with one slip"),
            message("As a good writer would put it"),
        ),
        lowest=1,
    ),
)
"""Criteria with worded anchors for 1 to 5."""

REASONS = (
    Reason(name="clearer", text=message("Clearer")),
    Reason(name="more_complete", text=message("More complete")),
    Reason(name="more_faithful", text=message("Nothing invented")),
    Reason(name="more_general", text=message("More general")),
    Reason(name="shorter", text=message("Shorter")),
    Reason(name="better_language", text=message("Better language")),
    Reason(name="better_form", text=message("Says the form of the output")),
    Reason(name="leaks", text=message("The other one gives the answer away")),
)
"""Why one text was preferred; optional, any number."""


def questions_of(kind: str) -> tuple[Question, ...]:
    """Return the questions of a kind; none for pairs."""
    return {AUDIT: AUDIT_QUESTIONS, LIKERT: LIKERT_QUESTIONS}.get(kind, ())


def question(criterion: str) -> Question | None:
    """Return the question of a criterion, if there is one."""
    both = (*AUDIT_QUESTIONS, *LIKERT_QUESTIONS)
    return next((found for found in both if found.criterion == criterion), None)
