from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instrstudio.domain.errors import IndexOutdated
from instrstudio.domain.job import Cancelled, Progress, run
from instrstudio.domain.query import Query
from instrstudio.domain.record import Record
from instrstudio.search.flat.sealed import SealedFile
from instrstudio.search.index import IndexBusy, SearchIndex
from instrstudio.services import indexing, open_indexes
from instrstudio.services.workspace import Workspace


@pytest.fixture
def opened(empty_workspace: Workspace) -> Iterator[Workspace]:
    yield empty_workspace
    open_indexes.close(empty_workspace)


def insert(workspace: Workspace, *texts: str) -> list[int]:
    records = [Record(instruction=text) for text in texts]
    done = workspace.store.records.insert(records, label="x", on_duplicate="keep")
    return [found for found in done.ids if found is not None]


def found(workspace: Workspace, text: str) -> list[int]:
    with open_indexes.borrow(workspace) as index:
        answer = index.search(Query(text=text, limit=1000))
        return sorted(hit.id for hit in answer.hits)


def test_catch_up_builds_then_follows(opened: Workspace) -> None:
    one, two = insert(opened, "apple tart", "apple pie")
    assert run(indexing.catch_up(opened)) == 2
    assert found(opened, "apple") == [one, two]
    records = opened.store.records
    edited = replace(records.get(one), title="plum", instruction="plum tart")
    records.replace(edited, label="x")
    records.delete([two], label="x")
    (three,) = insert(opened, "apple juice")
    assert found(opened, "apple") == [one, two]
    assert run(indexing.catch_up(opened)) == 3
    assert found(opened, "apple") == [three]
    assert found(opened, "plum") == [one]
    assert run(indexing.catch_up(opened)) == 0


def test_archived_records_leave_and_come_back(opened: Workspace) -> None:
    (one,) = insert(opened, "apple")
    run(indexing.catch_up(opened))
    opened.store.records.archive([one], label="x")
    run(indexing.catch_up(opened))
    assert found(opened, "apple") == []
    opened.store.records.archive([one], label="x", archived=False)
    run(indexing.catch_up(opened))
    assert found(opened, "apple") == [one]


def test_progress_is_told(opened: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "CHUNK", 2)
    insert(opened, "a", "b", "c")
    events: list[Progress] = []
    assert run(indexing.rebuild(opened), events.append) == 3
    assert [(event.done, event.total) for event in events] == [(2, 3), (3, 3)]
    insert(opened, "d", "e", "f")
    events.clear()
    assert run(indexing.catch_up(opened), events.append) == 3
    assert [(event.done, event.total) for event in events] == [(2, 3), (3, 3)]


