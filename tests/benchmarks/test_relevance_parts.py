"""The relevance benchmark measures, deals out and compares as it says."""

import gzip
import hashlib
import json
from collections import Counter
from contextlib import closing
from math import isnan, log2
from pathlib import Path

import pytest
from benchmarks import relevance
from benchmarks.relevance_parts import judged, library, measures
from benchmarks.relevance_parts.rivals import (
    PLAIN,
    PLAIN_ALL,
    TITLED,
    Rivals,
    build,
)

from instrstudio.domain.query import Query
from instrstudio.domain.record import Record
from instrstudio.services import searching

FROZEN = {"en": "251d0ef6a4f1887b", "zh": "61aff7fb9e999244"}


def test_the_reciprocal_rank_looks_for_what_was_sought() -> None:
    grades = {"a": 1, "b": 2, "c": 0}
    assert measures.reciprocal_rank(["x", "a", "b"], grades) == pytest.approx(1 / 3)
    assert measures.reciprocal_rank(["x", "a"], {"a": 1, "c": 0}) == 0.5
    assert measures.reciprocal_rank(["c"], {"c": 0}) == 0
    assert measures.reciprocal_rank([*"0123456789", "b"], grades) == 0


def test_ndcg_knows_all_judged_records_and_counts_a_text_once() -> None:
    grades = {"a": 2, "b": 1, "c": 0}
    ideal = 3 + 1 / log2(3)
    assert measures.ndcg(["a", "b"], grades) == pytest.approx(1)
    assert measures.ndcg(["c", "a"], grades) == pytest.approx(3 / log2(3) / ideal)
    assert measures.ndcg(["a", "a"], grades) == pytest.approx(3 / ideal)
    assert measures.ndcg(["x"], {}) == 0


def test_the_share_nobody_judged() -> None:
    assert measures.unjudged(["a", "x", "b", "y"], {"a": 0, "b": 1}) == 0.5
    assert measures.unjudged([], {"a": 0}) == 0


def test_a_ratio_is_that_of_the_means() -> None:
    found = measures.ratio([1.0, 0.5, 0.6], [0.5, 0.25, 0.3])
    assert found.mean == pytest.approx(2)
    assert [found.low, found.high] == pytest.approx([2, 2])
    wide = measures.ratio([1.0, 0.0, 1.0, 0.2], [0.5, 0.5, 0.1, 0.3])
    assert wide.low < wide.mean < wide.high
    assert isnan(measures.ratio([1.0], [0.0]).mean)


def test_case_width_and_blanks_do_not_count_in_a_key() -> None:
    assert judged.text_key("Ｗrite  a\nPoem.") == judged.text_key("write a poem.")
    assert judged.text_key("write a poem.") != judged.text_key("write a poem")


def test_the_halves_follow_from_the_queries_alone() -> None:
    queries = [f"query {number}" for number in range(9)]
    dealt = judged.halves(queries)
    assert Counter(dealt.values()) == {"tune": 5, "test": 4}
    assert judged.halves(reversed(queries)) == dealt


def test_the_judged_queries_are_enough_and_dealt_out_as_said() -> None:
    found = judged.read()
    for language in judged.LANGUAGES:
        own = [query for query in found if query.language == language]
        assert len({query.query for query in own}) == len(own) >= 100
        assert {query.kind for query in own} == set(judged.KINDS)
        for kind in judged.KINDS:
            of_kind = {q.query: q.half for q in own if q.kind == kind}
            assert of_kind == judged.halves(of_kind)
    assert all(set(query.grades.values()) <= {0, 1, 2} for query in found)
    assert all(max(query.grades.values()) > 0 for query in found)


@pytest.mark.parametrize("language", judged.LANGUAGES)
def test_the_judgements_are_the_frozen_ones(language: str) -> None:
    text = (judged.FOLDER / f"{language}.jsonl").read_bytes()
    assert hashlib.blake2b(text, digest_size=8).hexdigest() == FROZEN[language]


def rows_of(folder: Path, name: str, *rows: dict[str, str]) -> None:
    common = {"title": "", "lang": "en", "source": "made", "license": ""}
    text = "\n".join(json.dumps({"tags": [], **common, **row}) for row in rows)
    with gzip.open(folder / name, "wt", encoding="utf-8") as file:
        file.write(text)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    titled = {"text": "Act as one. I type, you reply.", "title": "Linux Terminal"}
    rows_of(tmp_path, library.FILES[0], titled, {"text": "Write a poem. Be short."})
    rows_of(tmp_path, library.FILES[1], {"text": "写一首诗。", "lang": "zh"})
    return tmp_path


def test_the_library_is_filled_once_and_found(data: Path) -> None:
    for _time in range(2):
        with library.library_project(data) as workspace:
            stored = {record.title for record in workspace.store.records.iterate()}
            assert stored == {"Linux Terminal", "Write a poem", "写一首诗"}
            found = searching.search(workspace, Query(text="linux term", typing=True))
            assert [record.title for record in found.records] == ["Linux Terminal"]


def test_the_benchmark_says_that_too_little_is_found(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["relevance", "--data", str(data), "--misses"])
    relevance.main()
    shown = capsys.readouterr().out
    assert f"the tune half: {sum(q.half == 'tune' for q in judged.read())}" in shown
    assert shown.count("NOT reached") == len(relevance.MUSTS)
    assert set(json.loads(relevance.RESULT.read_text("utf-8"))) == {"tune"}


def test_without_data_the_benchmark_says_what_it_wants(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(library.VARIABLE, raising=False)
    for given in (None, tmp_path):
        with pytest.raises(SystemExit, match=library.FILES[0]):
            library.data_folder(given)


def found_by(path: Path, name: str, query: str) -> list[int]:
    with closing(Rivals(path)) as rivals:
        return rivals.found(name, query)


def test_the_rivals_want_any_word_or_every_word(tmp_path: Path) -> None:
    path = tmp_path / "rivals.sqlite"
    records = [
        Record(id=1, instruction="Write a poem.", title="Write a poem"),
        Record(id=2, instruction="Read it and reply.", title="Poem reader"),
        Record(id=3, instruction="写一首关于秋天的诗。", title="写一首关于秋天的诗"),
        Record(id=4, instruction="A poem that is old.", archived=True),
        Record(id=5, instruction="Song.", title="Old"),
        Record(id=6, instruction="Read it loud.", title="Song"),
    ]
    build(path, records)
    assert found_by(path, PLAIN, "write poems") == [1]
    assert found_by(path, PLAIN, "write poe") == [1, 2]
    assert found_by(path, PLAIN_ALL, "write poe") == [1]
    assert found_by(path, PLAIN_ALL, "castle reply") == [2]
    assert found_by(path, PLAIN, "song") == [5, 6]
    assert found_by(path, TITLED, "song") == [6, 5]
    assert found_by(path, TITLED, "秋天") == found_by(path, PLAIN, "秋天") == [3]
    assert found_by(path, PLAIN, " ") == []
