import gc
from threading import Thread
from typing import ClassVar

from PySide6.QtCore import QObject

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
