"""Records to rows of the table `record` and back."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from json import JSONDecoder
from json.encoder import encode_basestring as quoted
from typing import Any

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.language import ENGLISH, language_of
from instrstudio.domain.record import Record, Source, title_from
from instrstudio.domain.task import Example
from instrstudio.domain.wording import message
from instrstudio.storage.json_text import dump, load

COLUMNS = (
    "id",
    "instruction",
    "task_description",
    "examples",
    "system",
    "history",
    "constraints",
    "title",
    "tags",
    "task_type",
    "language",
    "input_language",
    "output_language",
    "source_kind",
    "source_name",
    "source_url",
    "source_retrieved",
    "licence",
    "method",
    "parent",
    "pair",
    "created",
    "updated",
    "archived",
    "extra",
    "content_hash",
    "created_by",
)

READ = COLUMNS[:-2]
"""What a record is made of; its digest and the operation that made it are not."""

HASH_COLUMN = COLUMNS.index("content_hash")

Row = tuple[Any, ...]

_decoded = JSONDecoder().raw_decode
"""Reads what we wrote, without looking for white space around it."""

_NO_EXTRA: Mapping[str, object] = {}


def tidy_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Return `tags` without outer white space, empty ones and repetitions."""
    return tuple(dict.fromkeys(tag for tag in map(str.strip, tags) if tag))


def language_for(record: Record) -> str:
    """Return the language of a record, that of its instruction where it has none."""
    text = record.instruction
    # `language_of` calls every ASCII text English; asking it costs more than this.
    return record.language or (ENGLISH if text.isascii() else language_of(text))


def title_for(record: Record) -> str:
    """Return the title of a record, one made of its instruction where it has none."""
    return record.title or title_from(record.instruction)


def examples_text(examples: Sequence[Example]) -> str:
    """Return samples as JSON: a third of the time that the encoder takes."""
    if len(examples) == 1:
        (only,) = examples
        return f"[[{quoted(only.input)},{quoted(only.output)}]]"
    pairs = [f"[{quoted(each.input)},{quoted(each.output)}]" for each in examples]
    return f"[{','.join(pairs)}]"


def list_text(values: Sequence[object]) -> str:
    """Return texts, or turns of a dialogue, as JSON."""
    return dump(values) if values else "[]"


def tags_text(tags: Sequence[str]) -> str:
    """Return tags as JSON, tidied."""
    return dump(tidy_tags(tags)) if tags else "[]"


def extra_text(extra: Mapping[str, object]) -> str:
    """Return unknown fields as JSON."""
    return dump(dict(extra)) if extra else "{}"


def row_of(
    record: Record, record_id: int, operation: int, now: str, content_hash: str
) -> Row:
    """Return the row of a record; title, language and times are filled in if empty."""
    source = record.source
    return (
        record_id,
        record.instruction,
        record.task_description,
        examples_text(record.examples),
        record.system,
        list_text(record.history),
        list_text(record.constraints),
        title_for(record),
        tags_text(record.tags),
        record.task_type,
        language_for(record),
        record.input_language,
        record.output_language,
        source.kind,
        source.name,
        source.url,
        source.retrieved,
        record.licence,
        record.method,
        record.parent,
        record.pair,
        record.created or now,
        record.updated or now,
        record.archived,
        extra_text(record.extra),
        content_hash,
        operation,
    )


class _OpenRecord:
    """What becomes a record: it can still be written to."""

    __slots__ = Record.__slots__


class _OpenExample:
    """What becomes a sample."""

    __slots__ = Example.__slots__


def record_of(row: Row) -> Record:
    """Return the record of a row with the columns `READ`, or all of them."""
    # A frozen class pays for each field again in its constructor: a page would take a
    # quarter longer. So the fields are put in first, and then it is closed.
    record: Any = _OpenRecord()
    record.id = row[0]
    record.instruction = row[1]
    record.task_description = row[2]
    record.examples = () if row[3] == "[]" else _examples(row[3])
    record.system = row[4]
    record.history = () if row[5] == "[]" else _turns(row[5])
    record.constraints = () if row[6] == "[]" else tuple(load(row[6]))
    record.title = row[7]
    record.tags = () if row[8] == "[]" else tuple(load(row[8]))
    record.task_type = row[9]
    record.language = row[10]
    record.input_language = row[11]
    record.output_language = row[12]
    record.source = _source(row[13], row[14], row[15], row[16])
    record.licence = row[17]
    record.method = row[18]
    record.parent = row[19]
    record.pair = row[20]
    record.created = row[21]
    record.updated = row[22]
    record.archived = bool(row[23])
    record.extra = _NO_EXTRA if row[24] == "{}" else load(row[24])
    record.__class__ = Record
    made: Record = record
    return made


def body_of(row: Row) -> dict[str, object]:
    """Return a row as the JSON form of its record, for showing and comparing."""
    record = record_of(row)
    names = (name for name in Record.__dataclass_fields__)
    body: dict[str, object] = {name: getattr(record, name) for name in names}
    body["examples"] = [example.as_dict() for example in record.examples]
    body["source"] = record.source.as_dict()
    for name in ("tags", "constraints"):
        body[name] = list(getattr(record, name))
    body["history"] = [list(turn) for turn in record.history]
    body["extra"] = dict(record.extra)
    return body


def refuse_surrogates(rows: Iterable[Row]) -> None:
    """Name the first text that holds half of a character.

    Asked only after SQLite refused a row, so that good rows pay nothing.

    Raises:
        InvalidInput: Names the field and the beginning of the record's text.
    """
    for row in rows:
        for name, value in zip(COLUMNS, row, strict=True):
            if isinstance(value, str) and not _is_encodable(value):
                shown = str(row[1])[:30].encode("utf-8", "replace").decode()
                raise InvalidInput(
                    message(
                        "The field “{field}” of the record “{record}” holds half of "
                        "a character (a lone surrogate): remove it.",
                        field=name,
                        record=shown,
                    )
                )


def _is_encodable(text: str) -> bool:
    """Say whether `text` has a form in UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _examples(text: str) -> tuple[Example, ...]:
    """Read the samples."""
    pairs = _decoded(text)[0]
    if len(pairs) == 1:
        return (_example(*pairs[0]),)
    return tuple([_example(*pair) for pair in pairs])


def _example(source: str, target: str) -> Example:
    """Return a sample; made like a record."""
    example: Any = _OpenExample()
    example.input = source
    example.output = target
    example.__class__ = Example
    made: Example = example
    return made


@lru_cache(maxsize=1024)
def _source(kind: str, name: str, url: str, retrieved: str) -> Source:
    """Return a source; the records of one import share theirs."""
    return Source(kind=kind, name=name, url=url, retrieved=retrieved)


def _turns(text: str) -> tuple[tuple[str, str], ...]:
    """Read the turns of a dialogue."""
    return tuple((turn[0], turn[1]) for turn in load(text))
