"""How late the ticks of a window are, and waiting without stopping them."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer

TICK_MS = 16
SHARES = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}
"""Which quantiles are told."""


@dataclass
class Lateness:
    """By how many milliseconds each tick came too late, and the gaps between ticks."""

    late: list[float] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)

    def add(self, gap: float) -> None:
        """Note the milliseconds between two ticks."""
        self.gaps.append(gap)
        self.late.append(max(0.0, gap - TICK_MS))

    def row(self) -> dict[str, float]:
        """Return the quantiles of lateness and the longest gap, in milliseconds."""
        ordered = sorted(self.late)
        found = {
            name: ordered[min(len(ordered) - 1, int(share * len(ordered)))]
            for name, share in SHARES.items()
        }
        return {**found, "gap": max(self.gaps)}


def stay(seconds: float) -> None:
    """Let the window live for some seconds."""
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def stay_until(met: Callable[[], bool], seconds: float = 300.0) -> None:
    """Let the window live until a condition is met.

    Raises:
        TimeoutError: It never was.
    """
    until = time.monotonic() + seconds
    while not met():
        if time.monotonic() > until:
            raise TimeoutError("the window never came that far")
        stay(0.1)
