"""Counts are kept until a record changes, by whomever."""

from pathlib import Path

import pytest

from instrstudio.domain.record import Record
from instrstudio.storage.store import Store, open_store


def add(store: Store, *texts: str) -> tuple[int, ...]:
    records = [Record(instruction=text, task_type="other") for text in texts]
    return store.records.insert(records, label="Add").added


def counted(store: Store) -> list[str]:
    """Return the counting statements that asking for all counts runs."""
    ran: list[str] = []
    connection = store.database.connection.conn
    connection.set_trace_callback(ran.append)
    try:
        store.records.count()
        store.records.count(archived=True)
        store.records.task_type_counts()
        store.records.tags()
    finally:
        connection.set_trace_callback(None)
    return [sql for sql in ran if "count(" in sql]


def test_nothing_is_counted_twice(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add(store, "One.", "Two.")
    assert len(counted(store)) == 4
    assert counted(store) == []


def test_every_change_counts_anew(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    records = store.records
    first, second = add(store, "One.", "Two.")
    assert records.count() == 2
    records.archive([first], label="Archive")
    assert [records.count(), records.count(archived=True)] == [1, 1]
    assert records.task_type_counts() == {"other": 1}
    records.retag([second], label="Tag", add=["a"])
    assert records.tags() == [("a", 1)]
    records.delete([second], label="Delete")
    assert [records.count(), records.tags()] == [0, []]
    store.history.undo()
    assert [records.count(), records.tags()] == [1, [("a", 1)]]
    store.outbox.prune(store.outbox.last())
    add(store, "Three.")
    assert records.count() == 2


def test_a_change_through_another_connection_counts(tmp_path: Path) -> None:
    store, other = open_store(tmp_path), open_store(tmp_path)
    add(store, "One.")
    assert store.records.count() == 1
    add(other, "Two.")
    assert store.records.count() == 2


def test_what_a_transaction_takes_back_is_not_kept(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add(store, "One.")

    def failing() -> None:
        with store.atomic():
            add(store, "Two.", "Three.")
            assert store.records.count() == 3
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    add(store, "Four.")
    assert store.records.count() == 2


def test_who_changes_an_answer_changes_no_other(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add(store, "One.")
    store.records.task_type_counts().clear()
    store.records.tags().append(("x", 1))
    assert store.records.task_type_counts() == {"other": 1}
    assert store.records.tags() == []
