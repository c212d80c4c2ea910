"""Writing and reading records."""

from array import array

import pytest

from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.storage.store import Store

FULL = Record(
    instruction="把下面的文本翻译成英文。\x00 not the end 😀",
    task_description="翻译",
    examples=(Example(input='a "quoted"\n', output="\\b"), Example(output="c")),
    system="You are a translator.",
    history=(("hello", "你好"),),
    constraints=("at most 20 words",),
    title="Translate",
    tags=("zh→en", "short"),
    task_type="translation",
    language="zh",
    input_language="zh",
    output_language="en",
    source=Source(kind="import", name="x.jsonl", url="https://x", retrieved="2026"),
    licence="CC-BY-4.0",
    method="template",
    parent=3,
    pair="p1",
    created="2020-01-01T00:00:00Z",
    updated="2021-01-01T00:00:00Z",
    archived=True,
    extra={"score": 0.5, "nested": {"a": [1, None]}},
)


def _add(store: Store, *texts: str, **fields: str) -> tuple[int, ...]:
    records = [Record(instruction=text, task_type="", **fields) for text in texts]  # type: ignore[arg-type]  # all of `fields` are texts
    return store.records.insert(records, label="Add").added


def test_a_record_comes_back_as_it_was(store: Store) -> None:
    (found,) = store.records.insert([FULL], label="Add").added
    stored = store.records.get(found)

    assert stored == FULL.__class__(
        **{name: getattr(FULL, name) for name in Record.__dataclass_fields__}
        | {"id": found}
    )


def test_what_is_missing_is_filled_in(store: Store) -> None:
    english, chinese = _add(store, "Sum up the text. Be brief.", "总结文本。要简短。")

    first, second = store.records.get(english), store.records.get(chinese)

    assert (first.title, first.language) == ("Sum up the text", "en")
    assert (second.title, second.language) == ("总结文本", "zh")
    assert first.created == first.updated != ""
    assert first.created.endswith("Z")


def test_duplicates_are_skipped_and_reported(store: Store) -> None:
    records = [Record(instruction=text) for text in ("a", "b", "a")]
    first = store.records.insert(records, label="Add")
    second = store.records.insert(records, label="Add")

    assert first.ids == (1, 2, None)
    assert (first.added, first.duplicates) == ((1, 2), 1)
    assert second.ids == (None, None, None)
    assert second.operation == 0
    assert store.history.last() == first.operation


def test_duplicates_are_kept_on_demand(store: Store) -> None:
    records = [Record(instruction="a"), Record(instruction="a")]
    kept = store.records.insert(records, label="Add", on_duplicate="keep")
    assert kept.ids == (1, 2)


def test_duplicates_are_found_over_chunks(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("instrstudio.storage.inserting.CHUNK", 2)
    records = [Record(instruction=text) for text in ("a", "b", "c", "a", "d")]
    assert store.records.insert(records, label="Add").ids == (1, 2, 3, None, 4)


def test_calls_of_one_operation_are_undone_together(store: Store) -> None:
    operation = store.records.insert(
        [Record(instruction="a")], label="Import"
    ).operation
    more = store.records.insert(
        [Record(instruction="b")], label="Import", operation=operation
    )

    assert more.operation == operation
    store.history.undo()
    assert store.records.count() == 0


def test_an_undone_operation_is_not_gone_on_with(store: Store) -> None:
    operation = store.records.insert(
        [Record(instruction="a")], label="Import"
    ).operation
    store.history.undo()
    more = store.records.insert(
        [Record(instruction="b")], label="Import", operation=operation
    )

    assert more.operation != operation
    assert [r.instruction for r in store.records.iterate()] == ["b"]
    store.history.undo()
    assert store.records.count() == 0


def test_what_is_not_undoable_stays(store: Store) -> None:
    records = [Record(instruction="starter")]
    store.records.insert(records, label="Starter library", undoable=False)

    assert store.history.undo_label() is None
    assert store.history.undo() is None
    assert store.records.count() == 1


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (Record(instruction="half \ud83d of it"), "instruction"),
        (Record(instruction="x", examples=(Example(input="\udc00"),)), "examples"),
        (Record(instruction="x", tags=("\udc00",)), "tags"),
    ],
)
def test_half_a_character_is_refused_with_its_field(
    store: Store, record: Record, field: str
) -> None:
    with pytest.raises(InvalidInput, match=f"The field “{field}”"):
        store.records.insert([Record(instruction="good"), record], label="Add")

    assert store.records.count() == 0
    assert store.history.last() == 0


