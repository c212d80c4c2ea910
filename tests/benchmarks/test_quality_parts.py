"""The quality benchmark divides, retrieves and scores as it says."""

from pathlib import Path

import pytest
from benchmarks.quality_parts import splits, table
from benchmarks.quality_parts.nearest import Nearest
from benchmarks.quality_parts.neighbours import neighbours_file, read_neighbours
from benchmarks.quality_parts.pairs import pairs_file, read_pairs
from benchmarks.quality_parts.project import research_project
from benchmarks.quality_parts.rows import Row
from benchmarks.quality_parts.scoring import Scored, without_places
from benchmarks.quality_parts.systems import TOP_1

from instrstudio.search.document import Document
from instrstudio.search.index import SearchIndex


def row(number: int, instruction: str, **fields: str) -> Row:
    given = {"language": "en", "description": "", "input": "", "output": "", "task": ""}
    given |= fields
    return Row(
        id=f"row-{number}",
        source="made",
        instruction=instruction,
        licence="CC0-1.0",
        permissive=True,
        **given,
    )


def same_group(first: Row, second: Row, *others: Row) -> bool:
    groups = splits.groups_of([first, second, *others])
    return groups[first.id] == groups[second.id]


def test_rows_of_one_task_are_a_group() -> None:
    assert same_group(row(1, "Add them.", task="a"), row(2, "Name a bird.", task="a"))
    assert not same_group(row(1, "Add them.", task="a"), row(2, "Name it.", task="b"))


def test_instructions_that_begin_alike_are_a_group() -> None:
    begin = "Write one two three four five six seven eight nine ten eleven"
    assert same_group(row(1, f"{begin}, apples!"), row(2, f"{begin.upper()} pears"))
    assert not same_group(row(1, "Write about apples"), row(2, "Write about pears"))


def test_a_letterhead_does_not_make_a_group() -> None:
    head = " ".join(f"word{n}" for n in range(12))
    ends = [" ".join(f"end{n}of{k}" for n in range(12)) for k in range(41)]
    rows = [row(n, f"{head} {end}") for n, end in enumerate(ends)]
    assert not same_group(*rows)
    assert same_group(rows[0], row(99, f"{head} extra {ends[0]}"), *rows[1:])


def test_the_same_long_sample_is_a_group_in_any_language() -> None:
    output = "def add(first, second, third): return first + second + third"
    first = row(1, "Write a function.", output=output)
    assert same_group(first, row(2, "写一个函数。", output=output, language="zh"))
    assert not same_group(row(1, "Add.", output="5"), row(2, "Take away.", output="5"))


def test_groups_join_from_row_to_row() -> None:
    long = "the same long output of more than forty letters in all, twice"
    first, bridge = row(1, "Sing.", task="a"), row(2, "Hum.", task="a", output=long)
    assert same_group(first, row(3, "Whistle.", output=long), bridge)


def test_no_group_is_in_two_parts_and_order_plays_no_role() -> None:
    rows = [row(n, f"Do thing number{n // 3}") for n in range(1200)]
    found, turned = splits.split(rows), splits.split(rows[::-1])
    groups = [{found.groups[r.id] for r in found.part(p)} for p in splits.PARTS]
    assert all(groups)
    assert sum(map(len, groups)) == len(set.union(*groups)) == 400
    assert {r.id for r in found.test} == {r.id for r in turned.test}


def test_items_to_test_take_one_of_each_group_first() -> None:
    rows = [row(n, f"Do thing number{n // 4}") for n in range(40)]
    rows += [row(n, f"做第{n}件事情", language="zh") for n in range(40, 60)]
    groups = splits.groups_of(rows)
    found = splits.Split((), (), tuple(rows), groups)
    chosen = splits.items_to_test(found, "en", undescribed=12)
    assert len({groups[r.id] for r in chosen[:10]}) == 10
    assert len({r.id for r in chosen}) == 12
    assert splits.items_to_test(found, "en", described=5, undescribed=0) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Summarise the article.\n\nText:\n[article]", "Summarise the article."),
        ("总结文章。\n\n原文：[文章]\n\n摘要：", "总结文章。"),
        ("Translate [text] into French.", "Translate  into French."),
        ("### Input: [code]\nExplain it.", "Explain it."),
        ("Answer in this form:", "Answer in this form:"),
        ("List:\n- one\n- two", "List:\n- one\n- two"),
    ],
)
def test_places_and_their_labels_are_taken_out(text: str, left: str) -> None:
    assert without_places(text) == left


