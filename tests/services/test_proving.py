"""Methods compared on held-out lessons."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
import tiny_model

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.errors import NotFound
from instrstudio.domain.job import Cancelled, Progress, run
from instrstudio.domain.ports import Context
from instrstudio.domain.record import Record
from instrstudio.domain.span import Origin, Span
from instrstudio.domain.task import Example, Task
from instrstudio.model import card
from instrstudio.services import judging, plugins, proving, remembering, worth
from instrstudio.services.construct import profile_of
from instrstudio.services.training_data import Lesson
from instrstudio.services.workspace import Workspace

MODEL = Path("model")


def candidate(text: str, slot: str = "") -> Candidate:
    """A candidate that ends with the place of its input, if it has one."""
    spans = [Span(start=0, end=len(text), origin=Origin.GENERATED)]
    if slot:
        end = len(text) + len(slot)
        spans.append(Span(start=len(text), end=end, origin=Origin.SLOT))
    return Candidate(method="x", text=text + slot, spans=tuple(spans))


@dataclass
class Speaks:
    """A method that answers with what a function makes of the task."""

    name: str
    answer: Callable[[Task, Context], Iterator[Candidate]]
    order: int = 1
    seen: list[Context] = field(default_factory=list)

    def propose(self, task: Task, context: Context) -> Iterator[Candidate]:
        self.seen.append(context)
        return self.answer(task, context)


def lessons(count: int, *, first: int = 0, described: bool = True) -> list[Lesson]:
    """Lessons with instructions of their own."""
    shown = Example(input="Rain fell.", output="Rain.")
    return [
        Lesson(
            Task(
                description=f"Summarize part {i}." if described else "",
                examples=(shown,),
                language="en",
            ),
            f"Write a summary of part {i}.",
        )
        for i in range(first, first + count)
    ]


def right(task: Task, _context: Context) -> Iterator[Candidate]:
    """Answer what the lesson says."""
    number = task.description.removeprefix("Summarize part ").rstrip(".")
    yield candidate(f"Write a summary of part {number}.", "\n\n[text]")
    yield candidate("Never asked for.")


def silent(_task: Task, _context: Context) -> Iterator[Candidate]:
    """Have nothing to say."""
    yield from ()


def fails(task: Task, _context: Context) -> Iterator[Candidate]:
    """Fail as a method may."""
    if task != Task():
        raise NotFound("Nothing is near.")
    yield candidate("Never said.")


def breaks(task: Task, _context: Context) -> Iterator[Candidate]:
    """Fail as a stranger's plug-in may."""
    if task != Task():
        raise ZeroDivisionError("by zero")
    yield candidate("Never said.")


def firsts(proof: proving.Proof, kind: str = "en-described") -> dict[str, float]:
    """Return the mean score of the first answers of each method."""
    return {name: worth["first"] for name, worth in proof[kind]["methods"].items()}


@pytest.fixture
def method(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Speaks]:
    """Let there be one more method; before the first there is none."""
    known: list[Speaks] = []

    def add(
        name: str, answer: Callable[[Task, Context], Iterator[Candidate]]
    ) -> Speaks:
        known.append(Speaks(name, answer))
        return known[-1]

    monkeypatch.setattr(plugins, "methods", lambda: tuple(known))
    return add


def test_the_means_of_first_answers_are_told_by_kind_of_task(
    empty_workspace: Workspace, method: Callable[..., Speaks]
) -> None:
    method("right", right)
    method("silent", silent)
    held_out = [*lessons(8), *lessons(9, first=20, described=False)]
    proof = run(proving.prove(empty_workspace, held_out, MODEL))
    assert set(proof) == {"en-described", "en-shown"}
    assert firsts(proof, "en-described") == {"right": 100.0, "silent": 0.0}
    assert proof["en-described"]["items"] == 8
    assert proof["en-shown"]["items"] == 9
    assert 0 < firsts(proof, "en-shown")["right"] < 100


def test_a_kind_with_too_few_tasks_is_left_out(
    empty_workspace: Workspace, method: Callable[..., Speaks]
) -> None:
    method("right", right)
    held_out = [*lessons(8), *lessons(7, first=20, described=False)]
    assert set(run(proving.prove(empty_workspace, held_out, MODEL))) == {"en-described"}


def test_when_nothing_can_be_proven_nobody_is_asked(
    empty_workspace: Workspace, method: Callable[..., Speaks]
) -> None:
    asked = method("right", right)
    assert run(proving.prove(empty_workspace, lessons(7), MODEL)) == {}
    assert not asked.seen


