"""Methods evaluated on a file, and what is looked at afterwards."""

import csv
import gzip
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.evaluation import Evaluation
from instrstudio.domain.job import Cancelled, Progress, run
from instrstudio.domain.record import Record
from instrstudio.domain.task import Example
from instrstudio.services import evaluating_views as views
from instrstudio.services import indexing
from instrstudio.services.evaluating import (
    LIBRARY,
    EvaluateOptions,
    evaluate,
    evaluate_library,
)
from instrstudio.services.evaluating_data import Data, read
from instrstudio.services.evaluating_library import sample
from instrstudio.services.evaluating_scores import scales
from instrstudio.services.evaluating_texts import without_places
from instrstudio.services.workspace import Workspace

OWN = "Summarize the following news article in one sentence."
ROWS = [
    {"task_description": "Summarize the news article.", "input": "A bridge opened "
     "today.", "output": "Bridge opens.", "instruction": OWN},
    {"task_description": "Translate the sentence into French.", "input": "Hello",
     "output": "Bonjour", "instruction": "Translate the sentence into French."},
    {"task_description": "对新闻文章进行摘要。", "input": "今天新桥通车。",
     "output": "新桥通车", "instruction": "请对以下新闻文章进行摘要。"},
]  # fmt: skip
OPTIONS = EvaluateOptions(methods=("retrieval",), metrics=("rouge_l", "distinct_2"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return path


@pytest.fixture
def library(empty_workspace: Workspace) -> Workspace:
    """A library that holds the first reference, and another wording."""
    sample = (Example(input="A bridge opened today.", output="Bridge opens."),)
    records = [
        Record(
            instruction=OWN.upper(),
            task_description="Summarize the news article.",
            examples=sample,
        ),
        Record(instruction="Sum up the news article below."),
        Record(instruction="请总结下面的新闻文章。", language="zh"),
        Record(instruction="Translate the following text into French."),
    ]
    empty_workspace.store.records.insert(records, label="x")
    run(indexing.catch_up(empty_workspace))
    return empty_workspace


@pytest.fixture
def made(library: Workspace, data: Path) -> Evaluation:
    return run(evaluate(library, data, OPTIONS))


def test_every_method_answers_every_row_beside_the_baselines(
    library: Workspace, made: Evaluation
) -> None:
    rows = list(library.store.evaluations.rows(made.id))
    methods = ["retrieve_top_1", "template", "retrieval"]
    assert {(row.method, row.place) for row in rows} == {
        (method, place) for method in methods for place in range(3)
    }
    assert made.summary is not None
    assert list(made.summary.tables) == ["all", "en", "zh"]
    assert made.summary.rows == {"all": 3, "en": 2, "zh": 1}
    table = made.summary.tables["all"]
    assert list(table) == methods
    assert [s.name for s in made.summary.scales] == [
        "rouge_l",
        "answered",
        "distinct_2",
    ]
    cell = table["retrieval"]["rouge_l"]
    own = [row.scores["rouge_l"] for row in rows if row.method == "retrieval"]
    assert cell.mean == pytest.approx(sum(own) / 3)
    assert cell.low is not None
    assert cell.high is not None
    assert cell.low <= cell.mean <= cell.high
    assert set(cell.over) == {"template", "retrieve_top_1"}
    assert set(table["template"]["rouge_l"].over) == {"retrieve_top_1"}
    base = table["template"]["rouge_l"].mean
    assert cell.over["template"].mean == pytest.approx(cell.mean - base)
    assert table["template"]["distinct_2"].low is None


def test_a_row_never_finds_itself(library: Workspace, made: Evaluation) -> None:
    found = library.store.evaluations.at(made.id, 0)
    texts = {row.method: row.text for row in found}
    assert texts["retrieve_top_1"] == "Sum up the news article below."
    assert all(OWN.lower() not in text.lower() for text in texts.values())
    assert library.store.records.page([1])[0].instruction == OWN.upper()


def test_references_of_rows_not_asked_for_are_barred_too(
    library: Workspace, data: Path, tmp_path: Path
) -> None:
    later = {"description": "Other.", "instruction": "Sum up the news article below!"}
    more = tmp_path / "more.jsonl"
    more.write_text(data.read_text(encoding="utf-8") + json.dumps(later), "utf-8")
    found = run(evaluate(library, more, EvaluateOptions(limit=1)))
    texts = {row.text for row in library.store.evaluations.rows(found.id)}
    assert "Sum up the news article below." not in texts


def test_cancelled_it_keeps_what_is_done(library: Workspace, data: Path) -> None:
    job = evaluate(library, data, OPTIONS)
    event = next(job)
    while event.done < 1:
        event = next(job)
    with pytest.raises(StopIteration) as end:
        job.throw(Cancelled())
    found = end.value.value
    assert found.cancelled
    assert found.summary.rows == {"all": 1}


def test_cancelled_before_anything_is_done_it_leaves_nothing(
    library: Workspace, data: Path
) -> None:
    job = evaluate(library, data, OPTIONS)
    assert isinstance(next(job), Progress)
    with pytest.raises(Cancelled):
        job.throw(Cancelled())
    assert views.runs(library) == []


def test_unknown_names_and_files_are_said(library: Workspace, data: Path) -> None:
    for options, error in (
        (EvaluateOptions(methods=("magic",)), InvalidInput),
        (EvaluateOptions(metrics=("magic",)), InvalidInput),
    ):
        with pytest.raises(error, match="magic"):
            run(evaluate(library, data, options))
    with pytest.raises(NotFound):
        run(evaluate(library, data.with_name("none.jsonl")))
    data.write_text('{"instruction": "x"}\n', encoding="utf-8")
    with pytest.raises(InvalidInput, match="no rows"):
        run(evaluate(library, data))
    assert views.runs(library) == []


def test_all_metrics_have_a_scale_and_all_scores_a_metric(
    library: Workspace, data: Path
) -> None:
    found = run(evaluate(library, data, EvaluateOptions(limit=1)))
    assert found.summary is not None
    known = {scale.name: scale for scale in found.summary.scales}
    for row in library.store.evaluations.rows(found.id):
        for name, value in row.scores.items():
            assert known[name].low <= value <= known[name].high
    assert {"bleu", "ter", "specification", "leakage", "self_bleu"} <= set(known)
    assert "verifiable.length" in known
    assert len({scale.name for scale in scales()}) == len(scales())


def read_all(path: Path, **wanted: object) -> Data:
    return run(read(path, **wanted))  # type: ignore[arg-type]  # options by name


def test_rows_with_one_task_are_one_item_with_several_references(
    tmp_path: Path,
) -> None:
    task = {"description": "Do it.", "lang": "en"}
    path = tmp_path / "data.jsonl.gz"
    lines = [
        {**task, "instruction": "A b."},
        {**task, "references": ["C d.", "A b."]},
        {"description": "做", "instruction": "请做。"},
        {"instruction": "No task."},
    ]
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, lines)).encode()))
    found = read_all(path)
    assert [item.references for item in found.items] == [("A b.", "C d."), ("请做。",)]
    assert found.known == {"ab", "cd", "请做"}
    assert found.skipped == 1
    assert [i.task.language for i in read_all(path, language="zh").items] == ["zh"]
    assert len(read_all(path, limit=1).items[0].references) == 2