def test_cancelled_catch_up_keeps_what_it_did(
    opened: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(indexing.catch_up(opened))
    monkeypatch.setattr(indexing, "CHUNK", 2)
    ids = insert(opened, *["apple"] * 5)
    job = indexing.catch_up(opened)
    next(job)
    with pytest.raises(StopIteration) as end:
        job.throw(Cancelled())
    assert end.value.value == 2
    assert found(opened, "apple") == ids[:2]
    assert run(indexing.catch_up(opened)) == 3
    assert found(opened, "apple") == ids


def test_cancelled_rebuild_leaves_the_old_index(opened: Workspace) -> None:
    (one,) = insert(opened, "apple")
    run(indexing.catch_up(opened))
    with pytest.raises(Cancelled):
        run(indexing.rebuild(opened), stop=lambda: True)
    assert found(opened, "apple") == [one]


def test_changes_during_a_rebuild_are_in_it(
    opened: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "CHUNK", 1)
    one, two = insert(opened, "apple", "plum")
    job = indexing.rebuild(opened)
    next(job)
    opened.store.records.delete([one], label="x")
    (three,) = insert(opened, "cherry")
    for _progress in job:
        pass
    assert found(opened, "apple") == []
    assert found(opened, "plum") == [two]
    assert found(opened, "cherry") == [three]
    assert run(indexing.catch_up(opened)) == 0


def test_another_make_is_rebuilt(
    opened: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one,) = insert(opened, "apple")
    run(indexing.catch_up(opened))
    old = open_indexes.folder(opened)
    monkeypatch.setattr("instrstudio.search.schema.ANALYZER_VERSION", 999)
    open_indexes.close(opened)
    assert open_indexes.folder(opened) != old
    with pytest.raises(IndexOutdated):
        found(opened, "apple")
    assert run(indexing.catch_up(opened)) == 1
    assert found(opened, "apple") == [one]
    assert not old.exists()


def test_an_older_copy_of_the_project_is_noticed(
    opened: Workspace, project_folder: Path, tmp_path: Path
) -> None:
    (one,) = insert(opened, "apple")
    opened.store.backup(tmp_path / "copy.sqlite")
    insert(opened, "plum")
    run(indexing.catch_up(opened))
    open_indexes.close(opened)
    opened.close()
    for path in project_folder.glob("project.sqlite*"):
        path.unlink()
    (tmp_path / "copy.sqlite").rename(project_folder / "project.sqlite")
    with Workspace.open(project_folder) as again:
        with pytest.raises(IndexOutdated):
            found(again, "apple")
        run(indexing.catch_up(again))
        assert found(again, "apple") == [one]
        assert found(again, "plum") == []
        open_indexes.close(again)


def test_an_older_copy_that_has_grown_since_is_noticed(
    opened: Workspace, project_folder: Path, tmp_path: Path
) -> None:
    (one,) = insert(opened, "apple")
    opened.store.backup(tmp_path / "copy.sqlite")
    insert(opened, "plum")
    run(indexing.catch_up(opened))
    open_indexes.close(opened)
    opened.close()
    for path in project_folder.glob("project.sqlite*"):
        path.unlink()
    (tmp_path / "copy.sqlite").rename(project_folder / "project.sqlite")
    with Workspace.open(project_folder) as again:
        two, three = insert(again, "cherry", "apple pie")  # more than was indexed
        with pytest.raises(IndexOutdated):
            found(again, "apple")
        run(indexing.catch_up(again))
        assert found(again, "apple") == [one, three]
        assert found(again, "cherry") == [two]
        assert found(again, "plum") == []
        open_indexes.close(again)


def test_a_project_put_back_during_a_rebuild_is_noticed(
    opened: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "CHUNK", 1)
    insert(opened, "apple")
    copy = run(opened.store.backups.making("own")).path
    insert(opened, "plum")
    job = indexing.rebuild(opened)
    next(job)
    run(opened.store.backups.restoring(copy))
    with pytest.raises(IndexOutdated):
        run(job)
    run(indexing.catch_up(opened))
    assert found(opened, "plum") == []


def test_pruning_forgets_only_what_is_indexed(
    opened: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_WORTH_PRUNING", 3)
    insert(opened, "a", "b", "c")
    run(indexing.catch_up(opened))
    assert opened.store.outbox.pending(0) == []
    (four,) = insert(opened, "apple")
    run(indexing.catch_up(opened))
    assert len(opened.store.outbox.pending(0)) == 1
    assert found(opened, "apple") == [four]


def test_an_index_that_missed_pruned_changes_is_outdated(
    opened: Workspace,
) -> None:
    run(indexing.catch_up(opened))
    insert(opened, "apple", "plum")
    opened.store.settings.put(open_indexes.PRUNED, 1)
    with pytest.raises(IndexOutdated):
        found(opened, "apple")


def test_keep_up_leaves_many_changes(
    opened: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(indexing.catch_up(opened))
    monkeypatch.setattr(indexing, "FEW_CHANGES", 2)
    insert(opened, "apple", "apple")
    indexing.keep_up(opened)
    assert len(found(opened, "apple")) == 2
    insert(opened, "plum", "plum", "plum")
    indexing.keep_up(opened)
    assert found(opened, "plum") == []


def test_keep_up_gives_way_to_another_writer(opened: Workspace) -> None:
    run(indexing.catch_up(opened))
    insert(opened, "apple")
    writer = SearchIndex.open(
        open_indexes.folder(opened), open_indexes.identity(opened)
    )
    with writer.writing():
        indexing.keep_up(opened)
        assert found(opened, "apple") == []
        with pytest.raises(IndexBusy):
            run(indexing.rebuild(opened, wait=0))
    writer.close()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["insert", "edit", "delete", "archive", "index"]),
        st.integers(0, 5),
        st.sampled_from(["apple pie", "plum pie", "苹果派", "gpt-4"]),
    ),
    max_size=15,
)


