"""Undo, redo and versions, over restarts, against a model."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.job import run
from instrstudio.domain.record import Record
from instrstudio.domain.template import Template
from instrstudio.domain.wording import message
from instrstudio.storage.store import Store, open_store

TEMPLATE = Template(
    id="mine", name="Mine", task_type="other", language="en", pattern="Do {{ it }}."
)


def _add(store: Store, *texts: str) -> tuple[int, ...]:
    records = [Record(instruction=text) for text in texts]
    return store.records.insert(records, label="Add").added


def test_nothing_to_take_back(store: Store) -> None:
    assert store.history.undo() is None
    assert store.history.redo() is None
    assert store.history.undo_label() is None
    assert store.history.redo_label() is None


def test_an_insert_is_taken_back_and_done_again(store: Store) -> None:
    _add(store, "a", "b\x00c")
    before = list(store.records.iterate())

    undone = store.history.undo()
    assert undone is not None
    assert set(undone.records) == {1, 2}
    assert store.records.count() == 0

    redone = store.history.redo()
    assert redone is not None
    assert set(redone.records) == {1, 2}
    assert list(store.records.iterate()) == before


def test_the_label_keeps_its_values(store: Store) -> None:
    label = message("Import {count} rows from {file}", count=3, file="a {b}.jsonl")
    store.records.insert([Record(instruction="a")], label=label)

    assert store.history.undo_label() == label
    store.history.undo()
    assert store.history.undo_label() is None
    assert store.history.redo_label() == label


def test_a_new_operation_clears_what_could_be_redone(store: Store) -> None:
    _add(store, "a")
    store.history.undo()
    _add(store, "b")
    assert store.history.redo() is None
    assert [r.instruction for r in store.records.iterate()] == ["b"]


def test_both_ways_survive_a_restart(project_folder: Path) -> None:
    store = open_store(project_folder)
    _add(store, "a")
    store.records.archive([1], label="Archive")
    store.history.undo()
    store.close()

    again = open_store(project_folder)
    assert str(again.history.redo_label()) == "Archive"
    assert again.history.redo() is not None
    assert again.records.get(1).archived
    again.history.undo()
    again.history.undo()
    assert again.records.count(archived=None) == 0
    again.close()


def test_many_changes_are_not_listed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("instrstudio.storage.history.LISTED", 2)
    _add(store, "a", "b", "c")
    changes = store.history.undo()
    assert changes is not None
    assert changes.many
    assert changes.records == ()


def test_records_and_templates_share_one_history(store: Store) -> None:
    _add(store, "a")
    store.templates.save(TEMPLATE, label="Save template")
    undone = store.history.undo()
    assert undone is not None
    assert (undone.records, undone.templates) == ((), ("mine",))
    assert store.templates.all() == []
    assert store.records.count() == 1


def test_versions_tell_the_life_of_a_record(store: Store) -> None:
    _add(store, "first")
    store.records.replace(Record(id=1, instruction="second"), label="Edit")
    store.records.delete([1], label="Delete")
    store.history.undo()

    found = store.history.versions("record", 1)

    texts = [None if v.body is None else v.body["instruction"] for v in found]
    assert texts == ["first", "second", None, "second"]
    assert [v.label for v in found] == ["Add", "Edit", "Delete", "Delete"]
    assert [v.operation for v in found] == [1, 2, 3, 4]
    assert all(v.at.endswith("Z") for v in found)


def test_versions_of_a_template(store: Store) -> None:
    store.templates.save(TEMPLATE, label="New")
    store.templates.save(replace(TEMPLATE, pattern="Make it."), label="Change")
    found = store.history.versions("template", "mine")
    patterns = [v.body and v.body["pattern"] for v in found]
    assert patterns == ["Do {{ it }}.", "Make it."]


def test_versions_of_what_never_was(store: Store) -> None:
    with pytest.raises(NotFound, match="no record 5"):
        store.history.versions("record", 5)
    with pytest.raises(InvalidInput, match="has no history"):
        store.history.versions("run", 5)


State = dict[int, tuple[str, tuple[str, ...], bool]]


class LibraryMachine(RuleBasedStateMachine):
    """The library against a dictionary and two lists of its earlier states."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = open_store(self.folder)
        self.state: State = {}
        self.past: list[State] = []
        self.future: list[State] = []

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    def _did(self, state: State) -> None:
        if state != self.state:
            self.past.append(self.state)
            self.future.clear()
            self.state = state

    @rule(texts=st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=4))
    def insert(self, texts: list[str]) -> None:
        records = [Record(instruction=text, tags=("new",)) for text in texts]
        inserted = self.store.records.insert(records, label="Add")
        state = dict(self.state)
        known = {text for text, _tags, _archived in state.values()}
        for text, found in zip(texts, inserted.ids, strict=True):
            assert (found is None) == (text in known)
            known.add(text)
            if found is not None:
                assert found not in self.state
                state[found] = (text, ("new",), False)
        self._did(state)

    @rule(pick=st.integers(0, 9), text=st.sampled_from("abcdefgh"))
    def edit(self, pick: int, text: str) -> None:
        if not self.state:
            return
        found = sorted(self.state)[pick % len(self.state)]
        old = self.store.records.get(found)
        self.store.records.replace(
            replace(old, instruction=text, title=""), label="Edit"
        )
        _text, tags, archived = self.state[found]
        self._did(self.state | {found: (text, tags, archived)})

    @rule(
        ids=st.sets(st.integers(1, 6)),
        add=st.sampled_from("xyz"),
        remove=st.sampled_from(["x", "y", "new"]),
    )
    def retag(self, ids: set[int], add: str, remove: str) -> None:
        self.store.records.retag(ids, add=[add], remove=[remove], label="Tag")
        state = dict(self.state)
        for found in ids & set(state):
            text, tags, archived = state[found]
            kept = (*(tag for tag in tags if tag != remove), add)
            state[found] = (text, tuple(dict.fromkeys(kept)), archived)
        self._did(state)

    @rule(ids=st.sets(st.integers(1, 6)), archived=st.booleans())
    def archive(self, ids: set[int], archived: bool) -> None:
        self.store.records.archive(ids, label="Archive", archived=archived)
        changed = {i: (*self.state[i][:2], archived) for i in ids & set(self.state)}
        self._did(self.state | changed)

    @rule(ids=st.sets(st.integers(1, 6)))
    def delete(self, ids: set[int]) -> None:
        self.store.records.delete(ids, label="Delete")
        self._did({i: value for i, value in self.state.items() if i not in ids})

    @rule()
    def undo(self) -> None:
        changes = self.store.history.undo()
        assert (changes is None) == (not self.past)
        if self.past:
            self.future.append(self.state)
            self.state = self.past.pop()

    @rule()
    def redo(self) -> None:
        changes = self.store.history.redo()
        assert (changes is None) == (not self.future)
        if self.future:
            self.past.append(self.state)
            self.state = self.future.pop()

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = open_store(self.folder)

    @invariant()
    def same_records(self) -> None:
        found = {
            record.id: (record.instruction, record.tags, record.archived)
            for record in self.store.records.iterate()
        }
        assert found == self.state

    @invariant()
    def same_tags_and_counts(self) -> None:
        shown = [tags for _text, tags, archived in self.state.values() if not archived]
        assert self.store.records.count() == len(shown)
        names = {tag for tags in shown for tag in tags}
        counts = {name: sum(name in tags for tags in shown) for name in names}
        assert dict(self.store.records.tags()) == counts

    @invariant()
    def labels_say_what_is_possible(self) -> None:
        assert (self.store.history.undo_label() is not None) == bool(self.past)
        assert (self.store.history.redo_label() is not None) == bool(self.future)


TestLibraryMachine = LibraryMachine.TestCase
TestLibraryMachine.settings = settings(
    max_examples=60,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def test_a_mark_is_of_this_past_only(store: Store, tmp_path: Path) -> None:
    assert store.history.holds(store.history.mark())
    store.records.insert([Record(instruction="one")], label="x")
    first = store.history.mark()
    copy = run(store.backups.making("own")).path
    store.records.insert([Record(instruction="two")], label="x")
    second = store.history.mark()
    assert store.history.holds(first)
    assert store.history.holds(second)
    run(store.backups.restoring(copy))
    assert store.history.holds(first)
    assert not store.history.holds(second)
    store.history.begin("x", "another second", at="2000-01-01")
    assert not store.history.holds(second)
