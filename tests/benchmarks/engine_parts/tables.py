"""Tables on the screen, and the same figures as JSON."""

import json
from collections.abc import Sequence
from pathlib import Path

RESULT = Path("build/bench/engine.json")


def show(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; the first column is the system, the others are figures."""
    widths = [
        max(len(row[place]) for row in (head, *rows)) for place in range(len(head))
    ]
    print(f"\n{title}")
    for row in (head, *rows):
        first, *others = zip(row, widths, strict=True)
        cells = [first[0].ljust(first[1])]
        cells += [text.rjust(width) for text, width in others]
        print("  ".join(cells).rstrip(), flush=True)


def keep(section: str, figures: object) -> None:
    """Write `figures` under `section`; other sections stay as they are."""
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    found = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.is_file() else {}
    found[section] = figures
    RESULT.write_text(json.dumps(found, indent=1), encoding="utf-8")