def test_an_instruction_counts_once_and_not_too_many_are_asked(
    empty_workspace: Workspace, method: Callable[..., Speaks]
) -> None:
    asked = method("right", right)
    same = [Lesson(lesson.task, "Do it.") for lesson in lessons(8)]
    assert run(proving.prove(empty_workspace, same, MODEL)) == {}
    proof = run(proving.prove(empty_workspace, lessons(100), MODEL))
    assert proof["en-described"]["items"] == len(asked.seen) == proving._MOST


def test_a_method_that_fails_has_said_nothing(
    empty_workspace: Workspace, method: Callable[..., Speaks]
) -> None:
    method("fails", fails)
    method("breaks", breaks)
    method("right", right)
    proof = run(proving.prove(empty_workspace, lessons(8), MODEL))
    assert firsts(proof) == {"fails": 0.0, "breaks": 0.0, "right": 100.0}


def test_methods_generate_with_the_new_model(
    empty_workspace: Workspace, method: Callable[..., Speaks]
) -> None:
    asked = method("right", right)
    run(proving.prove(empty_workspace, lessons(8), MODEL))
    assert {context.checkpoint() for context in asked.seen} == {MODEL}
    assert {context.limit for context in asked.seen} == {3}


def test_a_lessons_own_instruction_is_never_near(
    empty_workspace: Workspace, method: Callable[..., Speaks]
) -> None:
    own = [
        Record(
            instruction=text,
            task_description="Summarize part 3.",
            task_type="summarization",
            language="en",
        )
        for text in ["Write a summary of part 3."] * 60
        + ["write a  summary of part 3."]
    ]
    other = Record(
        instruction="Sum part 4 up.",
        task_description="Summarize part 4.",
        task_type="summarization",
        language="en",
    )
    empty_workspace.store.records.insert([*own, other], label="test")
    near: dict[str, list[str]] = {}

    def look(task: Task, context: Context) -> Iterator[Candidate]:
        found = context.nearest(3)
        near[task.description] = [match.record.instruction for match in found]
        yield from ()

    method("look", look)
    run(proving.prove(empty_workspace, lessons(8), MODEL))
    assert near["Summarize part 3."] == ["Sum part 4 up."]
    assert len(near["Summarize part 4."]) == 3
    assert "Write a summary of part 3." in near["Summarize part 4."]


def test_it_counts_lessons_and_can_be_stopped(
    empty_workspace: Workspace, method: Callable[..., Speaks]
) -> None:
    method("right", right)
    events: list[Progress] = []
    run(proving.prove(empty_workspace, lessons(9), MODEL), events.append)
    assert [(event.done, event.total) for event in events] == [
        (number, 9) for number in range(9)
    ]
    job = proving.prove(empty_workspace, lessons(9), MODEL)
    next(job)
    with pytest.raises(Cancelled):
        job.throw(Cancelled())


@pytest.mark.parametrize(
    ("task", "kind"),
    [
        (Task(description="Summarize a text."), "en-described"),
        (Task(description="对文章进行摘要"), "zh-described"),
        (Task(examples=(Example(input="Rain.", output="Wet."),)), "en-shown"),
        (Task(description=" ", examples=(Example(output="下雨了。"),)), "zh-output"),
    ],
)
def test_kinds_of_tasks(task: Task, kind: str) -> None:
    assert judging.kind_of(profile_of(task)) == kind


def test_what_is_said_leaves_the_place_of_the_input_out() -> None:
    assert worth.said(candidate("Read this:", "\n\n[text]")) == "Read this:"
    assert worth.said(candidate("Read this.")) == "Read this."
    between = Candidate(
        method="x",
        text="Read [text] now.",
        spans=(
            Span(start=11, end=16, origin=Origin.GENERATED),
            Span(start=5, end=11, origin=Origin.SLOT),
            Span(start=0, end=5, origin=Origin.GENERATED),
        ),
    )
    assert worth.said(between) == "Read  now."


ENGLISH = profile_of(Task(description="Summarize a text."))
CHINESE = profile_of(Task(description="对文章进行摘要"))


def better_judged(task: Task, context: Context) -> Iterator[Candidate]:
    """Answer rightly where a model may judge."""
    if context.affinities(()) is None:
        yield candidate("Never asked for.")
    else:
        yield from right(task, context)


def worse_judged(task: Task, context: Context) -> Iterator[Candidate]:
    """Answer rightly where no model may judge."""
    if context.affinities(()) is None:
        yield from right(task, context)
    else:
        yield candidate("Never asked for.")


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """The folder of a model."""
    return tiny_model.write(tmp_path / "model")


