"""Makes the package in `packaging/` importable: it is not part of the program."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))
