import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import tiny_model

from instrstudio.analysis import delexical
from instrstudio.analysis.profile import profile_of
from instrstudio.domain.candidate import Candidate, Draft
from instrstudio.domain.errors import CheckpointMismatch, NotTrained
from instrstudio.domain.ports import Method, Streaming
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.query import RecordMatch
from instrstudio.domain.record import Record
from instrstudio.domain.run import Checkpoint
from instrstudio.domain.span import Origin, Piece, assemble, covers, strip
from instrstudio.domain.task import Task
from instrstudio.domain.template import Template
from instrstudio.methods import generation
from instrstudio.methods.generation import PLUGIN, GenerationMethod
from instrstudio.model.generator import Generator, Hypothesis, Written

TASK = Task(description="对一篇新闻文章进行摘要，不超过100字")


@dataclass
class FakeContext:
    profile: TaskProfile
    folder: Path | None = None
    limit: int = 5
    seed: int = 0
    device: str = "cpu"
    library: tuple[str, ...] = ()
    """Instructions, the nearest first."""

    def templates(self) -> list[Template]:
        return []

    def render(self, template: Template) -> list[Piece]:
        return []

    def nearest(self, limit: int) -> list[RecordMatch]:
        records = [Record(instruction=text) for text in self.library[:limit]]
        return [RecordMatch(record=record, similarity=0.5) for record in records]

    def affinities(self, texts: Sequence[str]) -> Sequence[float] | None:
        return None

    def similar_to(self, text: str) -> RecordMatch | None:
        return None

    def checkpoint(self) -> Path | None:
        return self.folder


class Writer:
    """Stands in for a `Generator`: writes what it is told."""

    about = Checkpoint(name="m", folder="/m")

    def __init__(self, *texts: str, reads_like: bool = False) -> None:
        self._texts = texts
        self.reads_like = reads_like
        self.asked: dict[str, object] = {}

    def generate(self, source: str, **asked: object) -> list[Hypothesis]:
        self.asked = {"source": source, **asked}
        return [
            Hypothesis(
                text=text,
                tokens=(),
                offsets=(),
                log_probability=-0.1 * (place + 1),
                attention=(),
            )
            for place, text in enumerate(self._texts)
        ]


class Typist(Writer):
    """A `Writer` that writes its first text token by token as well."""

    def __init__(self, *texts: str, tokens: Sequence[str]) -> None:
        super().__init__(*texts)
        self._tokens = tokens
        self.streamed: dict[str, object] = {}

    def stream(self, source: str, **asked: object) -> Iterator[Written]:
        self.streamed = {"source": source, **asked}
        for count in range(1, len(self._tokens) + 1):
            yield Written(
                text="".join(self._tokens[:count]),
                token=self._tokens[count - 1],
                log_probability=-0.1,
                attention=(),
                copied=0.0,
                copy_source=-1,
            )


def streamed(
    monkeypatch: pytest.MonkeyPatch, writer: Typist, seed: int = 0
) -> list[Draft | Candidate]:
    method = GenerationMethod()
    monkeypatch.setattr(method, "_generator", lambda *_: writer)
    context = FakeContext(profile_of(TASK), Path("/m"), seed=seed)
    return list(method.stream(TASK, context))


def propose(
    monkeypatch: pytest.MonkeyPatch, *texts: str, task: Task = TASK, limit: int = 5
) -> list[Candidate]:
    method = GenerationMethod()
    monkeypatch.setattr(method, "_generator", lambda *_: Writer(*texts))
    context = FakeContext(profile_of(task), Path("/m"), limit)
    return list(method.propose(task, context))


def test_it_is_a_method() -> None:
    assert isinstance(PLUGIN, Method)
    assert (PLUGIN.name, PLUGIN.order) == ("generation", 30)


def test_without_a_model_it_says_so() -> None:
    with pytest.raises(NotTrained, match="train or import one"):
        list(PLUGIN.propose(TASK, FakeContext(profile_of(TASK))))


