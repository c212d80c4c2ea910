"""What was made from an instruction is learned or held out together with it."""

from instrstudio.domain.job import run
from instrstudio.domain.record import Record
from instrstudio.services import training_data
from instrstudio.services.families import Families, Origins, flat, lot
from instrstudio.services.workspace import Workspace


def stored(workspace: Workspace, *records: Record) -> list[int]:
    return list(workspace.store.records.insert(records, label="x").added)


def test_a_paraphrase_is_never_held_out_while_its_parent_is_learned(
    empty_workspace: Workspace,
) -> None:
    first = stored(
        empty_workspace,
        *(Record(instruction=f"Sum up {n}.", task_description="x") for n in range(200)),
    )
    second = stored(
        empty_workspace,
        *(
            Record(
                instruction=f"Say {n} in short.", task_description="x", parent=parent
            )
            for n, parent in enumerate(first)
        ),
    )
    stored(
        empty_workspace,
        *(
            Record(instruction=f"In brief: {n}.", task_description="x", parent=parent)
            for n, parent in enumerate(second)
        ),
    )
    found = run(training_data.lessons(empty_workspace, None))
    learned, held_out = (
        {"".join(filter(str.isdigit, one.instruction)) for one in side}
        for side in (found.learned, found.held_out)
    )
    assert not learned & held_out
    assert len(learned | held_out) == 200
    assert len(found.held_out) == 3 * len(held_out)
    assert 8 <= len(held_out) <= 36  # a tenth of the families, not of a third of them


def test_an_origin_is_the_first_of_the_line(empty_workspace: Workspace) -> None:
    (first,) = stored(empty_workspace, Record(instruction="A"))
    (second,) = stored(empty_workspace, Record(instruction="B", parent=first))
    (third,) = stored(empty_workspace, Record(instruction="C", parent=second))
    origins = Origins(empty_workspace)
    get = empty_workspace.store.records.get
    assert [origins.of(get(one)) for one in (third, second, first)] == ["A", "A", ""]


def test_siblings_stay_together_when_their_parent_is_gone(
    empty_workspace: Workspace,
) -> None:
    origins = Origins(empty_workspace)
    one, other = (Record(instruction=text, parent=99) for text in "AB")
    assert origins.of(one) == origins.of(other) != ""
    assert origins.of(Record(instruction="C", parent=98)) != origins.of(one)


def test_a_circle_of_parents_has_an_end(empty_workspace: Workspace) -> None:
    (first,) = stored(empty_workspace, Record(instruction="A", parent=1))
    record = empty_workspace.store.records.get(first)
    assert record.parent == first
    assert Origins(empty_workspace).of(record) == "A"


def test_the_lot_is_that_of_the_origin_and_the_highest_where_families_meet() -> None:
    low, high = "Do it.", "Do that."
    keys = {low: "doit", high: "dothat"}
    found = Families[str]()
    found.add("child", high, origin=low)
    assert found.drawn() == [(lot(keys[low]), ["child"])]
    found.add("stranger", high)  # says the same, and came from nowhere
    ((drawn, members),) = found.drawn()
    assert drawn == max(lot(keys[low]), lot(keys[high]))
    assert members == ["child", "stranger"]
    assert flat(found.drawn()) == ("child", "stranger")
