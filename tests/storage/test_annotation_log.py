"""What annotators say of rows."""

import sqlite3

import pytest

from instrstudio.domain.annotation import Annotation, AnnotationProgress, AnnotationSet
from instrstudio.domain.errors import StorageError
from instrstudio.domain.task import Task
from instrstudio.storage.store import Store


@pytest.fixture
def rows(store: Store) -> Store:
    """A set “s” of four rows."""
    store.annotations.add(AnnotationSet(name="s"))
    store.annotations.append("s", [(Task(description=c), None) for c in "abcd"], 0)
    return store


def say(
    store: Store,
    place: int,
    who: str,
    verdict: str = "accept",
    text: str = "Do it.",
    *,
    is_final: bool = False,
) -> Annotation:
    said = Annotation(
        place=place,
        annotator=who,
        verdict=verdict,
        text=text,
        proposed="Do it.",
        method="template",
        is_final=is_final,
    )
    return store.annotation_log.say("s", said)


def test_the_last_word_counts_and_is_taken_back(rows: Store) -> None:
    say(rows, 0, "ann")
    say(rows, 1, "ann")
    changed = say(rows, 0, "ann", "edit", "Do that.")
    assert changed.at
    (current,) = rows.annotation_log.of("s", 0)
    assert (current.verdict, current.text, current.method) == (
        "edit",
        "Do that.",
        "template",
    )
    assert rows.annotation_log.take_back("s", "ann") == changed
    (before,) = rows.annotation_log.of("s", 0)
    assert (before.verdict, before.text) == ("accept", "Do it.")
    places = [rows.annotation_log.take_back("s", "ann") for _ in range(3)]
    assert [found and found.place for found in places] == [1, 0, None]
    assert rows.annotation_log.of("s", 0) == []


def test_nobody_takes_back_what_others_said(rows: Store) -> None:
    say(rows, 0, "ann")
    say(rows, 0, "bob", "reject", "")
    assert rows.annotation_log.take_back("s", "ann") is not None
    (left,) = rows.annotation_log.of("s", 0)
    assert (left.annotator, left.verdict, left.text) == ("bob", "reject", "")
    assert rows.annotation_log.annotators("s") == ["bob"]


def test_a_row_has_one_final_word_whoever_says_it(rows: Store) -> None:
    say(rows, 0, "ann")
    say(rows, 0, "ann", "edit", "A", is_final=True)
    say(rows, 0, "bob", "edit", "B", is_final=True)
    said = [(a.annotator, a.text, a.is_final) for a in rows.annotation_log.of("s", 0)]
    assert said == [("ann", "Do it.", False), ("bob", "B", True)]
    rows.annotation_log.take_back("s", "bob")
    assert rows.annotation_log.of("s", 0)[-1].text == "A"


def test_a_verdict_on_no_row_is_refused(rows: Store) -> None:
    with pytest.raises((StorageError, sqlite3.IntegrityError)):
        say(rows, 9, "ann")
    assert rows.annotation_log.annotators("s") == []


def test_the_next_rows_go_round(rows: Store) -> None:
    def following(who: str, wanted: int, after: int = -1, limit: int = 9) -> list[int]:
        return rows.annotation_log.open_places("s", who, wanted, after, limit)

    assert following("ann", 1) == [0, 1, 2, 3]
    assert following("ann", 1, after=1) == [2, 3, 0, 1]
    assert following("ann", 1, after=1, limit=3) == [2, 3, 0]
    say(rows, 2, "ann")
    assert following("ann", 1, after=1) == [3, 0, 1]
    assert following("bob", 1) == [0, 1, 3]
    assert following("bob", 2) == [0, 1, 2, 3]
    say(rows, 0, "ann", "skip")
    assert following("ann", 1) == [1, 3]
    assert following("bob", 1) == [0, 1, 3]
    say(rows, 3, "ann", "edit", "X", is_final=True)
    assert following("bob", 2) == [0, 1, 2]
    assert following("ann", 1, after=99) == [1]


def test_skipped_rows_are_found_again(rows: Store) -> None:
    say(rows, 3, "ann", "skip")
    say(rows, 1, "ann", "skip")
    say(rows, 1, "ann")
    say(rows, 0, "bob", "skip")
    assert rows.annotation_log.skipped_places("s", "ann") == [3]


def test_progress_counts_rows(rows: Store) -> None:
    assert rows.annotation_log.progress("s", "ann", 2) == AnnotationProgress(
        total=4, open_to_me=4
    )
    say(rows, 0, "ann")
    say(rows, 0, "bob", text="do it")
    say(rows, 1, "ann")
    say(rows, 1, "bob", "reject", "")
    say(rows, 2, "ann", "skip")
    say(rows, 3, "bob")
    found = rows.annotation_log.progress("s", "ann", 2)
    assert found == AnnotationProgress(
        total=4, settled=1, disputed=1, mine=3, skipped=1, open_to_me=1
    )
    assert rows.annotation_log.disputed_places("s") == [1]
    say(rows, 1, "cat", "edit", "Do.", is_final=True)
    found = rows.annotation_log.progress("s", "cat", 2)
    assert (found.settled, found.disputed, found.mine) == (2, 0, 0)
    assert found.open_to_me == 2
    assert rows.annotation_log.disputed_places("s") == []


def test_all_rows_are_read_in_order(
    rows: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("instrstudio.storage.annotation_log._PAGE", 2)
    for place in (3, 0, 2):
        say(rows, place, "ann")
    say(rows, 2, "bob")
    found = [
        (place, [a.annotator for a in said])
        for place, said in rows.annotation_log.by_row("s")
    ]
    assert found == [(0, ["ann"]), (2, ["ann", "bob"]), (3, ["ann"])]