def test_an_edit_keeps_the_time_of_creation(store: Store) -> None:
    (found,) = store.records.insert([FULL], label="Add").added

    stored = store.records.replace(
        Record(id=found, instruction="New words", tags=("new", " new ", "")),
        label="Edit",
    )

    assert stored == store.records.get(found)
    assert stored.created == FULL.created
    assert stored.updated > FULL.updated
    assert (stored.title, stored.tags) == ("New words", ("new",))
    assert store.records.tags() == [("new", 1)]
    assert stored.content_hash in store.records.hashes_known([stored.content_hash])


def test_an_edit_without_difference_is_no_operation(store: Store) -> None:
    (found,) = _add(store, "same")
    before = store.history.last()
    store.records.replace(store.records.get(found), label="Edit")
    assert store.history.last() == before


def test_what_is_not_there_cannot_be_had(store: Store) -> None:
    assert store.records.find(7) is None
    with pytest.raises(NotFound, match="no record 7"):
        store.records.get(7)
    with pytest.raises(NotFound, match="no record 7"):
        store.records.replace(Record(id=7, instruction="x"), label="Edit")
    with pytest.raises(NotFound, match="no record 0"):
        store.records.replace(Record(instruction="x"), label="Edit")


def test_ids_of_deleted_records_are_not_given_again(store: Store) -> None:
    _add(store, "a", "b")
    store.records.delete([2], label="Delete")
    assert _add(store, "c") == (3,)


def test_archiving_tells_which_changed(store: Store) -> None:
    _add(store, "a", "b")
    assert store.records.archive([1, 99], label="Archive") == (1,)
    assert store.records.archive([1], label="Archive") == ()
    assert store.records.count() == 1
    assert store.records.count(archived=True) == 1
    assert store.records.count(archived=None) == 2
    assert store.records.archive([1], label="Back", archived=False) == (1,)
    assert store.records.count() == 2


def test_tags_are_added_and_removed(store: Store) -> None:
    _add(store, "a", "b")
    assert store.records.retag([1, 2], add=["x", "y"], label="Tag") == (1, 2)
    assert store.records.retag([1, 2], add=["x"], label="Tag") == ()
    assert store.records.retag([2], add=["z"], remove=["x"], label="Tag") == (2,)

    assert store.records.get(2).tags == ("y", "z")
    assert store.records.tags() == [("y", 2), ("x", 1), ("z", 1)]
    assert list(store.records.ids(tag="x")) == [1]
    store.records.archive([1], label="Archive")
    assert store.records.tags() == [("y", 1), ("z", 1)]


def test_a_page_has_the_order_asked_for(store: Store) -> None:
    _add(store, "a", "b", "c")
    page = store.records.page([3, 1, 99, 2])
    assert [record.instruction for record in page] == ["c", "a", "b"]
    assert store.records.page([]) == []


def test_ids_come_ordered_and_filtered(store: Store) -> None:
    records = [
        Record(instruction="b", task_type="other", created="2020"),
        Record(instruction="A", task_type="other", created="2022"),
        Record(instruction="中", task_type="dialogue", created="2021"),
    ]
    store.records.insert(records, label="Add")

    assert store.records.ids("created") == array("q", [2, 3, 1])
    assert store.records.ids("title", descending=False) == array("q", [2, 1, 3])
    assert store.records.ids("id") == array("q", [3, 2, 1])
    assert store.records.ids("updated") == array("q", [3, 2, 1])
    assert list(store.records.ids(task_type="other", language="en")) == [2, 1]
    assert list(store.records.ids(language="zh")) == [3]
    assert list(store.records.ids(source="import")) == []
    assert store.records.count(task_type="other") == 2
    assert store.records.task_type_counts() == {"dialogue": 1, "other": 2}
    with pytest.raises(InvalidInput, match="ordered by “colour”"):
        store.records.ids("colour")


def test_iterating_reads_page_by_page(store: Store) -> None:
    _add(store, *"abcdefg")
    everything = [r.instruction for r in store.records.iterate(chunk=3)]
    some = [r.id for r in store.records.iterate([7, 2, 5], chunk=2)]
    assert everything == list("abcdefg")
    assert some == [7, 2, 5]


def test_writing_while_iterating_is_safe(store: Store) -> None:
    _add(store, *"abc")
    for record in store.records.iterate(chunk=1):
        store.records.archive([record.id or 0], label="Archive")
    assert store.records.count() == 0
