"""Drafts: what a method writes is told while it does, where that is wanted."""

from collections.abc import Iterator

import pytest

from instrstudio.domain.candidate import Candidate, Construction, Draft
from instrstudio.domain.job import Cancelled, run
from instrstudio.domain.ports import Context
from instrstudio.domain.span import Origin, Span
from instrstudio.domain.task import Task
from instrstudio.services import construct, plugins
from instrstudio.services.construct import ConstructOptions
from instrstudio.services.workspace import Workspace


class Writing:
    name, order = "writing", 40

    def __init__(self) -> None:
        self.closed = False

    def propose(self, _task: Task, _context: Context) -> Iterator[Candidate]:
        text = "Write a poem."
        span = Span(start=0, end=len(text), origin=Origin.GENERATED)
        yield Candidate(method=self.name, text=text, spans=(span,))

    def stream(self, task: Task, context: Context) -> Iterator[Draft | Candidate]:
        try:
            for text in ("Write", "Write a", "Write a poem."):
                yield Draft(method=self.name, text=text)
            yield from self.propose(task, context)
        finally:
            self.closed = True


@pytest.fixture
def writing(monkeypatch: pytest.MonkeyPatch) -> Writing:
    """A method that can be watched, beside the others."""
    method, known = Writing(), plugins.methods()
    monkeypatch.setattr(plugins, "methods", lambda: [*known, method])
    return method


POEM = Task(description="Write a poem about autumn.")


def test_drafts_are_told_where_they_are_wanted(
    empty_workspace: Workspace, writing: Writing
) -> None:
    def told(*, drafts: bool) -> tuple[list[str], Construction]:
        events: list[object] = []
        options = ConstructOptions(methods=("template", "writing"), drafts=drafts)
        answer = run(construct.construct(empty_workspace, POEM, options), events.append)
        return [e.text for e in events if isinstance(e, Draft)], answer

    texts, watched = told(drafts=True)
    assert texts == ["Write", "Write a", "Write a poem."]
    assert "Write a poem." in [c.text for c in watched.candidates]
    assert all(candidate.scores for candidate in watched.candidates)
    texts, unwatched = told(drafts=False)
    assert not texts
    assert unwatched.candidates == watched.candidates


def test_cancelled_while_it_writes_it_stops_there(
    empty_workspace: Workspace, writing: Writing
) -> None:
    options = ConstructOptions(methods=("template", "writing"), drafts=True)
    job = construct.construct(empty_workspace, POEM, options)
    found = []
    for event in job:
        if isinstance(event, Draft):
            break
        found += [event] if isinstance(event, Candidate) else []
    with pytest.raises(StopIteration) as ended:
        job.throw(Cancelled())
    assert {c.text for c in ended.value.value.candidates} == {c.text for c in found}
    assert found
    assert writing.closed
