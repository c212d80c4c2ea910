"""Guards against PySide6 6.12.0 on Python 3.11: it lost references to None and True."""

import sys

from PySide6.QtCore import QObject, Signal


class Emitter(QObject):
    told = Signal(int)


def test_emits_and_void_calls_keep_none_and_true() -> None:
    emitter = Emitter()
    before = sys.getrefcount(None), sys.getrefcount(True)
    for number in range(100):
        emitter.told.emit(number)
        emitter.setObjectName("x")
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert abs(after[0] - before[0]) < 50
    assert abs(after[1] - before[1]) < 50
