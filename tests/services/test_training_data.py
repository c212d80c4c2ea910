import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from instrstudio import resources
from instrstudio.analysis import delexical, style
from instrstudio.analysis.profile import profile_of
from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.job import Cancelled, run
from instrstudio.domain.language import normalised
from instrstudio.domain.record import Record
from instrstudio.domain.task import Example, Task
from instrstudio.model.corpus import Corpus, Pair
from instrstudio.services import families, training_data
from instrstudio.services.training_data import Lesson, Lessons, Neighbours
from instrstudio.services.workspace import Workspace

GOOD = {
    "task_description": "Summarize a news article",
    "input": "Rain fell.",
    "output": "Rain.",
    "instruction": "Summarize the news article below:\n\n[news article]",
}


def write(path: Path, *rows: Mapping[str, object] | str) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def many(count: int) -> list[dict[str, object]]:
    return [
        {**GOOD, "instruction": f"Summarize it in {i} words."} for i in range(count)
    ]


def test_a_line_becomes_a_task_and_its_instruction(tmp_path: Path) -> None:
    row = {**GOOD, "task": "summarization", "language": "en", "licence": "CC0-1.0"}
    (lesson,) = training_data.from_file(write(tmp_path / "d.jsonl", "", row, ""))
    assert lesson.instruction == GOOD["instruction"]
    assert lesson.task.task_type == "summarization"
    assert lesson.task.examples == (Example(input="Rain fell.", output="Rain."),)
    assert lesson.licence == "CC0-1.0"
    pair = training_data.pair_of(lesson)
    assert "<task>Summarize a <input_form>" in pair.source
    assert "<length=short><form=line>" in pair.source
    assert pair.target == "Summarize the <input_form> below:\n\n<slot>"


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("{", "Line 2 is not a JSON object"),
        ("[]", "Line 2 is not a JSON object"),
        ({**GOOD, "instruction": ""}, "Line 2: the field “instruction”"),
        ({**GOOD, "instruction": 5}, "Line 2: the field “instruction”"),
        ({**GOOD, "input": 5}, "Line 2: The field “input”"),
        ({**GOOD, "examples": "x"}, "Line 2: The field “examples”"),
        ({"instruction": "Go."}, "Line 2: the field “task_description”"),
    ],
)
def test_a_bad_line_is_named(
    tmp_path: Path, bad: Mapping[str, object] | str, said: str
) -> None:
    with pytest.raises(InvalidInput, match=said):
        list(training_data.from_file(write(tmp_path / "d.jsonl", GOOD, bad)))


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"nowhere\.jsonl"):
        list(training_data.from_file(tmp_path / "nowhere.jsonl"))
    (tmp_path / "x").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvalidInput, match="not UTF-8"):
        list(training_data.from_file(tmp_path / "x"))


def read(workspace: Workspace, path: Path | None) -> Lessons:
    return run(training_data.lessons(workspace, path))


def made(workspace: Workspace, path: Path | None, **options: bool) -> Corpus:
    """Return the corpus of a file or of the library."""
    found = read(workspace, path)
    return run(training_data.corpus(workspace, found, path, **options))


def instructions(found: Iterable[Lesson]) -> set[str]:
    return {lesson.instruction for lesson in found}


def test_too_few_is_a_sentence(empty_workspace: Workspace, tmp_path: Path) -> None:
    rows = [*many(19), *many(19)]
    with pytest.raises(InvalidInput, match=r"There are 19 .*; 20 are needed"):
        read(empty_workspace, write(tmp_path / "d", *rows))


