"""How late the window is while a model trains: make bench-window-training.

The whole program runs without a screen on a project with the starter library. A timer
of 16 ms notes by how much each tick is late: first with nothing to do, then while a
small model is trained on it, the training panel shown with its curves and maps, then
with nothing to do again, so that the noise of the machine is in the table as well.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from instrstudio.domain.job import run
from instrstudio.domain.run import TrainConfig
from instrstudio.services import starter, training
from instrstudio.services.workspace import Workspace
from instrstudio.ui.app import Program, make_app
from instrstudio.ui.training.panel import TrainingPanel

from .library_parts.lateness import SHARES, TICK_MS, Lateness, stay, stay_until

SECONDS = 20.0
MOST_OVER_IDLE_MS, LONGEST_GAP_MS = 15.0, 250.0
RESULT = Path("build/bench/window_training.json")


class Watch(QObject):
    """Ticks every 16 ms in the main thread and notes how late it is."""

    def __init__(self) -> None:
        super().__init__()
        self._found = Lateness()
        self._before = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    @Slot()
    def _on_tick(self) -> None:
        now = time.perf_counter()
        gap = (now - self._before) * 1000
        self._before = now
        self._found.add(gap)

    def watch(self, seconds: float) -> Lateness:
        """Let the window live for some seconds and return what was noted."""
        self._found, self._before = Lateness(), time.perf_counter()
        self._timer.start()
        stay(seconds)
        self._timer.stop()
        return self._found


def open_panel(app: QApplication, folder: Path) -> tuple[Program, TrainingPanel]:
    """Open the program on a project with the starter library, in its training area."""
    with Workspace.open(folder) as workspace:
        run(starter.fill(workspace))
    program = Program(app, folder, {"language": "en", "theme": "dark"})
    program.window.resize(1440, 900)
    program.start()
    stay_until(lambda: program.session.is_open)
    program.window.show_area("training")
    panel = program.window.findChild(TrainingPanel)
    if panel is None:
        raise RuntimeError("the window has no training panel")
    stay_until(lambda: not program.session.lanes.jobs)
    return program, panel


def config() -> TrainConfig:
    """Return a run of quick steps that validates often and does not end by itself."""
    return replace(
        training.preset("tiny"),
        batch_tokens=1024,
        steps=100_000,
        patience=1000,
        validate_every_steps=20,
        save_every_steps=20,
    )


def measure(app: QApplication, folder: Path, seconds: float) -> dict[str, Lateness]:
    """Return the lateness idle, training, and idle again."""
    program, panel = open_panel(app, folder)
    watch = Watch()
    stay(2.0)
    found = {"idle before": watch.watch(seconds)}
    panel.form.confirmed.emit(config(), None, "watched")
    stay_until(lambda: bool(panel.desk.live and panel.desk.log(panel.desk.live).step))
    found["training"] = watch.watch(seconds)
    log = panel.desk.log(panel.desk.live)
    print(f"trained to step {log.step} with {len(log.validated)} validations")
    panel.desk.stop()
    stay_until(lambda: not program.session.lanes.jobs)
    stay(2.0)
    found["idle after"] = watch.watch(seconds)
    program.window.close()
    return found


def table(rows: dict[str, dict[str, float]]) -> list[str]:
    """Return the lines of the table; the last says whether the window kept up."""
    columns = (*SHARES, "gap")
    lines = [f"{'ms':14}" + "".join(f"{name:>9}" for name in columns)]
    for name, row in rows.items():
        lines.append(f"{name:14}" + "".join(f"{row[c]:9.1f}" for c in columns))
    idle = {c: max(rows["idle before"][c], rows["idle after"][c]) for c in columns}
    over = {c: rows["training"][c] - idle[c] for c in columns}
    lines.append(f"{'over idle':14}" + "".join(f"{over[c]:+9.1f}" for c in columns))
    kept = over["p99"] <= MOST_OVER_IDLE_MS
    smooth = rows["training"]["gap"] <= LONGEST_GAP_MS
    lines.append(
        f"p99 over idle <= {MOST_OVER_IDLE_MS:.0f} ms: {'yes' if kept else 'NO'};"
        f" no gap over {LONGEST_GAP_MS:.0f} ms: {'yes' if smooth else 'NO'}"
    )
    return lines


def main(arguments: Sequence[str]) -> None:
    """Measure for some seconds each, print the table and write it down."""
    seconds = float(arguments[0]) if arguments else SECONDS
    app = make_app()
    with tempfile.TemporaryDirectory() as name:
        os.environ["INSTRSTUDIO_HOME"] = str(Path(name) / "home")
        found = measure(app, Path(name) / "project", seconds)
    rows = {name: lateness.row() for name, lateness in found.items()}
    for line in table(rows):
        print(line)
    print("load average:", *(f"{load:.1f}" for load in os.getloadavg()))
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