def _insert(workspace: Workspace, _chosen: int, text: str) -> None:
    insert(workspace, text)


def _edit(workspace: Workspace, chosen: int, text: str) -> None:
    record = workspace.store.records.get(chosen)
    workspace.store.records.replace(replace(record, instruction=text), label="x")


def _delete(workspace: Workspace, chosen: int, _text: str) -> None:
    workspace.store.records.delete([chosen], label="x")


def _archive(workspace: Workspace, chosen: int, _text: str) -> None:
    workspace.store.records.archive([chosen], label="x")


def _index(workspace: Workspace, _chosen: int, _text: str) -> None:
    run(indexing.catch_up(workspace))


CHANGES: dict[str, Callable[[Workspace, int, str], None]] = {
    "insert": _insert,
    "edit": _edit,
    "delete": _delete,
    "archive": _archive,
    "index": _index,
}


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_following_equals_rebuilding(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[str, int, str]],
) -> None:
    with Workspace.open(tmp_path_factory.mktemp("p") / "project") as workspace:
        for name, number, text in steps:
            ids = workspace.store.records.ids(order="id", archived=None)
            if ids or name in {"insert", "index"}:
                chosen = ids[number % len(ids)] if ids else 0
                CHANGES[name](workspace, chosen, text)
        run(indexing.catch_up(workspace))
        queries = ("apple", "plum", "pie", "苹果", "果", "gpt 4", '"gpt 4"')
        followed = [found(workspace, query) for query in queries]
        run(indexing.rebuild(workspace))
        assert [found(workspace, query) for query in queries] == followed
        open_indexes.close(workspace)


def _damage(workspace: Workspace) -> None:
    """Flip a byte of the postings that no search has read yet."""
    (path,) = open_indexes.folder(workspace).rglob("*.flat")
    place = SealedFile(path).arrays["text.pos"].whole().tobytes()
    content = bytearray(path.read_bytes())
    content[content.index(place)] ^= 1
    path.write_bytes(content)


def test_a_damaged_index_is_found_by_the_check_and_built_anew(
    opened: Workspace,
) -> None:
    assert run(indexing.check(opened)) is False  # there is none yet
    (one,) = insert(opened, "apple pie")
    run(indexing.catch_up(opened))
    assert run(indexing.check(opened)) is False
    open_indexes.close(opened)
    _damage(opened)
    assert run(indexing.check(opened)) is True
    assert found(opened, '"apple pie"') == [one]
    assert run(indexing.check(opened)) is False


def test_an_index_without_its_table_is_damaged_too(opened: Workspace) -> None:
    (one,) = insert(opened, "apple")
    run(indexing.catch_up(opened))
    open_indexes.close(opened)
    for table in open_indexes.folder(opened).rglob("*.toc"):
        table.write_bytes(b"")
    assert run(indexing.check(opened)) is True
    assert found(opened, "apple") == [one]


def test_a_rating_reaches_the_index(opened: Workspace) -> None:
    one, two = insert(opened, "apple", "apple")
    insert(opened, "plum")
    run(indexing.catch_up(opened))
    content = opened.store.records.get(one).content_hash
    opened.store.ratings.put(content, "ann", "overall", 4)
    assert run(indexing.catch_up(opened)) == 2
    assert found(opened, "rating:4") == [one, two]
    run(indexing.rebuild(opened))
    assert found(opened, "rating:4 apple") == [one, two]