def test_no_instruction_is_on_both_sides(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    other = [{**row, "input": "Snow fell."} for row in many(400)]
    shouted = [
        {**row, "instruction": f"{row['instruction']} ".upper()} for row in many(400)
    ]
    path = write(tmp_path / "d.jsonl", *many(400), *other, *shouted)
    found = read(empty_workspace, path)
    sides = [
        {normalised(lesson.instruction) for lesson in side}
        for side in (found.learned, found.held_out)
    ]
    assert not sides[0] & sides[1]
    assert len(sides[0] | sides[1]) == 400
    assert 25 <= len(sides[1]) <= 56  # about a tenth
    assert len(found.learned) + len(found.held_out) == 1200
    assert len(found.held_out) == 3 * len(sides[1])  # with all their rows
    assert found == read(empty_workspace, path)


@pytest.mark.parametrize("count", [20, 60, 400, 1000])
def test_what_was_learned_is_not_held_out_of_a_library_that_has_grown(
    empty_workspace: Workspace, tmp_path: Path, count: int
) -> None:
    before = read(empty_workspace, write(tmp_path / "d", *many(count)))
    for more in (1, 5, count):
        path = write(tmp_path / "e", *many(count + more)[::-1])
        after = read(empty_workspace, path)
        assert not instructions(before.learned) & instructions(after.held_out)


def test_what_is_held_out_stays_so(empty_workspace: Workspace, tmp_path: Path) -> None:
    before = read(empty_workspace, write(tmp_path / "d", *many(400)))
    after = read(empty_workspace, write(tmp_path / "e", *many(1000)))
    assert instructions(before.held_out) < instructions(after.held_out)


def test_at_least_two_and_not_too_many_are_held_out(
    empty_workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(families, "lot", lambda key: len(key) / 1000 + 0.5)
    few = read(empty_workspace, write(tmp_path / "d", *many(30)))
    assert len(few.held_out) == 2
    monkeypatch.setattr(families, "lot", lambda _key: 0.0)
    all_low = read(empty_workspace, write(tmp_path / "e", *many(400)))
    assert len(all_low.held_out) == 300


def test_pairs_are_made_of_lessons_each_once(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path / "d.jsonl", *many(60), *many(60))
    found, corpus = read(empty_workspace, path), made(empty_workspace, path)
    assert len(corpus.pairs) == len(instructions(found.learned))
    assert len(corpus.validation) == len(instructions(found.held_out))
    assert not set(corpus.pairs) & set(corpus.validation)
    assert corpus == made(empty_workspace, path)
    assert (corpus.file, corpus.description) == (str(path), "d.jsonl")
    assert corpus.specials == delexical.SPECIALS
    assert corpus.markers == delexical.SECTIONS
    assert corpus.optional == style.TOKENS


def test_the_style_is_named_for_learning_alone(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    corpus = made(empty_workspace, write(tmp_path / "d.jsonl", *many(40)))
    for pair in corpus.pairs:
        assert [token in pair.source for token in style.TOKENS].count(True) == 2
    for pair in corpus.validation:
        assert not any(token in pair.source for token in style.TOKENS)


OLD = [Pair(f"<en><type=other><has><task>Do it {i}", f"Do it {i}.") for i in range(199)]


def test_as_much_of_the_shipped_corpus_is_mixed_in(
    empty_workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "d.jsonl", *many(40))
    alone = made(empty_workspace, path)
    monkeypatch.setattr(training_data, "replayed", lambda: iter(OLD))
    assert made(empty_workspace, path) == alone
    mixed = made(empty_workspace, path, replays=True)
    times = round(len(OLD) / len(alone.pairs))
    assert times > 1
    assert mixed.pairs == (*times * alone.pairs, *OLD[: times * len(alone.pairs)])
    assert mixed.validation == alone.validation


def test_of_many_lessons_none_is_repeated(
    empty_workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "d.jsonl", *many(40))
    alone = made(empty_workspace, path)
    monkeypatch.setattr(training_data, "replayed", lambda: iter(OLD[:5]))
    mixed = made(empty_workspace, path, replays=True)
    assert mixed.pairs == (*alone.pairs, *OLD[:5])


def test_what_is_held_out_is_not_learned_from_the_shipped_corpus(
    empty_workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "d.jsonl", *many(40))
    held_out = made(empty_workspace, path).validation
    again = [Pair(f"<en>{pair.source}", pair.target) for pair in held_out]
    monkeypatch.setattr(training_data, "replayed", lambda: iter([*again, OLD[0]]))
    mixed = made(empty_workspace, path, replays=True)
    assert OLD[0] in mixed.pairs
    assert not {pair.target for pair in mixed.pairs} & {p.target for p in held_out}


def test_the_shipped_corpus_is_read_line_by_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "replay.jsonl.gz"
    lines = [json.dumps([pair.source, pair.target]) for pair in OLD[:3]]
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    monkeypatch.setattr(resources, "path", lambda *_parts: path)
    assert list(training_data.replayed()) == OLD[:3]


def test_no_shipped_corpus_is_nothing_to_mix_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(*_parts: str) -> Path:
        raise FileNotFoundError

    monkeypatch.setattr(resources, "path", missing)
    assert list(training_data.replayed()) == []


def library_of(workspace: Workspace, *texts: str) -> None:
    records = [
        Record(
            instruction=t, task_description="Summarize a news article", language="en"
        )
        for t in texts
    ]
    workspace.store.records.insert(records, label="test")


def asked(own: str) -> Lesson:
    return Lesson(Task(description="Summarize a news article", language="en"), own)


def like(near: Neighbours, lesson: Lesson) -> tuple[str, ...]:
    return near.of(profile_of(lesson.task), lesson.instruction)


def test_neighbours_are_never_ones_own_nor_held_out(
    empty_workspace: Workspace,
) -> None:
    library_of(empty_workspace, "Own.", "own. ", "Held  out.", "One.", "Two.", "Three.")
    near = Neighbours(empty_workspace, [asked("Held out.")])
    assert set(like(near, asked("OWN."))) == {"One.", "Two.", "Three."}
    assert set(like(near, asked("Held out."))) <= {
        "Own.",
        "own. ",
        "One.",
        "Two.",
        "Three.",
    }
    assert len(like(near, asked("Another."))) == delexical.LIKE_MOST


def test_neighbours_differ_and_are_found_behind_many_of_ones_own(
    empty_workspace: Workspace,
) -> None:
    library_of(empty_workspace, *["Own."] * 90, "One.", "One.", "Two.")
    near = Neighbours(empty_workspace, [])
    assert sorted(like(near, asked("Own."))) == ["One.", "Two."]


def test_an_empty_library_has_no_neighbours(empty_workspace: Workspace) -> None:
    assert like(Neighbours(empty_workspace, []), asked("Own.")) == ()


def test_sources_bring_neighbours_only_for_a_model_that_reads_them(
    empty_workspace: Workspace,
) -> None:
    texts = [f"Sum it up in {i} words." for i in range(40)]
    library_of(empty_workspace, *texts)
    plain = made(empty_workspace, None)
    assert not any(
        delexical.LIKE in p.source for p in (*plain.pairs, *plain.validation)
    )
    corpus = made(empty_workspace, None, reads_like=True)
    held_out = instructions(read(empty_workspace, None).held_out)
    assert {p.target for p in corpus.validation} == held_out
    for pair in (*corpus.pairs, *corpus.validation):
        brought = pair.source.split(delexical.LIKE)[1:]
        assert len(brought) == delexical.LIKE_MOST
        assert not {pair.target, *held_out} & set(brought)


def test_the_library_is_learned_from(empty_workspace: Workspace) -> None:
    texts = [f"Summarize the text in {i} words." for i in range(25)]
    records = [
        Record(instruction=t, task_description="summarize a text", licence="CC0-1.0")
        for t in texts
    ]
    records.append(Record(instruction="Nobody knows what for."))
    records.append(Record(instruction=" ", task_description="summarize a text"))
    empty_workspace.store.records.insert(records, label="test")
    ids = empty_workspace.store.records.insert(
        [Record(instruction="Put away.", task_description="x")], label="test"
    ).ids
    empty_workspace.store.records.archive([i for i in ids if i], label="test")
    found = read(empty_workspace, None)
    assert instructions((*found.learned, *found.held_out)) == set(texts)
    corpus = made(empty_workspace, None)
    assert corpus.licences == ("CC0-1.0",)
    assert (corpus.file, corpus.description) == ("", empty_workspace.project.name)


def test_a_long_reading_says_so_and_can_be_stopped(
    empty_workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training_data, "_TOLD_EVERY", 10)
    path = write(tmp_path / "d", *many(60))
    reading = training_data.lessons(empty_workspace, path)
    assert str(next(reading).message) == "10 instructions read."
    making = training_data.corpus(empty_workspace, read(empty_workspace, path), path)
    assert str(next(making).message) == "10 instructions prepared."
    for job in (reading, making):
        with pytest.raises(Cancelled):
            job.throw(Cancelled())
