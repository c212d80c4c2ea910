"""Methods compared on held-out lessons."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.errors import NotFound
from instrstudio.domain.job import Cancelled, Progress, run
from instrstudio.domain.ports import Context
from instrstudio.domain.record import Record
from instrstudio.domain.span import Origin, Span
from instrstudio.domain.task import Example, Task
from instrstudio.services import plugins, proving
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
    assert proof["en-described"] == {"right": 100.0, "silent": 0.0, "items": 8.0}
    assert proof["en-shown"]["items"] == 9.0
    assert 0 < proof["en-shown"]["right"] < 100


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
    means = {"fails": 0.0, "breaks": 0.0, "right": 100.0, "items": 8.0}
    assert proof["en-described"] == means


def test_methods_generate_with_the_new_model(
    empty_workspace: Workspace, method: Callable[..., Speaks]
) -> None:
    asked = method("right", right)
    run(proving.prove(empty_workspace, lessons(8), MODEL))
    assert {context.checkpoint() for context in asked.seen} == {MODEL}
    assert {context.limit for context in asked.seen} == {1}


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
        (Task(description=" ", examples=(Example(output="下雨了。"),)), "zh-shown"),
    ],
)
def test_kinds_of_tasks(task: Task, kind: str) -> None:
    assert proving.kind_of(profile_of(task)) == kind


def test_what_is_said_leaves_the_place_of_the_input_out() -> None:
    assert proving.said(candidate("Read this:", "\n\n[text]")) == "Read this:"
    assert proving.said(candidate("Read this.")) == "Read this."
    between = Candidate(
        method="x",
        text="Read [text] now.",
        spans=(
            Span(start=11, end=16, origin=Origin.GENERATED),
            Span(start=5, end=11, origin=Origin.SLOT),
            Span(start=0, end=5, origin=Origin.GENERATED),
        ),
    )
    assert proving.said(between) == "Read  now."