def test_a_model_may_judge_where_that_was_better(
    empty_workspace: Workspace, method: Callable[..., Speaks], model: Path
) -> None:
    method("judging", better_judged)
    method("right", right)
    assert not judging.may_judge(empty_workspace, model, ENGLISH)
    proof = run(proving.prove(empty_workspace, lessons(8), model))
    assert firsts(proof)["judging"] == 100.0
    assert judging.may_judge(empty_workspace, model, ENGLISH)
    assert not judging.may_judge(empty_workspace, model, CHINESE)


def test_where_judging_was_worse_the_plain_ranking_stays_and_is_what_is_told(
    empty_workspace: Workspace, method: Callable[..., Speaks], model: Path
) -> None:
    method("judging", worse_judged)
    proof = run(proving.prove(empty_workspace, lessons(8), model))
    assert firsts(proof) == {"judging": 100.0}
    assert not judging.may_judge(empty_workspace, model, ENGLISH)


def test_judging_that_changes_nothing_is_not_used(
    empty_workspace: Workspace, method: Callable[..., Speaks], model: Path
) -> None:
    asked = method("right", right)
    run(proving.prove(empty_workspace, lessons(8), model))
    assert len(asked.seen) == 8  # who never had the model judge is asked once
    assert not judging.may_judge(empty_workspace, model, ENGLISH)


def test_a_later_proof_counts(
    empty_workspace: Workspace,
    method: Callable[..., Speaks],
    model: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    speaks = method("judging", better_judged)
    run(proving.prove(empty_workspace, lessons(8), model))
    monkeypatch.setattr(speaks, "answer", worse_judged)
    run(proving.prove(empty_workspace, lessons(8), model))
    assert not judging.may_judge(empty_workspace, model, ENGLISH)


def test_what_a_card_says_of_itself_lets_no_model_judge(
    empty_workspace: Workspace,
    method: Callable[..., Speaks],
    model: Path,
    tmp_path: Path,
) -> None:
    foreign = tiny_model.write(tmp_path / "foreign")
    weights = foreign / card.WEIGHTS
    weights.write_bytes(weights.read_bytes() + b" ")  # other weights than the model's
    files = {**card.read_card(foreign)["files"], card.WEIGHTS: card.digest(weights)}  # type: ignore[dict-item]
    proof = {"en-described": {"retrieval": 99.0, "items": 20.0}}
    card.amend(foreign, {"proof": proof, "judges": ["en-described"], "files": files})
    method("judging", better_judged)
    run(proving.prove(empty_workspace, lessons(8), model))
    assert not judging.may_judge(empty_workspace, foreign, ENGLISH)
    model.rename(tmp_path / "elsewhere")  # a proof is of the weights, not of a place
    assert judging.may_judge(empty_workspace, tmp_path / "elsewhere", ENGLISH)
    assert not judging.may_judge(empty_workspace, model, ENGLISH)


def test_of_many_models_the_latest_are_remembered(
    empty_workspace: Workspace,
    method: Callable[..., Speaks],
    model: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    method("judging", better_judged)
    known: list[str] = []
    monkeypatch.setattr(remembering, "weights_of", lambda _folder: known[-1])
    for number in range(remembering.MOST + 1):
        known.append(str(number))
        run(proving.prove(empty_workspace, lessons(8), model))
    kept = empty_workspace.store.settings.get("judges")
    assert isinstance(kept, dict)
    assert set(kept) == set(known[1:])


@pytest.mark.parametrize("kept", [None, [], "all", {"x": 5}, {"x": {"kinds": 1}}])
def test_what_cannot_be_understood_lets_no_model_judge(
    empty_workspace: Workspace, model: Path, kept: object
) -> None:
    empty_workspace.store.settings.put("judges", kept)
    assert not judging.may_judge(empty_workspace, model, ENGLISH)


def test_each_method_has_its_own_line_through_what_was_seen(
    empty_workspace: Workspace, method: Callable[..., Speaks], model: Path
) -> None:
    """Where being sure has meant being right, the fit tells."""

    def sure_when_right(task: Task, context: Context) -> Iterator[Candidate]:
        first = next(right(task, context))
        odd = int(task.description.rstrip(".")[-1]) % 2
        text = "Never asked for." if odd else first.text
        yield replace(candidate(text), fit=0.1 if odd else 0.9)

    method("sure", sure_when_right)
    method("right", right)
    proof = run(proving.prove(empty_workspace, lessons(40), model))
    known = worth.Worth.known(proof["en-described"]["methods"]["sure"])
    assert known is not None
    assert known.of(0.9, known.agreement.usual) > known.of(0.1, known.agreement.usual)
    assert known.fit.gain > 5
    assert remembering.recall(empty_workspace, model, proving.PROOF) == proof
