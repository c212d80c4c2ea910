"""Lets Python collect garbage in the main thread only.

Python collects in whichever thread happens to allocate. Where that is a worker, a
widget that sat in a reference cycle is destroyed there, and Qt crashes: widgets belong
to the main thread. So automatic collection is off while the window is open, and a timer
collects when the counters say that it is time.

A full look at all that the program has loaded takes 50 ms, and the window waits for it.
What lived through one that took long is not looked at again: it is there to stay.
"""

import gc
import time

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS = 1_000
LONG_SECONDS = 0.012
"""A look that takes longer is the last one at what it found alive."""


class Collector(QObject):
    """Collects in the thread that made it until `stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @Slot()
    def collect(self) -> int:
        """Collect as far as the counters ask for; return the generation, -1 if none."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                began = time.thread_time()
                gc.collect(generation)
                if time.thread_time() - began > LONG_SECONDS:
                    gc.freeze()
                return generation
        return -1

    @Slot()
    def stop(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