def test_the_tasks_words_are_put_in_with_their_origin(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "请为以下<input_form>写<output_form>。要求：<constraints>。\n\n<slot>"
    (candidate,) = propose(monkeypatch, text)
    assert candidate.text == (
        "请为以下新闻文章写摘要。要求：不超过100字。\n\n[新闻文章内容]"
    )
    assert covers(candidate.text, candidate.spans)
    by_origin = {s.origin: candidate.text[s.start : s.end] for s in candidate.spans}
    assert by_origin[Origin.SLOT] == "[新闻文章内容]"
    assert by_origin[Origin.TASK] == "不超过100字"
    assert candidate.provenance.checkpoint == "m"
    assert candidate.provenance.log_probability == -0.1
    assert 0 < candidate.fit < 1


def test_a_missing_place_is_added(monkeypatch: pytest.MonkeyPatch) -> None:
    (candidate,) = propose(monkeypatch, "请写摘要，<constraints>。")
    assert candidate.text.endswith("。\n\n[新闻文章内容]")


def test_what_leaves_the_demands_unsaid_comes_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = "请概括<input_form>，写成<output_form>：<constraints>。<slot>"
    bare, full = propose(monkeypatch, "请概括下面的<input_form>：<slot>", whole)[::-1]
    assert "100" in full.text
    assert full.fit > bare.fit


def test_unusable_texts_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    good = "请概括下面的<input_form>：<slot>"
    broken = "写\ufffd一段摘要", "<slot><slot>请写摘要", "写", "请请请请写一段摘要。"
    found = propose(monkeypatch, *broken, good)
    assert [c.text for c in found] == ["请概括下面的新闻文章：[新闻文章内容]"]
    with pytest.raises(NotTrained, match="nothing usable"):
        propose(monkeypatch, "写")


def test_texts_differ_and_keep_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["请写一段摘要：<slot>", "请写一段摘要： <slot>", *"甲乙丙丁"]
    texts = [t if len(t) > 1 else f"请{t}写一段文字：<slot>" for t in texts]
    found = propose(monkeypatch, *texts, limit=3)
    assert len(found) == 3
    assert len({c.text.replace(" ", "") for c in found}) == 3


def test_tokens_without_words_are_forbidden(monkeypatch: pytest.MonkeyPatch) -> None:
    writer, method = Writer("请写一段摘要：<slot>"), GenerationMethod()
    monkeypatch.setattr(method, "_generator", lambda *_: writer)
    context = FakeContext(profile_of(TASK), Path("/m"), seed=4)
    list(method.propose(TASK, context))
    assert "<labels>" in writer.asked["forbidden"]  # type: ignore[operator]
    assert "<input_form>" not in writer.asked["forbidden"]  # type: ignore[operator]
    assert writer.asked["seed"] == 4
    assert writer.asked["source"] == delexical.source_text(context.profile)


LIBRARY = ("请概括新闻。", "请概括新闻。", "写一段摘要。", "总结要点。", "列出要点。")


@pytest.mark.parametrize(
    ("reads_like", "library", "brought"),
    [
        (True, LIBRARY, ["请概括新闻。", "写一段摘要。", "总结要点。"]),
        (True, LIBRARY[:2], ["请概括新闻。"]),
        (True, (), []),
        (False, LIBRARY, []),
    ],
)
def test_like_instructions_are_brought_to_a_model_that_reads_them(
    monkeypatch: pytest.MonkeyPatch,
    reads_like: bool,
    library: tuple[str, ...],
    brought: list[str],
) -> None:
    writer = Writer("请写一段摘要：<slot>", reads_like=reads_like)
    method = GenerationMethod()
    monkeypatch.setattr(method, "_generator", lambda *_: writer)
    context = FakeContext(profile_of(TASK), Path("/m"), library=library)
    (found,) = method.propose(TASK, context)
    source = str(writer.asked["source"])
    assert source == delexical.source_text(context.profile, like=brought)
    assert source.split(delexical.LIKE)[1:] == brought
    assert found.text == "请写一段摘要：[新闻文章内容]"


def test_a_model_is_loaded_once_and_again_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tiny_model.write(tmp_path / "model")
    loads: list[Path] = []
    load = Generator.load

    def counted(path: Path, device: str) -> Generator:
        loads.append(path)
        return load(path, device)

    monkeypatch.setattr(Generator, "load", counted)
    method = GenerationMethod()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: method._generator(folder, "cpu"), range(8)))
    assert len(set(map(id, found))) == len(loads) == 1
    os.utime(folder / "card.json", (1, 1))
    assert method._generator(folder, "cpu") is not found[0]


def test_a_damaged_model_is_an_error_with_a_sentence(tmp_path: Path) -> None:
    folder = tiny_model.write(tmp_path / "model")
    (folder / "weights.safetensors").write_bytes(b"x")
    with pytest.raises(CheckpointMismatch, match="damaged"):
        list(GenerationMethod().propose(TASK, FakeContext(profile_of(TASK), folder)))


