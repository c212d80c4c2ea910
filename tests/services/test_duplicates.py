"""Near-duplicates at entry and in bulk, and two records made one."""

import pytest

from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.job import Cancelled, run
from instrstudio.domain.record import Record
from instrstudio.domain.task import Example
from instrstudio.services import duplicates, library, versions
from instrstudio.services.workspace import Workspace

LONG = "Summarise the following news article in three short sentences for a busy reader"
CHINESE = "请把下面这篇新闻文章概括成三句简短的话，供忙碌的读者快速了解。"


def _fill(workspace: Workspace, *records: Record) -> list[int]:
    found = workspace.store.records.insert(records, label="Add", on_duplicate="keep")
    return list(found.added)


def test_the_most_alike_record_is_named_at_entry(empty_workspace: Workspace) -> None:
    _fill(
        empty_workspace,
        Record(instruction="Draw a cat"),
        Record(instruction=LONG + "."),
        Record(instruction=CHINESE),
    )
    match = duplicates.like(empty_workspace, Record(instruction=LONG + " today"))
    assert match is not None
    assert match.record.id == 2
    assert 0.9 < match.similarity < 1
    match = duplicates.like(
        empty_workspace, Record(instruction=CHINESE.replace("三句", "两句"))
    )
    assert match is not None
    assert match.record.id == 3


def test_what_is_not_alike_is_not_named(empty_workspace: Workspace) -> None:
    _fill(empty_workspace, Record(instruction=LONG))
    assert duplicates.like(empty_workspace, Record(instruction="Draw a dog")) is None
    assert duplicates.like(empty_workspace, Record(instruction=" ")) is None
    known = empty_workspace.store.records.get(1)
    assert duplicates.like(empty_workspace, known) is None  # itself


def test_samples_count_at_entry_where_both_have_some(
    empty_workspace: Workspace,
) -> None:
    sample = Example(input="one two three", output="four")
    _fill(empty_workspace, Record(instruction=LONG, examples=(sample,)))
    bare = duplicates.like(empty_workspace, Record(instruction=LONG))
    assert bare is not None
    assert bare.similarity == 1
    other = Example(input="quite another thing", output="else")
    new = Record(instruction=LONG, examples=(other,))
    assert duplicates.like(empty_workspace, new) is None


def test_groups_hang_together_and_say_how_alike(empty_workspace: Workspace) -> None:
    a = Example(input="the first input of all", output="x")
    _fill(
        empty_workspace,
        Record(instruction=LONG),
        Record(instruction="Draw a cat"),
        Record(instruction=LONG.upper() + "!"),
        Record(instruction=CHINESE),
        Record(instruction=LONG + " today"),
        Record(instruction=CHINESE.replace("。", "！")),
        Record(instruction=LONG, examples=(a,)),
    )
    first, second = run(duplicates.find(empty_workspace))
    assert first.ids == (1, 3, 5)
    assert 0.8 <= first.likeness < 1
    assert (second.ids, second.likeness) == ((4, 6), 1.0)


def test_archived_records_and_forks_are_no_duplicates(
    empty_workspace: Workspace,
) -> None:
    _fill(empty_workspace, Record(instruction=LONG), Record(instruction=LONG + "!"))
    assert len(run(duplicates.find(empty_workspace))) == 1
    library.archive(empty_workspace, [2])
    assert run(duplicates.find(empty_workspace)) == ()
    versions.fork(empty_workspace, 1)
    assert run(duplicates.find(empty_workspace)) == ()


def test_only_those_asked_for_are_compared(empty_workspace: Workspace) -> None:
    _fill(empty_workspace, *(Record(instruction=LONG + "!" * n) for n in range(4)))
    (group,) = run(duplicates.find(empty_workspace, ids=[1, 4]))
    assert group.ids == (1, 4)


@pytest.mark.parametrize("threshold", [0.2, 1.1])
def test_a_threshold_out_of_reach_is_refused(
    empty_workspace: Workspace, threshold: float
) -> None:
    with pytest.raises(InvalidInput, match="between"):
        run(duplicates.find(empty_workspace, threshold))


