"""Variants of records: proposed first, then added with their parent, or written."""

import json
from pathlib import Path

import pytest

from instrstudio.domain.augmentation import (
    FEW_SAMPLES,
    KNOWN,
    NO_WORDING,
    TAG,
    Augmented,
)
from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import Cancelled, run
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.services import augmenting, library
from instrstudio.services.workspace import Workspace

SAMPLES = tuple(Example(input=f"in {n}", output=f"out {n}") for n in range(4))
KEPT = Record(
    instruction="Summarise the following text: {{text}}",
    examples=SAMPLES[:1],
    licence="MIT",
    tags=("own",),
    pair="p",
    source=Source(kind="import", name="Set", url="https://example.org"),
)


def fill(workspace: Workspace, *records: Record) -> list[int]:
    return list(workspace.store.records.insert(records, label="Add").added)


def test_paraphrases_are_proposed_and_nothing_is_changed(
    empty_workspace: Workspace,
) -> None:
    ids = fill(empty_workspace, KEPT, Record(instruction="What is 2 + 2?"))
    before = list(empty_workspace.store.records.iterate())
    found = run(augmenting.paraphrase(empty_workspace, ids, most=3))
    assert list(empty_workspace.store.records.iterate()) == before
    assert (found.looked_at, len(found.additions)) == (2, 3)
    assert found.left_out == {NO_WORDING: 1}
    for one in found.additions:
        assert one.record.parent == ids[0]
        assert one.record.instruction.endswith("{{text}}")
        assert one.record.examples == KEPT.examples
        assert one.record.tags == ("own", TAG, "paraphrase")
        assert (one.record.licence, one.record.pair) == ("MIT", "")
        assert one.record.source.url == "https://example.org"


def test_saving_is_one_step_with_lineage(empty_workspace: Workspace) -> None:
    ids = fill(empty_workspace, KEPT)
    found = run(augmenting.paraphrase(empty_workspace, ids, most=2))
    changes = run(augmenting.save(empty_workspace, found))
    assert len(changes.records) == 2
    made = empty_workspace.store.records.made_from(ids)
    assert [parent for _id, parent in made] == [ids[0], ids[0]]
    again = run(augmenting.paraphrase(empty_workspace, ids, most=2))
    assert (again.additions, again.left_out) == ((), {KNOWN: 2})
    variants = run(augmenting.paraphrase(empty_workspace, changes.records, most=2))
    assert variants.additions == ()
    assert not run(augmenting.save(empty_workspace, found))
    library.undo(empty_workspace)
    assert empty_workspace.store.records.count() == 1


def test_a_cancelled_saving_adds_nothing(empty_workspace: Workspace) -> None:
    ids = fill(empty_workspace, KEPT)
    found = run(augmenting.paraphrase(empty_workspace, ids, most=2))
    job = augmenting.save(empty_workspace, found)
    next(job)
    with pytest.raises(Cancelled):
        job.throw(Cancelled())
    assert empty_workspace.store.records.count() == 1
    assert str(library.undo_label(empty_workspace)) == "Add"


def test_samples_come_in_another_order_and_fewer(empty_workspace: Workspace) -> None:
    many = Record(instruction="Add the numbers", examples=SAMPLES)
    ids = fill(empty_workspace, many, KEPT)
    whole = run(augmenting.vary_samples(empty_workspace, ids, most=3, drop=0.0))
    assert whole.left_out == {FEW_SAMPLES: 1}
    orders = [one.record.examples for one in whole.additions]
    assert len(set(orders)) == 3
    assert SAMPLES not in orders
    assert all(set(order) == set(SAMPLES) for order in orders)
    fewer = run(augmenting.vary_samples(empty_workspace, ids, most=5, drop=0.9))
    lengths = [len(one.record.examples) for one in fewer.additions]
    assert min(lengths) == 1
    assert max(lengths) < 4
    same = run(augmenting.vary_samples(empty_workspace, ids, most=5, drop=0.9))
    assert same == fewer


def test_variants_are_written_to_a_file(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    ids = fill(empty_workspace, KEPT)
    found = run(augmenting.paraphrase(empty_workspace, ids, most=2))
    target = tmp_path / "more.json"
    assert run(augmenting.write(found, target, "alpaca")) == 2
    rows = json.loads(target.read_text(encoding="utf-8"))
    assert [row["output"] for row in rows] == ["out 0", "out 0"]
    with pytest.raises(InvalidInput, match="no variant"):
        run(augmenting.write(Augmented(way="x", looked_at=0, additions=()), target))


def test_what_is_out_of_reach_is_refused(empty_workspace: Workspace) -> None:
    with pytest.raises(InvalidInput, match="At least one"):
        run(augmenting.paraphrase(empty_workspace, [1], most=0))
    with pytest.raises(InvalidInput, match="chance"):
        run(augmenting.vary_samples(empty_workspace, [1], drop=1.0))
    with pytest.raises(InvalidInput, match="too many"):
        run(augmenting.paraphrase(empty_workspace, range(augmenting.MOST), most=2))