def test_a_candidate_says_where_its_model_looked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Looking(Writer):
        def generate(self, source: str, **asked: object) -> list[Hypothesis]:
            (plain,) = super().generate(source, **asked)
            return [
                replace(
                    plain,
                    tokens=("写摘", "要"),
                    source_tokens=("<zh>", "摘要"),
                    attention=((0.2, 0.8), (0.1, 0.9)),
                    copied=(0.3, 0.7),
                )
            ]

    method = GenerationMethod()
    writer = Looking("写一段摘要：<slot>")
    monkeypatch.setattr(method, "_generator", lambda *_: writer)
    context = FakeContext(profile_of(TASK), Path("/m"))
    (candidate,) = method.propose(TASK, context)
    found = candidate.alignment
    assert found is not None
    assert (found.source, found.text) == (writer.asked["source"], "写一段摘要：<slot>")
    assert found.source_tokens == ("<zh>", "摘要")
    assert found.attention[1] == (0.1, 0.9)
    assert found.copied == (0.3, 0.7)
    assert "alignment" not in candidate.as_dict(1)


def test_a_model_that_does_not_say_leaves_no_alignment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (candidate,) = propose(monkeypatch, "写一段摘要：<slot>")
    assert candidate.alignment is None


TYPED = ("请", "概括", "<input_form>", "", "：\n\n", "<slot>")


def test_drafts_grow_and_candidates_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    writer = Typist("写一段摘要：<slot>", tokens=TYPED)
    *drafts, last = streamed(monkeypatch, writer)
    assert isinstance(last, Candidate)
    assert last.text == "写一段摘要：[新闻文章内容]"
    assert all(isinstance(draft, Draft) for draft in drafts)
    assert [draft.text for draft in drafts] == [
        "请",
        "请概括",
        "请概括新闻文章",
        "请概括新闻文章：",
        "请概括新闻文章：\n\n[新闻文章内容]",
    ]
    assert all(draft.method == "generation" for draft in drafts)
    assert all(covers(draft.text, draft.spans) for draft in drafts)
    assert drafts[-1].spans[-1].origin is Origin.SLOT
    assert writer.streamed["source"] == writer.asked["source"]
    assert writer.streamed["forbidden"] == writer.asked["forbidden"]


def test_the_last_draft_is_the_likeliest_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generation, "_DRAFT_SECONDS", 60.0)
    folder, profile = tiny_model.write(tmp_path / "model"), profile_of(TASK)
    drafts: list[Draft] = []
    with suppress(NotTrained):  # a model of random numbers writes nothing usable
        for event in GenerationMethod().stream(TASK, FakeContext(profile, folder)):
            if isinstance(event, Draft):
                drafts.append(event)
    *_, greedy = Generator.load(folder, "cpu").stream(
        delexical.source_text(profile), forbidden=delexical.unavailable(profile)
    )
    pieces = delexical.filled(greedy.text, profile, "tiny")
    assert (drafts[-1].text, drafts[-1].spans) == assemble(strip(pieces))
    assert len({draft.text for draft in drafts}) > 3


def test_drafts_are_given_little_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation, "_DRAFT_SECONDS", 0.0)
    found = streamed(monkeypatch, Typist("写一段摘要：<slot>", tokens=TYPED))
    assert [type(event) for event in found] == [Draft, Candidate]


def test_another_seed_has_no_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    """The likeliest text would be no sign of what is coming."""
    writer = Typist("写一段摘要：<slot>", tokens=TYPED)
    assert isinstance(PLUGIN, Streaming)
    assert [type(e) for e in streamed(monkeypatch, writer, seed=2)] == [Candidate]


class Wordy(Writer):
    """A `Writer` that is equally sure of a long text and of a short one."""

    def generate(self, source: str, **asked: object) -> list[Hypothesis]:
        found = super().generate(source, **asked)
        return [
            replace(h, tokens=("a",) * len(h.text), log_probability=-0.5) for h in found
        ]


def test_a_long_text_is_not_likelier_for_being_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain = "请为以下<input_form>写<output_form>。\n\n<slot>"
    long = "请先读两遍，再想一想，然后" + plain
    method = GenerationMethod()
    monkeypatch.setattr(method, "_generator", lambda *_: Wordy(long, plain))
    context = FakeContext(profile_of(TASK), Path("/m"), 5)
    first, second = method.propose(TASK, context)
    assert "两遍" not in first.text
    assert first.fit > second.fit
