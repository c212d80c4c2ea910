"""A library of a million instructions, driven in the window: make bench-library.

ARGS="--records 1000000". Writes a file of so many records, spliced from the shipped
starter library, and does everything to it that the window can: import, index, sort,
tag, search meanwhile, export, undo. Each is the job that the window drives, in a
process and a window of its own, so that its peak of memory is its own; a timer in the
main thread notes how late each tick of 16 ms is, and so does an idle window in another
process beside it.

What is done is kept in the folder: interrupted, the same command goes on.
"""

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .library_parts import beside, texts
from .library_parts.phases import PACKED, PHASES, PLAIN, Bench
from .library_parts.report import table, verdicts

RESULT = Path("build/bench/library.json")


def prepare(bench: Bench) -> None:
    """Write the files to import, where they are not there yet."""
    bench.folder.mkdir(parents=True, exist_ok=True)
    if not (bench.folder / PLAIN).exists():
        texts.write(bench.folder / PLAIN, bench.records)
    if not (bench.folder / PACKED).exists():
        texts.write(bench.folder / PACKED, bench.few, bench.records)


def measure(bench: Bench) -> dict[str, Any]:
    """Do the phases that are not done yet; return the results of all."""
    ticks = bench.folder / "ticks"
    waiting = [phase for phase in PHASES if not bench.result(phase).exists()]
    if waiting:
        with beside.running(ticks):
            for phase in waiting:
                do(phase, bench, ticks)
    return {
        phase: json.loads(bench.result(phase).read_text(encoding="utf-8"))
        for phase in PHASES
    }


def do(phase: str, bench: Bench, ticks: Path) -> None:
    """Do one phase in a process of its own; add what the idle window saw meanwhile."""
    print(phase, flush=True)
    command = [sys.executable, "-m", "tests.benchmarks.library_parts.phases"]
    subprocess.run([*command, phase, str(bench.folder), str(bench.records)], check=True)
    place = bench.result(phase)
    result = json.loads(place.read_text(encoding="utf-8"))
    idle = beside.between(ticks, result["start"], result["end"])
    result["idle"] = idle.row() if idle.gaps else {}
    place.write_text(json.dumps(result, indent=1), encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Measure, print the table and write it down; 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="make bench-library ARGS=…")
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, help="where everything is kept")
    parser.add_argument("--again", action="store_true", help="begin from nothing")
    parser.add_argument("--keep", action="store_true", help="keep files and project")
    asked = parser.parse_args(arguments)
    folder = asked.folder or Path(f"build/bench/library-{asked.records}")
    bench = Bench(folder.resolve(), asked.records)
    if asked.again:
        shutil.rmtree(bench.folder, ignore_errors=True)
    prepare(bench)
    results = measure(bench)
    said = verdicts(results)
    for text in (*table(results), *(v.text for v in said)):
        print(text)
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    found = {
        "records": asked.records,
        "phases": results,
        "verdicts": {verdict.text: verdict.kept for verdict in said},
    }
    RESULT.write_text(json.dumps(found, indent=1), encoding="utf-8")
    if not asked.keep:
        shutil.rmtree(bench.folder, ignore_errors=True)
    return 0 if all(verdict.kept for verdict in said) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
