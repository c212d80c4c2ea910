"""Records to rows and back."""

import json
import pickle
from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.record import Record
from instrstudio.domain.task import Example
from instrstudio.storage.record_rows import (
    COLUMNS,
    READ,
    body_of,
    record_of,
    refuse_surrogates,
    row_of,
    tidy_tags,
)

TEXT = st.text()
RECORDS = st.builds(
    Record,
    instruction=TEXT,
    id=st.just(1),
    title=st.text(min_size=1),
    language=st.sampled_from(["en", "zh"]),
    created=st.just("2026"),
    updated=st.just("2026"),
    examples=st.lists(st.builds(Example, input=TEXT, output=TEXT)).map(tuple),
    history=st.lists(st.tuples(TEXT, TEXT)).map(tuple),
    constraints=st.lists(TEXT).map(tuple),
    system=TEXT,
    archived=st.booleans(),
    extra=st.dictionaries(TEXT, st.one_of(TEXT, st.integers(), st.none())),
)


@given(record=RECORDS)
def test_there_and_back(record: Record) -> None:
    row = row_of(record, 1, 1, "now", record.content_hash)
    assert len(row) == len(COLUMNS)
    assert record_of(row) == record


@given(record=RECORDS)
def test_the_body_is_json(record: Record) -> None:
    body = body_of(row_of(record, 1, 1, "now", ""))
    assert json.loads(json.dumps(body)) == body
    assert set(body) == set(Record.__dataclass_fields__)


def test_tags_are_tidied() -> None:
    assert tidy_tags([" a", "b", "", "a ", "  "]) == ("a", "b")


def test_the_field_with_half_a_character_is_named() -> None:
    good = row_of(Record(instruction="a"), 1, 1, "now", "")
    bad = row_of(Record(instruction="b \ud83d", licence="\ud83d"), 1, 1, "now", "")
    refuse_surrogates([good])
    with pytest.raises(InvalidInput, match=r"“instruction” of the record “b \?”"):
        refuse_surrogates([good, bad])


@given(record=RECORDS)
def test_what_was_read_is_a_record_like_any_other(record: Record) -> None:
    row = row_of(record, 1, 1, "now", record.content_hash)

    for read in (record_of(row), record_of(row[: len(READ)])):
        assert type(read) is Record
        assert all(type(example) is Example for example in read.examples)
        assert pickle.loads(pickle.dumps(read)) == replace(read) == record
        with pytest.raises(FrozenInstanceError):
            read.title = "other"  # type: ignore[misc]  # the point of the test