def test_other_formats_are_read_as_they_are_imported(tmp_path: Path) -> None:
    path = tmp_path / "alpaca.json"
    rows = [{"instruction": "Add them.", "input": "1 2", "output": "3"}]
    path.write_text(json.dumps(rows), encoding="utf-8")
    (item,) = read_all(path).items
    assert item.references == ("Add them.",)
    assert item.task.examples == (Example(input="1 2", output="3"),)


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "data.jsonl"
    good = json.dumps(ROWS[0])
    for bad in ("[1]", "{", '{"instruction": "x", "description": 3}'):
        path.write_text(f"{good}\n{bad}\n", encoding="utf-8")
        with pytest.raises(InvalidInput, match="Line 2"):
            read_all(path)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Summarize:\n\n[article]", "Summarize:"),
        ("请摘要。\n\n文本：\n【新闻】", "请摘要。"),
        ("Say [x] twice.", "Say  twice."),
        ("[text]", "[text]"),
    ],
)
def test_places_of_inputs_are_not_compared(text: str, bare: str) -> None:
    assert without_places(text) == bare


def test_a_page_of_rows_shows_what_differs(
    library: Workspace, made: Evaluation
) -> None:
    page = views.page(library, made.id, "template", limit=2)
    assert (page.total, page.offset, len(page.rows)) == (3, 0, 2)
    seen = page.rows[0]
    assert seen.nearest == OWN
    kept = "".join(piece.text for piece in seen.pieces if piece.kind != "added")
    assert kept == OWN
    worst = views.page(library, made.id, "template", metric="rouge_l")
    scores = [found.row.scores["rouge_l"] for found in worst.rows]
    assert scores == sorted(scores)
    best = views.page(library, made.id, "template", metric="rouge_l", worst_first=False)
    assert best.rows[0].row == worst.rows[-1].row
    assert [s.row.method for s in views.row(library, made.id, 1)] == [
        "retrieval",
        "retrieve_top_1",
        "template",
    ]


def test_two_runs_are_compared_by_task(
    library: Workspace, made: Evaluation, data: Path
) -> None:
    lines = data.read_text(encoding="utf-8").splitlines(keepends=True)
    data.write_text("".join(reversed(lines)), encoding="utf-8")
    again = run(evaluate(library, data, OPTIONS))
    found = views.compared_runs(library, made.id, again.id)
    assert found["template"]["rouge_l"].mean == 0
    assert found["template"]["rouge_l"].count == 3
    assert found["template"]["rouge_l"].stars == ""
    only = views.compared_runs(library, made.id, again.id, ["answered"])
    assert set(only["retrieval"]) == {"answered"}


