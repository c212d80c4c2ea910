"""Choices between two answers, and judgements of one, as parts of a record.

The better answer is the output of the first sample; the other one stands in the field
`REJECTED` of the record's unknown fields, a judgement in `LABEL`. So a choice lies in
the library like any other record, and a preference made in the program is written the
same way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.domain.template import Template
from instrstudio.domain.transfer import Fault, Preference
from instrstudio.domain.wording import Sentence, message
from instrstudio.formats.frame.dialogue import (
    ASSISTANT,
    SYSTEM,
    USER,
    Turn,
    kept_whole,
    record_of,
    turns_of,
)
from instrstudio.formats.frame.losses import Item, without_instruction
from instrstudio.formats.reading.tidy import Mender

REJECTED = "rejected"
LABEL = "label"


def as_record(item: Item) -> Record | Fault:
    """Return the record that is a choice, or says why it is none."""
    if isinstance(item, Template):
        return _fault("", message("A template is no choice between two answers"))
    if isinstance(item, Preference):
        item = Record(
            instruction=item.prompt,
            examples=(Example(input=item.input, output=item.chosen),),
            system=item.system,
            source=Source(kind=""),
            extra={REJECTED: item.rejected},
        )
    if fault := without_instruction(item):
        return fault
    if not isinstance(item.extra.get(REJECTED), str):
        return _fault(REJECTED, message("The record has no answer that was rejected"))
    if not item.examples:
        return _fault("output", message("The record has no answer that was chosen"))
    return item


def as_judged(item: Item) -> Record | Fault:
    """Return the record whose answer was judged, or says why it was not."""
    if not isinstance(item, Record):
        return _fault("", message("Only a record carries a judgement of one answer"))
    if fault := without_instruction(item):
        return fault
    if not isinstance(item.extra.get(LABEL), bool):
        return _fault(LABEL, message("The record carries no judgement of its answer"))
    if not item.examples or not item.examples[0].output:
        return _fault("output", message("The record has no answer that was judged"))
    return item


def prompt_of(value: object, field: str, mender: Mender) -> list[Turn] | Fault:
    """Return the turns of a prompt, which is a text or a list of messages."""
    if isinstance(value, str):
        return [Turn(USER, mender.text(value, field))]
    return turns_of(value, field, mender)


def answer_of(value: object, field: str, mender: Mender) -> str | Fault:
    """Return one answer: a text, a message, or a list that ends with a message."""
    if isinstance(value, str):
        return mender.text(value, field)
    listed = value if isinstance(value, list) else [value]
    if isinstance(value, Mapping) or (isinstance(value, list) and value):
        turns = turns_of(listed, field, mender)
        if isinstance(turns, list) and turns[-1].role == ASSISTANT:
            if len(turns) > 1:
                mender.note(
                    field,
                    message("There is more than one message"),
                    message("Took the last one"),
                )
            return turns[-1].text
    return Fault(
        field=field,
        rule=message("There is no answer of an assistant"),
        repair=message("Give it as a text or as one message of the assistant"),
    )


def chosen_record(
    prompt: Sequence[Turn], raw: object, field: str, answer: str, mender: Mender
) -> Record | Fault:
    """Return the record of a prompt and the answer to it."""
    record = record_of([*prompt, Turn(ASSISTANT, answer)], raw, field, mender)
    if isinstance(record, Fault) or record.examples:
        return record
    # an empty answer is an answer here: it was chosen, or judged
    return replace(record, examples=(Example(),))


def _prompt_turns(record: Record) -> list[Turn]:
    """Return the turns that lead to the answer."""
    turns = [Turn(SYSTEM, record.system)] if record.system else []
    for user, assistant in record.history:
        turns += [Turn(USER, user), Turn(ASSISTANT, assistant)]
    given = record.examples[0].input if record.examples else ""
    asked = "\n".join(part for part in (record.instruction, given) if part)
    return [*turns, Turn(USER, asked)]


def prompt_messages(record: Record, field: str) -> object:
    """Return the messages before the answer, as kept in `field` where that holds."""
    return kept_whole(record, field, unanswered=True) or [
        {"role": turn.role, "content": turn.text} for turn in _prompt_turns(record)
    ]


def label_of(value: object, field: str, mender: Mender) -> bool | Fault:
    """Return a judgement; what is plainly meant as true or false is taken as such."""
    if isinstance(value, bool):
        return value
    plain = str(value).strip().lower()
    if plain in ("true", "1", "yes", "false", "0", "no"):
        meant = plain in ("true", "1", "yes")
        mender.note(
            field,
            message(
                "The judgement is not true or false, so LLaMA-Factory would not see it"
            ),
            message("Read as {value}", value="true" if meant else "false"),
        )
        return meant
    return Fault(
        field=field,
        rule=message("The judgement is neither true nor false"),
        repair=message("Write true or false, without quotation marks"),
    )


def _fault(field: str, rule: Sentence) -> Fault:
    """Return why an item is none of these rows."""
    return Fault(
        field=field,
        rule=rule,
        repair=message("Leave it out, or export it in another format"),
    )
