"""Round numbers for the axes of a plot."""

import math


def nice_step(span: float, about: int = 5) -> float:
    """Return 1, 2 or 5 times a power of ten that cuts `span` into `about` parts."""
    if span <= 0 or not math.isfinite(span):
        return 1.0
    rough = span / about
    power: float = 10.0 ** math.floor(math.log10(rough))
    for factor in (1, 2, 5):
        if factor * power >= rough * 0.999:
            return factor * power
    return 10 * power


def ticks(low: float, high: float, about: int = 5) -> list[tuple[float, str]]:
    """Return places in [low, high] with their labels, for an axis."""
    step = nice_step(high - low, about)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [(n * step, label(n * step, step)) for n in range(first, last + 1)]


def label(value: float, step: float) -> str:
    """Return a number as short as `step` allows: 0.5, 12, 3,400, 20k."""
    if step < 1:
        digits = max(0, -math.floor(math.log10(step) + 1e-9))
        return f"{value:.{digits}f}"
    if abs(value) >= 10_000 and value % 1000 == 0:
        return f"{round(value / 1000):,}k"
    return f"{round(value):,}"


def loss_range(training: list[float], development: list[float]) -> tuple[float, float]:
    """Return the range of losses worth showing: the first fall may go over the top."""
    usual = sorted(x for x in training if math.isfinite(x))
    others = [x for x in development if math.isfinite(x)]
    if not usual and not others:
        return 0.0, 1.0
    top = usual[min(len(usual) - 1, int(len(usual) * 0.96))] if usual else 0.0
    low = min([*usual, *others])
    high = max([top, *others])
    pad = max((high - low) * 0.12, 0.05)
    return max(0.0, low - pad), high + pad
