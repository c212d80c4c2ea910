"""Conversations: what ShareGPT and chat messages have in common.

The last question is the instruction, its answer the output, what came before is the
history. A conversation that is more than that (tool calls, pictures, weights, roles
out of turn) is kept beside the record as it was, and written again as long as the
record still says the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.frame.losses import without_instruction
from instrstudio.formats.reading.tidy import Mender

SYSTEM, USER, ASSISTANT = "system", "user", "assistant"
_ROLES = {
    SYSTEM: SYSTEM,
    "developer": SYSTEM,
    USER: USER,
    "human": USER,
    "prompter": USER,
    ASSISTANT: ASSISTANT,
    "gpt": ASSISTANT,
    "chatgpt": ASSISTANT,
    "bot": ASSISTANT,
    "bing": ASSISTANT,
    "bard": ASSISTANT,
    "model": ASSISTANT,
}
_KEYS = {"from", "value", "role", "content"}


@dataclass(frozen=True, slots=True)
class Turn:
    """What one side said; `plain` is False where there is more to it than its text."""

    role: str
    text: str
    plain: bool = True


def is_dialogue(value: object, role: str, text: str) -> bool:
    """Say whether `value` is a list of turns with the keys `role` and `text`."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(turn, Mapping) and role in turn for turn in value)
        and any(isinstance(turn, Mapping) and text in turn for turn in value)
    )


def turns_of(value: object, field: str, mender: Mender) -> list[Turn] | Fault:
    """Return the turns of a list of objects, or why it has none."""
    if not isinstance(value, list) or not value:
        return Fault(
            field=field,
            rule=message("There is no list of turns"),
            repair=message("Give each turn as an object with a role and a text"),
        )
    turns = []
    for number, turn in enumerate(value, start=1):
        if not isinstance(turn, Mapping):
            return Fault(
                field=field,
                rule=message("Turn {number} is no object", number=number),
                repair=message("Give each turn as an object with a role and a text"),
            )
        turns.append(_turn(turn, field, mender))
    return turns


def record_of(
    turns: Sequence[Turn], raw: object, field: str, mender: Mender
) -> Record | Fault:
    """Return the record of a conversation.

    Args:
        turns: What was said, in order.
        raw: The turns as they stood in the file, kept where a record cannot hold them.
        field: The name of the field they stood in.
        mender: Gathers what had to be mended.
    """
    body = list(turns)
    system = body.pop(0).text if body and body[0].role == SYSTEM else ""
    asked = [at for at, turn in enumerate(body) if turn.role == USER]
    if not asked:
        return Fault(
            field=field,
            rule=message("No turn is a user's"),
            repair=message(
                "Add what the user asks; roles are known by “user” or “human”"
            ),
        )
    last = asked[-1]
    answers = [turn.text for turn in body[last:] if turn.role == ASSISTANT]
    extra: dict[str, object] = {}
    if not _is_regular(turns):
        mender.note(
            field,
            message("The conversation is more than questions and answers in turn"),
            message("Took the last question; kept the whole beside it"),
        )
        extra[field] = mender.value(raw, field)
    example = Example(output=answers[-1] if answers else "")
    return Record(
        instruction=body[last].text,
        examples=(example,) if example != Example() else (),
        system=system,
        history=_pairs(body[:last]),
        source=Source(kind=""),
        extra=extra,
    )


def written_turns(record: Record) -> list[Turn] | Fault:
    """Return the turns that say what a record says; the input follows the instruction.

    A line break joins the two, which is how LLaMA-Factory reads Alpaca rows.
    """
    if fault := without_instruction(record):
        return fault
    example = record.examples[0] if record.examples else Example()
    if not example.output:
        return Fault(
            field="output",
            rule=message("The record has no output, so nobody answers"),
            repair=message("Add an output to its first sample"),
        )
    turns = [Turn(SYSTEM, record.system)] if record.system else []
    for user, assistant in record.history:
        turns += [Turn(USER, user), Turn(ASSISTANT, assistant)]
    asked = "\n".join(part for part in (record.instruction, example.input) if part)
    return [*turns, Turn(USER, asked), Turn(ASSISTANT, example.output)]


def kept_whole(record: Record, field: str, *, unanswered: bool = False) -> object:
    """Return the conversation that was kept beside a record; None where it is stale.

    `unanswered` says that the answer stands elsewhere, as it does beside a choice.
    """
    raw = record.extra.get(field)
    if raw is None:
        return None
    mender = Mender()
    turns = turns_of(raw, field, mender)
    if isinstance(turns, Fault):
        return None
    if unanswered and record.examples:
        turns = [*turns, Turn(ASSISTANT, record.examples[0].output)]
    again = record_of(turns, raw, field, mender)
    if isinstance(again, Fault):
        return None
    is_same = (again.instruction, again.examples) == (
        record.instruction,
        record.examples,
    )
    if is_same and again.history == record.history:
        return raw if not again.system or again.system == record.system else None
    return None


def _turn(turn: Mapping[str, object], field: str, mender: Mender) -> Turn:
    """Return one turn."""
    role = turn.get("from", turn.get("role"))
    known = _ROLES.get(role.lower()) if isinstance(role, str) else None
    content = turn.get("value", turn.get("content"))
    text, plain = _text(content, field, mender)
    is_plain = plain and known is not None and not set(turn) - _KEYS
    return Turn(known or str(role), text, is_plain)


def _text(content: object, field: str, mender: Mender) -> tuple[str, bool]:
    """Return the text of a turn, and whether it is nothing but that text."""
    if not isinstance(content, list):
        return mender.text(content, field), isinstance(content, str)
    texts = []
    plain = False
    for part in content:
        if isinstance(part, Mapping) and part.get("type") == "text":
            texts.append(mender.text(part.get("text", part.get("value")), field))
        elif isinstance(part, str):
            texts.append(mender.text(part, field))
    return "\n".join(texts), plain


def _is_regular(turns: Sequence[Turn]) -> bool:
    """Say whether a record holds all there is: questions and answers in turn."""
    body = turns[1:] if turns and turns[0].role == SYSTEM else turns
    is_in_turn = all(
        turn.role == (USER, ASSISTANT)[at % 2] for at, turn in enumerate(body)
    )
    return is_in_turn and len(body) % 2 == 0 and all(turn.plain for turn in turns)


def _pairs(turns: Sequence[Turn]) -> tuple[tuple[str, str], ...]:
    """Return the questions that were answered at once, with their answers."""
    return tuple(
        (turn.text, after.text)
        for turn, after in pairwise(turns)
        if (turn.role, after.role) == (USER, ASSISTANT)
    )
