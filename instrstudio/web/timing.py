"""The clock of the room; whoever tests it brings another."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


def _today() -> datetime:
    """Return the present in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How time passes: seconds that only grow, waiting, and the time of day (UTC)."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], object] = time.sleep
    now: Callable[[], datetime] = _today
