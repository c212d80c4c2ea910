"""Lanes while a project closes: every write is done, whenever the one before ends."""

from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication

from instrstudio.services.workspace import Workspace
from instrstudio.ui import lanes as lanes_module
from instrstudio.ui.lanes import Lanes
from instrstudio.ui.session import Session

WAIT_MS = 20_000


class EndsBetweenTwoLooks:
    """Delivers posted signals; right after the first time lets a write end unseen."""

    def __init__(self, lanes: Lanes, go: Event) -> None:
        self._lanes, self._go = lanes, go
        self._deliver = QCoreApplication.sendPostedEvents

    def sendPostedEvents(self) -> None:  # noqa: N802  Qt's name
        """Deliver; what the write then says waits until somebody delivers again."""
        self._deliver()
        if not self._go.is_set():
            self._go.set()
            for thread in list(self._lanes._threads):
                assert thread.wait(WAIT_MS)


def test_a_write_that_ends_between_two_looks_does_not_leave_the_next(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = Event()
    done: list[str] = []

    def first(_workspace: Workspace) -> None:
        assert go.wait(WAIT_MS / 1000)
        done.append("first")

    session.do(first)
    session.do(lambda _workspace: done.append("second"))
    session.do(lambda _workspace: done.append("third"))
    stand_in = EndsBetweenTwoLooks(session.lanes, go)
    monkeypatch.setattr(lanes_module, "QCoreApplication", stand_in)
    assert session.lanes.wait()
    assert done == ["first", "second", "third"]
    assert session.lanes.jobs == ()