def test_a_distribution_counts_every_row_once(
    library: Workspace, made: Evaluation
) -> None:
    found = views.distribution(library, made.id, "rouge_l", bins=4)
    for one in found:
        assert sum(one.counts) == 3
        assert len(one.edges) == 5
        assert one.edges[0] <= one.quartiles[0] <= one.quartiles[2] <= one.edges[-1]
    same = views.distribution(library, made.id, "answered")
    assert all(sum(one.counts) == 3 for one in same)
    with pytest.raises(InvalidInput, match="magic"):
        views.distribution(library, made.id, "magic")


def test_scores_are_exported_in_long_form(
    library: Workspace, made: Evaluation, tmp_path: Path
) -> None:
    count = run(views.export(library, [made.id], tmp_path / "x.csv"))
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    run(views.export(library, [made.id], tmp_path / "x.jsonl"))
    text = (tmp_path / "x.jsonl").read_text(encoding="utf-8")
    objects = [json.loads(line) for line in text.splitlines()]
    assert len(table) == len(objects) == count == 3 * 3 * 2
    for line, same in zip(table, objects, strict=True):
        assert float(line["value"]) == same["value"]
        assert (line["run"], line["method"]) == (str(made.id), same["method"])
    assert {line["row"] for line in table} == {"1", "2", "3"}
    with pytest.raises(InvalidInput, match=r"\.csv"):
        run(views.export(library, [made.id], tmp_path / "x.txt"))


def test_a_broken_off_run_is_summed_up_when_it_is_looked_at(
    library: Workspace, made: Evaluation
) -> None:
    store = library.store.evaluations
    broken = store.add("broken", made.settings)
    store.put(broken, store.at(made.id, 0))
    assert views.summary(library, broken).rows == {"all": 1}
    assert store.get(broken).summary is not None
    assert views.summary(library, made.id) == made.summary
    views.rename(library, broken, "half")
    assert [found.name for found in views.runs(library)] == ["half", "data.jsonl"]
    views.remove(library, broken)
    assert len(views.runs(library)) == 1


def test_a_method_without_an_answer_scores_as_an_empty_text(
    empty_workspace: Workspace, data: Path
) -> None:
    found = run(evaluate(empty_workspace, data, OPTIONS))
    assert found.summary is not None
    cells = found.summary.tables["all"]["retrieve_top_1"]
    assert (cells["answered"].mean, cells["rouge_l"].mean) == (0.0, 0.0)
    assert "distinct_2" not in cells


def test_the_whole_lists_first_is_the_best_ranked(
    library: Workspace, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def says(name: str, *texts: str) -> SimpleNamespace:
        def propose(_task: object, _context: object) -> list[Candidate]:
            spread = enumerate(texts)
            return [
                Candidate(method=name, text=t, spans=(), fit=i / 2) for i, t in spread
            ]

        return SimpleNamespace(name=name, order=1, propose=propose)

    spoken = (
        says("template", "Summarize the news article.", "Do it all again, please."),
        says("other", "Summarize the news article.", "Sum up the news article:\n[x]"),
    )
    monkeypatch.setattr("instrstudio.services.plugins.methods", lambda: spoken)
    found = run(evaluate(library, data, EvaluateOptions(limit=1, metrics=("bleu",))))
    texts = {row.method: row.text for row in library.store.evaluations.rows(found.id)}
    assert texts["other"] == texts["template"] == "Summarize the news article."
    assert texts["first"] == "Sum up the news article:\n[x]"


def test_records_of_the_library_are_evaluated_without_themselves(
    library: Workspace,
) -> None:
    child = Record(
        instruction="Sum this news article up.",
        parent=1,
        task_description="Summarize the news article.",
    )
    library.store.records.insert([child], label="x")
    run(indexing.catch_up(library))
    options = EvaluateOptions(methods=("retrieval",), metrics=("rouge_l",))
    found = run(evaluate_library(library, 20, options))
    assert found.settings["source"] == LIBRARY
    assert found.settings["rows"] == 1  # of a family only one is asked for
    texts = {row.text for row in library.store.evaluations.rows(found.id)}
    assert texts.isdisjoint({OWN.upper(), child.instruction})
    assert "Sum up the news article below." in texts


def test_a_library_without_tasks_is_refused(empty_workspace: Workspace) -> None:
    empty_workspace.store.records.insert([Record(instruction="Do it.")], label="x")
    with pytest.raises(InvalidInput, match="has a task"):
        run(evaluate_library(empty_workspace))
    assert views.runs(empty_workspace) == []


def test_the_same_seed_draws_the_same_records(empty_workspace: Workspace) -> None:
    records = [
        Record(instruction=f"Do {n}.", task_description=f"Task {n}", language="en")
        for n in range(30)
    ]
    empty_workspace.store.records.insert(records, label="x")
    first = run(sample(empty_workspace, 5))
    assert len(first.items) == 5
    assert first == run(sample(empty_workspace, 5))
    assert first != run(sample(empty_workspace, 5, seed=1))
    with pytest.raises(InvalidInput):
        run(sample(empty_workspace, 5, language="zh"))
