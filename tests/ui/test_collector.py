import gc
from threading import Thread
from typing import ClassVar

import pytest
from PySide6.QtCore import QObject

from instrstudio.ui import collector as collecting
from instrstudio.ui.collector import Collector


class Knot(QObject):
    """An object that only the collector can free."""

    freed_in: ClassVar[list[str]] = []

    def __init__(self) -> None:
        super().__init__()
        self.me = self

    def __del__(self) -> None:
        Knot.freed_in.append("freed")


def test_a_worker_never_collects() -> None:
    Knot.freed_in.clear()
    collector = Collector()
    Knot()
    kept: list[list[int]] = []
    worker = Thread(target=lambda: kept.extend([n] for n in range(200_000)))
    worker.start()
    worker.join()
    assert Knot.freed_in == []
    assert collector.collect() >= 0
    assert Knot.freed_in == ["freed"]
    collector.stop()
    assert gc.isenabled()


def test_it_rests_while_there_is_little_to_do() -> None:
    collector = Collector()
    gc.collect()
    assert collector.collect() == -1
    collector.stop()


def test_what_lived_through_a_long_look_is_not_looked_at_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(collecting, "LONG_SECONDS", -1.0)
    collector = Collector()
    kept = [[n] for n in range(20_000)]
    assert collector.collect() >= 0
    assert gc.get_freeze_count() > len(kept)
    collector.stop()
    assert gc.get_freeze_count() == 0
