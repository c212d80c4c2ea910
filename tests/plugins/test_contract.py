"""One contract for every plug-in that is found, ours or installed."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from instrstudio.analysis.profile import profile_of
from instrstudio.domain.candidate import Candidate
from instrstudio.domain.errors import InstrStudioError, TransferError
from instrstudio.domain.job import run
from instrstudio.domain.ports import (
    CandidateCheck,
    CandidateMeasure,
    CorpusMetric,
    Format,
    Itemised,
    Method,
    SetMetric,
)
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.query import RecordMatch
from instrstudio.domain.record import Record, Source
from instrstudio.domain.span import Origin, Piece, assemble, covers
from instrstudio.domain.task import Example, Task
from instrstudio.domain.template import Slot, Template
from instrstudio.domain.transfer import Row
from instrstudio.services import plugins, templating
from instrstudio.services.workspace import Workspace

TASKS = (
    Task(
        description="对一篇新闻文章进行摘要。",
        examples=(
            Example(input="今天上午，城东的新桥正式通车。", output="新桥通车。"),
        ),
    ),
    Task(description="Translate the sentence into French.", fill=True),
    Task(examples=(Example(input="2 + 2 = ?", output="4"), Example(output="5"))),
    Task(examples=(Example(output="😀\u2028 a story"),)),
)
RECORDS = (
    Record(
        id=1,
        instruction="请对以下会议记录进行摘要：\n\n[会议记录]",
        task_type="summarization",
        language="zh",
        title="摘要",
    ),
    Record(
        id=2,
        instruction="Translate the following sentence into German:\n\n[sentence]",
        task_type="translation",
        language="en",
        title="Translate",
    ),
)


@dataclass(frozen=True, kw_only=True)
class StandIn:
    """A context like that of `services`: two records, all templates, no checkpoint."""

    profile: TaskProfile
    all_templates: tuple[Template, ...] = ()
    limit: int = 3
    seed: int = 0
    device: str = "cpu"

    def templates(self) -> Sequence[Template]:
        return [t for t in self.all_templates if t.language == self.profile.language]

    def render(self, template: Template) -> list[Piece]:
        return run(templating.render_for(template, self.profile))

    def nearest(self, limit: int) -> Sequence[RecordMatch]:
        found = [r for r in RECORDS if r.language == self.profile.language]
        return [RecordMatch(record=record, similarity=0.7) for record in found[:limit]]

    def affinities(self, texts: Sequence[str]) -> Sequence[float] | None:
        return None

    def similar_to(self, text: str) -> RecordMatch | None:
        return RecordMatch(record=RECORDS[0], similarity=0.2)

    def checkpoint(self) -> Path | None:
        return None


def _id(value: object) -> str:
    return str(getattr(value, "name", value))[:20]


def _context(task: Task, templates: tuple[Template, ...] = ()) -> StandIn:
    return StandIn(profile=profile_of(task), all_templates=templates)


def test_something_of_every_kind_is_found_once() -> None:
    for found in (plugins.methods(), plugins.formats()):
        names = [plugin.name for plugin in found]
        assert names
        assert len(set(names)) == len(names)
    assert plugins.failures() == ()


def _proposed(
    method: Method, task: Task, context: StandIn
) -> tuple[list[Candidate], str]:
    """Return what a method proposes, or the sentence in which it says why it cannot."""
    try:
        return list(method.propose(task, context)), ""
    except InstrStudioError as error:
        return [], str(error)


@pytest.mark.parametrize("method", plugins.methods(), ids=_id)
@pytest.mark.parametrize("task", TASKS, ids=range(len(TASKS)))
def test_method(method: Method, task: Task, empty_workspace: Workspace) -> None:
    context = _context(task, templating.all_templates(empty_workspace))
    found, refusal = _proposed(method, task, context)
    again, _ = _proposed(method, task, context)
    assert bool(refusal) == refusal.endswith(".")
    assert found == again, "one seed, one answer"
    assert len(found) <= context.limit
    for candidate in found:
        assert candidate.method == method.name
        assert candidate.text.strip() == candidate.text != ""
        assert covers(candidate.text, candidate.spans)
        assert 0 <= candidate.fit <= 1
        assert candidate.provenance.source
        for span in candidate.spans:
            assert isinstance(span.origin, Origin)
            if span.origin is Origin.RECORD:
                assert span.ref is not None
                assert span.ref.kind == "record"


CANDIDATES = tuple(
    Candidate(method="test", text=text, spans=spans)
    for text, spans in (
        assemble([Piece("请对以下新闻文章进行摘要：\n\n", Origin.TEMPLATE)]),
        assemble(
            [
                Piece("Translate into French: ", Origin.GENERATED),
                Piece("[sentence]", Origin.SLOT),
            ]
        ),
        assemble([Piece("4", Origin.TASK)]),
        assemble([Piece("x " * 3000, Origin.EDITED)]),
    )
)


@pytest.mark.parametrize("check", plugins.checks(), ids=_id)
@pytest.mark.parametrize("task", TASKS, ids=range(len(TASKS)))
def test_check(check: CandidateCheck, task: Task) -> None:
    assert check.weight >= 0
    context = _context(task)
    for candidate in CANDIDATES:
        score = check.check(candidate, task, context)
        assert score.name == check.name
        assert 0 <= score.value <= 1
        assert score == check.check(candidate, task, context)


@pytest.mark.parametrize("metric", plugins.metrics(), ids=_id)
def test_metric(metric: CorpusMetric) -> None:
    assert metric.low < metric.high
    english = ["Summarise the news article in one sentence.", "Translate it to French."]
    chinese = ["请对以下新闻文章进行摘要。", "把这句话翻译成法语。"]
    for texts in (english, chinese):
        same = metric.score(texts, [[text] for text in texts])
        other = metric.score(texts, [["zzz qqq jjj"], ["完全不同的内容吗"]])
        several = metric.score(texts, [["zzz qqq", text] for text in texts])
        for score in (same, other, several):
            assert math.isfinite(score)
            assert metric.low <= score <= metric.high
        assert (same > other) == metric.higher_is_better
        assert (several > other) == metric.higher_is_better


@pytest.mark.parametrize("metric", plugins.metrics(), ids=_id)
def test_metric_of_each_text(metric: CorpusMetric) -> None:
    if not isinstance(metric, Itemised):
        pytest.skip("it knows sets only")
    texts = ["Translate it.", "", "把这句话翻译成法语。"]
    references = [["Translate it."], ["Go"], ["翻译", "把这句话翻译成法语。"]]
    each = metric.each(texts, references)
    assert len(each) == len(texts)
    assert all(metric.low <= score <= metric.high for score in each)
    assert each[0] == pytest.approx(metric.score(texts[:1], references[:1]))
    assert (each[2] > each[1]) == metric.higher_is_better


@pytest.mark.parametrize("metric", plugins.set_metrics(), ids=_id)
def test_metric_of_a_set(metric: SetMetric) -> None:
    assert metric.low < metric.high
    same = metric.variety(["请对以下新闻文章进行摘要。"] * 3)
    different = metric.variety(["请写一首诗", "Translate it now", "把话翻成法语"])
    for score in (same, different, metric.variety([]), metric.variety([""])):
        assert metric.low <= score <= metric.high
    assert (different > same) == metric.higher_is_better


@pytest.mark.parametrize("measure", plugins.measures(), ids=_id)
@pytest.mark.parametrize("task", TASKS, ids=range(len(TASKS)))
def test_measure(measure: CandidateMeasure, task: Task) -> None:
    assert measure.low < measure.high
    context = _context(task)
    for candidate in CANDIDATES:
        found = measure.measure(candidate, task, context)
        assert {name.split(".")[0] for name in found} <= {measure.name}
        assert all(measure.low <= value <= measure.high for value in found.values())
        assert found == measure.measure(candidate, task, context)


WRITERS = [found for found in plugins.formats() if found.reads and found.writes]
SUFFIXED = [(found, suffix) for found in WRITERS for suffix in found.suffixes]
FULL = Record(
    instruction="对以下内容进行摘要：\n\n[内容] “引用” 😀",
    examples=(Example(input="- a: 1\n{}", output="no"),),
    system="s",
    history=(("u", "a"),),
    source=Source(kind=""),
)


def _rows_of(found: Format, path: Path) -> tuple[list[Row], str]:
    """Return the rows of a file, or the sentence in which they are refused."""
    try:
        return list(found.read(path)), ""
    except TransferError as error:
        return [], str(error)


@pytest.mark.parametrize("found", plugins.formats(), ids=_id)
def test_format(found: Format, tmp_path: Path) -> None:
    assert found.reads or found.writes
    assert all(suffix.startswith(".") for suffix in found.suffixes)
    assert not set(found.keeps) & set(found.drops)
    for name, content in (("empty", b""), ("noise", bytes(range(256)))):
        for suffix in found.suffixes:
            path = tmp_path / f"{name}{suffix}"
            path.write_bytes(content)
            assert 0 <= found.recognises(path) <= 1
            rows, refusal = _rows_of(found, path)
            assert not any(row.items for row in rows)
            assert bool(refusal) == refusal.endswith(".")
            assert rows or refusal, "a file without rows is said to be one"


def _kept_whole(found: Format) -> list[Record | Template]:
    """Return what `found` promises to hold whole: four of the fullest kind it can.

    A format that says nothing about single items promises all of a full record.
    """
    refusal = getattr(found, "refusal", lambda _item: None)
    lost = getattr(found, "lost", lambda _item: ())
    shapes = [FULL, replace(FULL, system="", history=())]
    shapes += [replace(s, examples=(Example(output="no"),)) for s in shapes]
    shapes += [
        replace(s, extra=extra)
        for s in shapes
        for extra in ({"rejected": "maybe"}, {"label": False})
    ]
    shapes.append(replace(FULL, system="", history=(), examples=()))
    fitting: list[Record | Template] = [
        s for s in shapes if not refusal(s) and not lost(s)
    ]
    if not fitting:
        return [
            Template(
                id=f"t{n}",
                name=f"name {n}",
                task_type="",
                language="zh",
                pattern="对 {{ text }} 进行摘要",
                slots=(Slot(name="text"),),
                origin="project",
            )
            for n in range(4)
        ]
    full = fitting[0]
    assert isinstance(full, Record)
    return [replace(full, instruction=f"{full.instruction} {n}") for n in range(4)]


@pytest.mark.parametrize(("found", "suffix"), SUFFIXED, ids=_id)
def test_format_reads_what_it_writes(
    found: Format, suffix: str, tmp_path: Path
) -> None:
    items = _kept_whole(found)
    target = tmp_path / f"out{suffix}"
    assert list(found.write(items, target)) == [1, 2, 3, 4]
    assert found.recognises(target) > 0.5
    rows = list(found.read(target))
    assert [item for row in rows for item in row.items] == items
    assert not any(row.skipped or row.repaired for row in rows)
    for at, row in enumerate(rows, start=1):
        assert list(found.read(target, row.resume_at)) == rows[at:]
    shares = [row.share for row in rows]
    assert shares == sorted(shares)
    assert shares[-1] == 1
