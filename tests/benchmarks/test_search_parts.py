"""The search benchmark asks all engines the same, and judges as it says."""

import gzip
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from benchmarks.search_parts import asked, report, rounds, steps, texts
from benchmarks.search_parts.agreement import Agreement
from benchmarks.search_parts.asked import Asked
from benchmarks.search_parts.cutting import coded, cut, has_phrase
from benchmarks.search_parts.ours import Ours, Whole, edited, query_of
from benchmarks.search_parts.peers import Fts5, match
from benchmarks.search_parts.place import Figures, Place
from benchmarks.search_parts.rounds import Latency

from instrstudio.domain.job import run
from instrstudio.domain.record import Record
from instrstudio.search.query import parse
from instrstudio.services import indexing

FIRST = ("ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pa", "re")
LAST = ("lan", "mert", "nisp", "rox", "sul", "tam", "ver", "wit", "zon", "fal")
WORDS = [first + last for first in FIRST for last in LAST]


def records(count: int) -> list[Record]:
    chance = random.Random(4)
    found = []
    for number in range(1, count + 1):
        text = " ".join(chance.choices(WORDS, k=12))
        found.append(
            Record(
                id=number,
                instruction=f"{text}。把文章写成一段新闻摘要。",
                task_type=chance.choice(("news (short)", "translation")),
                tags=("some tag",),
            )
        )
    return found


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INSTRSTUDIO_HOME", str(tmp_path / "home"))
    place = Place("made", 60, tmp_path)
    with place.project() as workspace:
        workspace.store.records.insert(records(60), label="Import", on_duplicate="keep")
        run(indexing.rebuild(workspace))
    return place


@cache
def queries() -> asked.Queries:
    return asked.drawn(asked.Vocabulary.of(records(60)), 6)


def test_queries_are_drawn_alike_and_kept(tmp_path: Path) -> None:
    drawn = queries()
    assert set(drawn) == set(asked.CLASSES)
    assert drawn == asked.drawn(asked.Vocabulary.of(records(60)), 6)
    asked.write(tmp_path / "queries.json", drawn)
    assert asked.read(tmp_path / "queries.json") == drawn


def test_queries_are_drawn_from_the_records_of_a_project(place: Place) -> None:
    steps.draw(place)
    assert asked.read(place.queries) == asked.drawn(
        asked.Vocabulary.of(records(60)), 30
    )


def test_a_query_says_to_us_what_it_says_to_rivals() -> None:
    for kind, all_asked in queries().items():
        for one in all_asked:
            clauses = parse(one.text, typing=one.shape == "begun")
            said = [[term for term, _place in c.terms] for c in clauses.said()]
            if one.shape == "phrase":
                assert said == [list(one.terms)]
            else:
                assert said == [[term] for term in dict.fromkeys(one.terms)], kind


def test_each_key_of_a_typed_query_is_asked() -> None:
    typed = [one.text for one in queries()["typing"]]
    end = next(at for at, text in enumerate(typed[1:], 1) if len(text) == 2)
    word, last = typed[end - 1].split()
    assert typed[:end] == [
        *(word[:letters] for letters in range(2, len(word) + 1)),
        *(f"{word} {last[:letters]}" for letters in range(1, len(last) + 1)),
    ]


def test_rivals_get_queries_in_their_language() -> None:
    assert match(Asked("all", ("a", "b"), "a b")) == '{title body} : ("a" AND "b")'
    assert match(Asked("any", ("a", "b"), "a | b")) == '{title body} : ("a" OR "b")'
    assert match(Asked("begun", ("a", "b"), "a b")) == '{title body} : ("a" AND "b"*)'
    assert match(Asked("phrase", ("a", "b"), '"a b"')) == '{title body} : ("a b")'
    code = coded("qa")
    assert match(Asked("all", ("a",), "a", "qa")).endswith(f'AND type : "{code}"')
    assert code.isalnum()


