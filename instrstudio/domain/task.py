"""What the user describes: a task with samples of its input and output."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.wording import message

TASK_TYPES = (
    "text_generation",
    "translation",
    "question_answering",
    "dialogue",
    "code_generation",
    "summarization",
    "classification",
    "extraction",
    "rewriting",
    "other",
)
"""The shipped list; a task type is an open string and users add their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One sample: an input with its output; either may be empty."""

    input: str = ""
    output: str = ""

    def as_dict(self) -> dict[str, str]:
        """Return the JSON form."""
        return {"input": self.input, "output": self.output}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What the instruction should make a model do.

    Any part may be empty, not all of them. Empty `task_type` and languages mean
    "find out"; `fill` asks for the first sample's input in place of the named slot.
    """

    description: str = ""
    examples: tuple[Example, ...] = ()
    task_type: str = ""
    language: str = ""
    input_language: str = ""
    output_language: str = ""
    constraints: tuple[str, ...] = ()
    fill: bool = False

    def checked(self) -> "Task":
        """Return the task itself.

        Raises:
            InvalidInput: Neither a description nor a sample says anything.
        """
        parts = [self.description, *(e.input + e.output for e in self.examples)]
        if not any(part.strip() for part in parts):
            raise InvalidInput(
                message("The task is empty: give a description, an input or an output.")
            )
        return self

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "description": self.description,
            "examples": [example.as_dict() for example in self.examples],
            "task_type": self.task_type,
            "language": self.language,
            "input_language": self.input_language,
            "output_language": self.output_language,
            "constraints": list(self.constraints),
            "fill": self.fill,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, object]) -> "Task":
        """Read the JSON form, also a bare ``task_description``/``input``/``output``.

        Raises:
            InvalidInput: A field has the wrong shape; names it.
        """
        description = data.get("description", data.get("task_description"))
        return cls(
            description=_text(description, "description"),
            examples=_examples(data),
            task_type=_text(data.get("task_type"), "task_type"),
            language=_text(data.get("language"), "language"),
            input_language=_text(data.get("input_language"), "input_language"),
            output_language=_text(data.get("output_language"), "output_language"),
            constraints=tuple(
                _text(c, "constraints") for c in _list(data, "constraints")
            ),
            fill=bool(data.get("fill", False)),
        )


def _text(value: object, field: str) -> str:
    """Return a text, or an empty one for None."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InvalidInput(message("The field “{field}” must be a text.", field=field))
    return value


def _list(data: Mapping[str, object], field: str) -> Sequence[object]:
    """Return a list, or an empty one for None."""
    value = data.get(field)
    if value is None:
        return ()
    if not isinstance(value, (list, tuple)):
        raise InvalidInput(message("The field “{field}” must be a list.", field=field))
    return value


def _examples(data: Mapping[str, object]) -> tuple[Example, ...]:
    """Return the samples of either form, without empty ones."""
    rows = _list(data, "examples")
    if not rows:
        rows = ({"input": data.get("input"), "output": data.get("output")},)
    examples = []
    for row in rows:
        if not isinstance(row, Mapping):
            raise InvalidInput(
                message(
                    "Each of “{field}” must have input and output.", field="examples"
                )
            )
        example = Example(
            input=_text(row.get("input"), "input"),
            output=_text(row.get("output"), "output"),
        )
        if example != Example():
            examples.append(example)
    return tuple(examples)
