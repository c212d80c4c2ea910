"""A task as it was understood: its type, its languages, and the words for its parts."""

from dataclasses import dataclass

from instrstudio.domain.span import Origin, Piece, Ref
from instrstudio.domain.task import Task
from instrstudio.domain.wording import Message


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that name a part of a task, and where in the task they stand.

    `ref` is None where the words are the usual ones for this type of task rather than
    read off the description or the data.
    """

    text: str
    ref: Ref | None = None

    def __bool__(self) -> bool:
        return bool(self.text)

    def piece(self) -> Piece:
        """Return the phrase as a piece of an instruction."""
        return Piece(self.text, Origin.TASK, self.ref)


NOTHING = Phrase("")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskProfile:
    """What `analysis` read off a task, in the language of the instruction.

    `task` is the task with its type and languages settled. `input_form` and
    `output_form` are noun phrases (“新闻文章”, “news article”; “摘要”, “summary”).
    `goal` is what is to be done, as an imperative clause without a full stop.
    `slot` is the name in the brackets of the input's place (“新闻文章内容”).
    `source_language` and `target_language` are names of languages (“英文”, “French”).
    `labels` are the classes of a classification, `fields` what is to be extracted,
    `constraints` the demands on length, form and tone, each a clause of its own.
    `reasons` say why the type and language were chosen; `confidence` is in [0, 1].
    """

    task: Task
    task_type: str
    language: str
    input_form: Phrase
    output_form: Phrase
    goal: Phrase = NOTHING
    slot: str = ""
    has_input: bool = True
    topic: Phrase = NOTHING
    source_language: Phrase = NOTHING
    target_language: Phrase = NOTHING
    programming_language: Phrase = NOTHING
    role: Phrase = NOTHING
    labels: tuple[Phrase, ...] = ()
    fields: tuple[Phrase, ...] = ()
    constraints: tuple[Phrase, ...] = ()
    reasons: tuple[Message, ...] = ()
    confidence: float = 0.0

    @property
    def slot_text(self) -> str:
        """The slot as it is written: ``[news article]``."""
        return f"[{self.slot}]"