def test_fts5_finds_what_we_find(place: Place) -> None:
    fts5 = Fts5()
    with place.project() as workspace:
        stored = list(workspace.store.records.iterate())
        fts5.build(place.engine("fts5"), map(cut, stored))
        fts5.open(place.engine("fts5"))
        ours, seen = Ours(workspace), 0
        for kind, all_asked in queries().items():
            for one in all_asked if fts5.takes(kind) else ():
                found = ours.found(one)
                mine = set() if found.similar else set(ours.ask(one))
                if found.total <= 50:
                    seen += len(mine)
                    assert mine == set(fts5.ask(one)), one
        fts5.close()
        assert seen


def test_the_whole_answer_has_the_rows(place: Place) -> None:
    typed = queries()["typing"][3]
    with place.project() as workspace:
        whole = Whole(workspace)
        assert whole.takes("typing")
        assert not whole.takes("rare")
        assert set(whole.ask(typed)) <= set(range(1, 61))
        assert whole.ask(typed)


def test_edits_are_found_and_leave_no_trace(place: Place) -> None:
    took = edited(place, 3)
    assert len(took) == 3
    assert min(took) > 0
    with place.project() as workspace:
        assert not Ours(workspace).ask(Asked("all", ("qzxj0q",), "qzxj0q"))
    assert not (place.folder / "edited").exists()


def test_figures_of_another_make_do_not_count(place: Place) -> None:
    place.keep("fts5", "make 1", {"records": 3})
    assert place.kept("fts5", "make 1") == {"records": 3, "make": "make 1"}
    assert place.kept("fts5", "make 2") is None
    place.forget("fts5")
    assert place.kept("fts5", "make 1") is None


def test_a_phrase_does_not_span_texts() -> None:
    record = replace(records(1)[0], instruction="one two-three four", tags=("five",))
    assert has_phrase(record, ("one", "two", "three"))
    assert not has_phrase(record, ("three", "four", "five"))


def library(folder: Path) -> Path:
    fields = {"title": "", "tags": ["t"], "category": "", "kind": "instruction"}
    fields |= {"source": "made", "license": "MIT"}
    for language, text in (
        ("en", "plain words of one text " * 8),
        ("zh", "写摘要" * 30),
    ):
        with gzip.open(folder / f"library_{language}.jsonl.gz", "wt") as file:
            for number in range(3):
                row = {**fields, "text": f"{text}{number}", "lang": language}
                file.write(json.dumps(row) + "\n")
    return folder


def test_languages_of_the_real_library_alternate(tmp_path: Path) -> None:
    found = list(texts.records("real", library(tmp_path), 0))
    assert [record.language for record in found] == ["en", "zh"] * 3
    assert found[0].task_type == "instruction"
    assert len(list(texts.records("real", tmp_path, 4))) == 4


def test_spliced_records_are_the_same_each_time(tmp_path: Path) -> None:
    library(tmp_path)
    found = list(texts.records("spliced", tmp_path, 50))
    assert found == list(texts.records("spliced", tmp_path, 50))
    english = [record for record in found if record.language == "en"]
    assert 20 < len(english) < 48
    assert all(4 < len(record.instruction.split()) < 102 for record in english)
    assert len({record.instruction for record in found}) == 50


def test_a_folder_without_the_library_is_told(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"library_en\.jsonl\.gz"):
        texts.folder(str(tmp_path))


class Slow:
    """Takes every query and counts them."""

    def __init__(self, name: str, kinds: Sequence[str]) -> None:
        self.name, self.kinds, self.count = name, kinds, 0

    def takes(self, kind: str) -> bool:
        return kind in self.kinds

    def ask(self, asked: Asked) -> list[int]:
        self.count += 1
        return [len(asked.terms)]