def documents() -> list[Document]:
    words = ("red", "green", "blue", "old", "new", "car", "boat", "plane", "house")
    texts = [f"{a} {b} {a} of {c}" for a in words for b in words for c in words[:3]]
    english = [
        Document(id=n, sections=(text,), facets=("lang:en",))
        for n, text in enumerate(texts, 1)
    ]
    return [*english, Document(id=999, sections=("red car",), facets=("lang:zh",))]


def test_the_quick_search_finds_what_the_index_finds(tmp_path: Path) -> None:
    index = SearchIndex.create(tmp_path)
    everything = documents()
    for at in range(0, len(everything), 100):
        index.apply(at + 1, [(d.id, d) for d in everything[at : at + 100]])
    index.refresh()
    quick = Nearest(index.leaves(), "en")
    for text, context in (("red car", ""), ("old unknown boat", "tree"), ("?", "")):
        wanted = index.nearest(text, "en", 7, context)
        found = quick.find(text, context, 7)
        assert [record for record, _similarity in found] == [hit.id for hit in wanted]
        similarities = [similarity for _record, similarity in found]
        assert similarities == pytest.approx([hit.score for hit in wanted])
    index.close()


def test_neighbours_are_like_and_never_of_the_own_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INSTRSTUDIO_HOME", str(tmp_path / "home"))
    tree = "Say which tree it is."
    said = ("Name the tree.", "Name a tree.", tree, "Add numbers.", tree)
    shown = ("oak leaf", "oak leaf", "oak leaf", "3 and 4", "an oak leaf")
    train = [
        row(n, text, description=f"about {sample}", input=sample, output="none")
        for n, (text, sample) in enumerate(zip(said, shown, strict=True))
    ]
    test = row(9, "Which tree?", description="about oak leaf", input="oak leaf")
    groups = {"row-0": "a", "row-1": "a", "row-2": "b", "row-3": "c", "row-4": "b"}
    found = splits.Split(tuple(train), (), (test,), {**groups, "row-9": "test"})
    with research_project(found.train) as workspace:
        learned = neighbours_file(found, splits.TRAIN, workspace)
        tested = neighbours_file(found, splits.TEST, workspace)
        near = read_neighbours(learned, most=1) | read_neighbours(tested)
        more = read_neighbours(learned)["row-0"]
    assert near["row-0"] == near["row-1"] == ["row-2"]
    assert "row-4" not in near["row-2"]
    assert len({"row-2", "row-4"} & set(more)) == 1
    assert near["row-2"][0] in ("row-0", "row-1")
    assert set(near["row-9"]) == {"row-0", "row-1", "row-2"}
    lines = read_pairs(pairs_file(found, splits.TRAIN, near))
    assert [line["id"] for line in lines] == [r.id for r in train]
    assert str(lines[0]["source"]).endswith("<like>Say which tree it is.")


def test_neighbours_go_on_where_a_run_was_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INSTRSTUDIO_HOME", str(tmp_path / "home"))
    train = tuple(row(n, f"Name tree {n}.", input="oak leaf") for n in range(4))
    found = splits.Split(train, (), (), {r.id: r.id for r in train})
    with research_project(found.train) as workspace:
        path = neighbours_file(found, splits.TRAIN, workspace)
        whole = path.read_text(encoding="utf-8").splitlines()
        begun = ['{"id": "row-0", "near": []}', whole[1][:-9]]
        path.with_suffix(".begun").write_text("\n".join(begun), encoding="utf-8")
        path.unlink()
        assert neighbours_file(found, splits.TRAIN, workspace) == path
    assert path.read_text(encoding="utf-8").splitlines() == [begun[0], *whole[1:]]
    assert not path.with_suffix(".begun").exists()


def test_the_table_has_gains_and_leaves_out_who_did_not_answer() -> None:
    def scored(value: float) -> Scored:
        return Scored(
            row=row(1, "Sing."),
            text="Sing.",
            rouge_l=value,
            chrf=value,
            chrf_plus_plus=value,
            copied=None,
            leaks=False,
        )

    results = {TOP_1: [scored(10.0)], "better": [scored(30.0)], "silent": []}
    shown = table.markdown(table.summaries(results))
    assert "| better | 30.0 [30.0, 30.0] | +20.0 [+20.0, +20.0] |" in shown
    assert "English, without description (1 items)" in shown
    assert "silent" not in shown
    assert "Chinese" not in shown
