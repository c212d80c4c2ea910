"""Which parts of a record a format holds, and which it would leave behind."""

from collections.abc import Iterator, Sequence

from instrstudio.domain.record import Record
from instrstudio.domain.task import Example
from instrstudio.domain.template import Template
from instrstudio.domain.transfer import Fault, Preference
from instrstudio.domain.wording import message

Item = Record | Template | Preference
"""What a file may hold."""

INSTRUCTION = "instruction"
FIRST_SAMPLE = "first input and output"
FIRST_OUTPUT = "first output"
FURTHER_SAMPLES = "further samples"
UNKNOWN = "unknown fields"
FIELDS = (
    INSTRUCTION,
    FIRST_SAMPLE,
    FURTHER_SAMPLES,
    "task description",
    "system",
    "history",
    "constraints",
    "title",
    "tags",
    "task type",
    "languages",
    "source",
    "licence",
    "method",
    "pair",
    "parent",
    "times",
    "archived",
    UNKNOWN,
)
"""Every part of a record, as formats name it."""
INPUT_APART = "input apart from the instruction"
HALF_CHARACTERS = "halves of characters"


def all_but(keeps: Sequence[str]) -> tuple[str, ...]:
    """Return the parts of a record that are not among `keeps`."""
    gone = [name for name in FIELDS if name not in keeps]
    if FIRST_OUTPUT in keeps:
        gone[gone.index(FIRST_SAMPLE)] = INPUT_APART
    return tuple(gone)


def lost(record: Record, keeps: Sequence[str], extra: Sequence[str] = ()) -> list[str]:
    """Return what a format that keeps `keeps` would leave behind of this record.

    Args:
        record: The record to be written.
        keeps: The parts that the format keeps.
        extra: Names of unknown fields that the format has a place for.
    """
    gone = [name for name in filled(record, extra) if name not in keeps]
    first = record.examples[0] if record.examples else Example()
    if FIRST_OUTPUT in keeps and FIRST_SAMPLE in gone:
        gone.remove(FIRST_SAMPLE)
        if first.input:
            gone.append(INPUT_APART)
    if has_halves(record):
        gone.append(HALF_CHARACTERS)
    return gone


def filled(record: Record, extra: Sequence[str] = ()) -> Iterator[str]:
    """Yield the names of the parts that hold something, but for `extra` fields."""
    source = record.source
    there: dict[str, object] = {
        INSTRUCTION: record.instruction,
        FIRST_SAMPLE: record.examples[:1],
        FURTHER_SAMPLES: record.examples[1:],
        "task description": record.task_description,
        "system": record.system,
        "history": record.history,
        "constraints": record.constraints,
        "title": record.title,
        "tags": record.tags,
        "task type": record.task_type,
        "languages": record.language or record.input_language or record.output_language,
        "source": source.name or source.url or source.retrieved,
        "licence": record.licence,
        "method": record.method,
        "pair": record.pair,
        "parent": record.parent is not None,
        "times": record.created or record.updated,
        "archived": record.archived,
        UNKNOWN: set(record.extra) - set(extra),
    }
    yield from (name for name, value in there.items() if value)


def without_instruction(record: Record) -> Fault | None:
    """Return the fault of a record that says nothing; None where it says something."""
    if record.instruction.strip():
        return None
    return Fault(
        field=INSTRUCTION,
        rule=message("The record has no instruction"),
        repair=message("Write what is to be done, then export again"),
    )


def has_halves(record: Record) -> bool:
    """Say whether a text of the record holds half a character."""
    texts = [record.instruction, record.system, record.title, record.task_description]
    texts += [text for e in record.examples for text in (e.input, e.output)]
    texts += [text for turn in record.history for text in turn]
    texts += [*record.constraints, *record.tags]
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        return True
    return False
