"""Many records at once are, to the letter, what they would be one by one."""

import sqlite3
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.storage.record_columns import insertion
from instrstudio.storage.record_rows import COLUMNS, Row, row_of
from instrstudio.storage.store import Store

WORD = st.sampled_from(["", "a", "译文", "it's", "\x00", " b "])
WORDS = st.lists(WORD, max_size=2).map(tuple)
RECORDS = st.builds(
    Record,
    instruction=WORD,
    task_description=WORD,
    examples=st.lists(st.builds(Example, input=WORD, output=WORD)).map(tuple),
    system=WORD,
    history=st.lists(st.tuples(WORD, WORD), max_size=1).map(tuple),
    constraints=WORDS,
    title=WORD,
    tags=WORDS,
    task_type=WORD,
    language=WORD,
    input_language=WORD,
    output_language=WORD,
    source=st.builds(Source, kind=WORD, name=WORD, url=WORD, retrieved=WORD),
    licence=WORD,
    method=WORD,
    parent=st.none() | st.integers(0, 3),
    pair=WORD,
    created=WORD,
    updated=WORD,
    archived=st.booleans(),
    extra=st.dictionaries(WORD, WORD, max_size=1),
)


def _filled(sql: str, bound: Row) -> Row:
    """Return the row that a statement with literals stores."""
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE TABLE record ({', '.join(COLUMNS)})")
    connection.execute(sql, bound)
    row: Row = connection.execute("SELECT * FROM record").fetchone()
    connection.close()
    return row


@given(records=st.lists(RECORDS, min_size=1, max_size=3))
def test_columns_make_the_rows_of_single_records(records: list[Record]) -> None:
    hashes = [record.content_hash for record in records]

    sql, rows = insertion(records, hashes, 7, 3, "now")

    assert [_filled(sql, row) for row in rows] == [
        row_of(record, number, 3, "now", content_hash)
        for number, (record, content_hash) in enumerate(
            zip(records, hashes, strict=True), start=7
        )
    ]


def _outbox(store: Store) -> list[int]:
    return [record for _seq, record in store.outbox.pending(0)]


@pytest.fixture(params=[1, 500], ids=["many", "few"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts as many: the triggers stand aside, or do their work."""
    monkeypatch.setattr("instrstudio.storage.inserting.MANY", request.param)


@pytest.mark.usefixtures("either_way")
def test_outbox_and_tags_are_written_for_all(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("instrstudio.storage.inserting.CHUNK", 2)
    records = [
        Record(instruction="a", tags=("x", " x", "y")),
        Record(instruction="b"),
        Record(instruction="b"),
        Record(instruction="c", tags=("y",)),
    ]
    store.records.insert(records, label="Add")

    assert _outbox(store) == [1, 2, 3]
    assert store.records.tags() == [("y", 2), ("x", 1)]
    assert list(store.records.tagged(["y"])) == [1, 3]


def _structure(store: Store) -> list[tuple[str, str]]:
    return store.database.rows(
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"
    )


def _added(store: Store) -> None:
    store.records.insert([Record(instruction="more")], label="Add")


def _refused(store: Store) -> None:
    with pytest.raises(InvalidInput):
        store.records.insert([Record(instruction="\ud83d")], label="Add")


def _refused_inside(store: Store) -> None:
    with store.atomic():
        _refused(store)


@pytest.mark.usefixtures("either_way")
@pytest.mark.parametrize("insert", [_added, _refused, _refused_inside])
def test_the_triggers_are_back_after_an_insert(
    store: Store, insert: Callable[[Store], None]
) -> None:
    before = _structure(store)
    store.records.insert([Record(instruction="a")], label="Add")
    insert(store)
    last = store.outbox.last()

    store.database.execute(
        "INSERT INTO record (id, instruction, tags, archived, created_by)"
        " VALUES (9, 'by hand', '[\"z\"]', 0, 1)"
    )

    assert store.outbox.pending(last) == [(last + 1, 9)]
    assert list(store.records.tagged(["z"])) == [9]
    assert _structure(store) == before


def test_a_read_goes_on_while_many_are_added(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("instrstudio.storage.inserting.MANY", 1)
    store.records.insert([Record(instruction=text) for text in "abc"], label="Add")
    reading = store.database.execute("SELECT id FROM record WHERE id < 4")
    first = reading.fetchone()

    store.records.insert([Record(instruction="d")], label="Add")

    assert [first, *reading] == [(1,), (2,), (3,)]


def test_ties_of_time_are_in_order_without_sorting(store: Store) -> None:
    for way in ("ASC", "DESC"):
        plan = store.database.rows(
            "EXPLAIN QUERY PLAN SELECT id FROM record WHERE archived = 0"
            f" ORDER BY updated {way}, id {way}"
        )
        assert [row[3] for row in plan] == [
            "SEARCH record USING COVERING INDEX record_by_updated (archived=?)"
        ]