def test_two_records_become_one_in_one_step(empty_workspace: Workspace) -> None:
    store = empty_workspace.store
    _fill(
        empty_workspace,
        Record(instruction="Sum it up", tags=("a",), licence="MIT"),
        Record(instruction="Sum it up now", tags=("b", "a"), task_type="other"),
    )
    before = list(store.records.iterate())

    merged, changes = duplicates.merge(empty_workspace, 1, 2, ("instruction",))

    assert (merged.instruction, merged.title) == ("Sum it up now", "Sum it up now")
    assert (merged.tags, merged.licence, merged.task_type) == (("a", "b"), "MIT", "")
    assert changes.records == (1, 2)
    assert store.records.get(2).archived
    library.undo(empty_workspace)
    assert list(store.records.iterate()) == before


def test_what_refers_to_a_merged_record_still_finds_it(
    empty_workspace: Workspace,
) -> None:
    _fill(
        empty_workspace,
        Record(instruction="Sum it up"),
        Record(instruction="Sum it up!"),
        Record(instruction="child", parent=2),
    )
    duplicates.merge(empty_workspace, 1, 2)
    (ancestor,) = versions.lineage(empty_workspace, 3).ancestors
    assert (ancestor.id, ancestor.archived, ancestor.gone) == (2, True, False)
    assert empty_workspace.store.records.page([2])


def test_wrong_merges_are_refused(empty_workspace: Workspace) -> None:
    _fill(empty_workspace, Record(instruction="a"), Record(instruction="b"))
    with pytest.raises(InvalidInput, match="itself"):
        duplicates.merge(empty_workspace, 1, 1)
    with pytest.raises(InvalidInput, match="“id” cannot be chosen"):
        duplicates.merge(empty_workspace, 1, 2, ("id",))
    with pytest.raises(NotFound):
        duplicates.merge(empty_workspace, 1, 9)


def _group(workspace: Workspace) -> None:
    _fill(
        workspace,
        Record(instruction="Sum it up", tags=("a",), licence="MIT"),
        Record(instruction="Sum it up!", tags=("b",), task_type="other"),
        Record(instruction="Sum it up now", title="Now", tags=("a", "c")),
        Record(instruction="child", parent=3),
    )


def test_a_group_becomes_one_in_one_step(empty_workspace: Workspace) -> None:
    store = empty_workspace.store
    _group(empty_workspace)
    before = list(store.records.iterate())
    chosen = {"instruction": 3, "task_type": 2}

    merged, changes = run(duplicates.merge_group(empty_workspace, 1, [2, 3], chosen))

    assert (merged.instruction, merged.title) == ("Sum it up now", "Now")
    assert (merged.task_type, merged.licence) == ("other", "MIT")
    assert merged.tags == ("a", "b", "c")
    assert changes.records == (1, 2, 3)
    assert str(changes.label) == "Merge 2 records into #1"
    assert [r.archived for r in store.records.page([1, 2, 3])] == [False, True, True]
    (ancestor,) = versions.lineage(empty_workspace, 4).ancestors
    assert (ancestor.id, ancestor.gone) == (3, False)
    library.undo(empty_workspace)
    assert list(store.records.iterate()) == before


def test_a_cancelled_merge_of_a_group_changes_nothing(
    empty_workspace: Workspace,
) -> None:
    _group(empty_workspace)
    before = list(empty_workspace.store.records.iterate())
    job = duplicates.merge_group(empty_workspace, 1, [2, 3])
    next(job)
    with pytest.raises(Cancelled):
        job.throw(Cancelled())
    assert list(empty_workspace.store.records.iterate()) == before


def test_the_values_to_choose_from_say_who_has_them() -> None:
    records = [
        Record(id=1, instruction="a", licence="MIT", tags=("x",)),
        Record(id=2, instruction="b", licence="MIT", created="now"),
        Record(id=3, instruction="a", licence="", examples=(Example(input="i"),)),
    ]
    found = {one.field: one.values for one in duplicates.choices(records)}
    assert found["instruction"] == (("a", (1, 3)), ("b", (2,)))
    assert found["licence"] == (("MIT", (1, 2)), ("", (3,)))
    assert found["examples"][1] == ("input: i\noutput: ", (3,))
    assert set(found) == {"instruction", "licence", "examples"}


def test_wrong_merges_of_groups_are_refused(empty_workspace: Workspace) -> None:
    _group(empty_workspace)
    with pytest.raises(InvalidInput, match="itself"):
        run(duplicates.merge_group(empty_workspace, 1, [2, 2]))
    with pytest.raises(InvalidInput, match="not merged here"):
        run(duplicates.merge_group(empty_workspace, 1, [2], {"licence": 3}))
