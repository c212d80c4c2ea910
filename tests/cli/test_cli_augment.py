"""``augment`` and ``clean`` at the command line: shown first, done when asked."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
LONG = "Summarise the following article in three sentences for a busy reader"


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.json"
    given = [
        {"instruction": LONG, "output": "a"},
        {"instruction": LONG + "!", "output": "a"},
        {"instruction": "Repeat: one two three four", "output": "one two three four"},
        {"instruction": LONG, "output": "a"},
        {"instruction": "Draw a cat", "output": "b"},
    ]
    path.write_text(json.dumps(given), encoding="utf-8")
    return path


def test_clean_reports_first_and_archives_when_asked(
    run: Run, project: Path, rows: Path
) -> None:
    run("import", rows)
    ended = run("clean", "--all")
    assert "4 records looked at; 2 would stay." in ended.out
    assert "1 nearly the same as another" in ended.out
    assert "1 with the answer in the instruction" in ended.out
    assert run("info", "--json").json["records"] == 4
    found = run("clean", "--all", "--apply", "--yes", "--json").json
    assert found["counts"] == {"duplicate": 1, "answer": 1}
    assert run("clean", "--all", "--json").json["looked_at"] == 2
    run("undo")
    assert run("clean", "--all", "--json").json["looked_at"] == 4
    assert run("clean", "--all", "--keep-near", "--json").json["kept"] == 3
    assert run("clean").status == 2


def test_clean_writes_what_stays_of_a_file(
    run: Run, project: Path, rows: Path, tmp_path: Path
) -> None:
    out = tmp_path / "clean.json"
    ended = run("clean", "--data", rows, "--out", out, "--json")
    assert (ended.json["same"], ended.json["kept"]) == (1, 2)
    kept = json.loads(out.read_text(encoding="utf-8"))
    assert [row["instruction"] for row in kept] == [LONG, "Draw a cat"]
    assert run("info", "--json").json["records"] == 0
    assert run("clean", "--data", rows, "--apply").status == 2


def test_augment_shows_first_and_adds_when_asked(
    run: Run, project: Path, rows: Path, tmp_path: Path
) -> None:
    run("import", rows)
    ended = run("augment", "paraphrase", "--id", 1, "--most", 2)
    assert "1 row looked at; 2 would be added." in ended.out
    assert run("info", "--json").json["records"] == 4
    out = tmp_path / "more.json"
    ended = run(
        "augment", "paraphrase", "--id", 1, "--apply", "--yes", "--out", out, "--json"
    )
    assert [one["parent"] for one in ended.json["additions"]] == [1, 1]
    assert len(json.loads(out.read_text(encoding="utf-8"))) == 2
    assert run("info", "--json").json["records"] == 6
    run("undo")
    assert run("info", "--json").json["records"] == 4
    none = run("augment", "samples", "--all")
    assert "4 with one sample or none" in none.out


def test_augment_label_reads_pairs(
    run: Run, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from instrstudio.domain.augmentation import Addition, Augmented
    from instrstudio.domain.record import Record
    from instrstudio.services import augmenting_labels

    def label(_workspace: object, pairs: Any, wish: Any) -> Any:
        yield from ()
        assert (len(pairs), wish.threshold, wish.licence) == (1, 0.7, "MIT")
        made = Addition(record=Record(instruction="Do it"), way="labelled", score=1.5)
        return Augmented(way="labelled", looked_at=1, additions=(made,))

    monkeypatch.setattr(augmenting_labels, "label", label)
    path = tmp_path / "pairs.json"
    path.write_text('[{"input": "a", "output": "b"}]', encoding="utf-8")
    given = ("augment", "label", path, "--threshold", 0.7, "--licence", "MIT")
    ended = run(*given, "--apply", "--yes")
    assert "1.50\tDo it" in ended.out
    assert run("info", "--json").json["records"] == 1