def test_engines_take_turns_in_what_they_can(
    capsys: pytest.CaptureFixture[str],
) -> None:
    both, one = Slow("both", ("rare", "fuzzy")), Slow("one", ("rare",))
    drawn = {kind: queries()[kind] for kind in ("rare", "fuzzy")}
    found = rounds.measured([both, one], drawn, repeats=2)
    assert both.count == 2 * one.count == 24
    assert set(found["rare"]) == {"both", "one"}
    assert set(found["fuzzy"]) == {"both"}
    assert found["rare"]["one"].asked == 6
    assert found["rare"]["one"].p50 <= found["rare"]["one"].first_p95
    assert "rare" in capsys.readouterr().out


def test_percentiles_are_values_that_were_seen() -> None:
    values = [float(value) for value in range(30)]
    assert rounds.percentile(values, 0.5) == 15
    assert rounds.percentile(values, 0.95) == 28
    assert rounds.percentile([1.0], 0.95) == 1


def made_run(ours: float, rivals: float) -> report.Run:
    def latency(ms: float) -> Latency:
        return Latency(ms, ms, 2 * ms, 2 * ms, 30)

    engines = {"ours": ours, "fts5": rivals, "tantivy": rivals, "tantivy1": rivals}
    by_engine = {name: latency(ms) for name, ms in engines.items()}
    latencies = {kind: dict(by_engine) for kind in asked.CLASSES}
    latencies["typing"]["whole"] = latency(4 * ours)
    del latencies["fuzzy"]["fts5"]
    figures: Figures = {
        "records": 100,
        "cpu_s": 1.0,
        "peak_mb": 90.0,
        "size_mb": 5.0,
        "kept": "",
    }
    built = {name: dict(figures) for name in ("reading", *engines)}
    built["reading"]["cpu_s"] = 0.5
    built["fts5"] |= {"cpu_s": 2.0, "size_mb": 8.0, "kept": "kept"}
    agreed = {"phrase": Agreement(30, 29, 4, 4)}
    return report.Run(built, latencies, agreed, [4.0, 60.0])


def test_targets_say_what_holds() -> None:
    *_others, (title, _head, rows) = report.tables(made_run(ours=1.0, rivals=10.0))
    said = {row[0]: row[1:] for row in rows}
    assert title.startswith("targets")
    assert said["typing, p95 / FTS5"] == ("0.1 x", "<= 0.05: MISSED", "-")
    assert said["typing, p95"] == ("1 ms", "-", "<= 1: holds")
    assert said["whole answer, p95 / FTS5 alone"] == ("0.4 x", "<= 0.3: MISSED", "-")
    assert said["fuzzy, p95 / Tantivy of one field"][1:] == (
        "<= 1: holds",
        "<= 0.5: holds",
    )
    assert said["build, documents a CPU second / FTS5"][1] == ">= 1: holds"
    assert said["an edit is found, p95"][1:] == ("<= 50: MISSED", "<= 20: MISSED")
    assert said["index size / FTS5"][1:] == ("<= 0.75: holds", "<= 0.5: MISSED")


def test_tables_show_every_engine_and_class() -> None:
    builds, best, first, agreed, _verdict = report.tables(made_run(2.0, 1.0))
    assert [row[0] for row in builds[2]][1:] == ["ours", "fts5", "tantivy", "tantivy1"]
    assert builds[2][1][4] == "200"  # 100 records in 1 s, of which reading took 0.5
    assert builds[2][2][-1] == "kept"
    assert len(best[2]) == len(asked.CLASSES) + 1
    rare = next(row for row in best[2] if row[0] == asked.CLASSES["rare"])
    assert rare[2] == "2 / 2"
    assert rare[-1] == "2.00"
    assert next(row for row in first[2] if row[0] == rare[0])[2] == "4 / 4"
    fuzzy = next(row for row in best[2] if row[0] == asked.CLASSES["fuzzy"])
    assert fuzzy[3] == "-"
    assert agreed[2] == [("phrase of 3", "29 of 30", "4 of 4")]


def test_the_window_types_what_is_begun() -> None:
    assert query_of(Asked("begun", ("ab",), "ab")).typing
    assert query_of(Asked("all", ("ab",), "ab", "qa")).task_type == "qa"
