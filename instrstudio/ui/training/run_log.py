"""What is drawn of a run: its losses so far, how fast it goes, how long it takes."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from instrstudio.domain.run import Step, Validated

POINTS_DRAWN = 2000
"""Points of a curve that are drawn at most: still antialiased without delay."""
_RECENT = 50


@dataclass(slots=True)
class RunLog:
    """The curve of one run, as it grows; a bound that is None does not hold.

    Losses are nats a target token, chrF and ROUGE-L are in [0, 100], speeds are tokens
    a second, `minutes` bound the time of training since the run began.
    """

    total_steps: int | None = None
    minutes: float | None = None
    steps: list[int] = field(default_factory=list)
    losses: list[float] = field(default_factory=list)
    speeds: list[float] = field(default_factory=list)
    validated: list[int] = field(default_factory=list)
    validation_losses: list[float] = field(default_factory=list)
    chrfs: list[float | None] = field(default_factory=list)
    rouges: list[float | None] = field(default_factory=list)
    clock: list[tuple[float, int]] = field(default_factory=list)

    def add_step(self, event: Step) -> None:
        """Take one step; steps after a resume replace those that were undone."""
        while self.steps and self.steps[-1] >= event.step:
            self.steps.pop()
            self.losses.pop()
            self.speeds.pop()
        self.steps.append(event.step)
        self.losses.append(event.loss)
        self.speeds.append(event.tokens_per_second)

    def add_validation(self, event: Validated) -> None:
        """Take one reading of the development set."""
        while self.validated and self.validated[-1] >= event.step:
            self.validated.pop()
            self.validation_losses.pop()
            self.chrfs.pop()
            self.rouges.pop()
        self.validated.append(event.step)
        self.validation_losses.append(event.loss)
        self.chrfs.append(event.chrf)
        self.rouges.append(event.rouge_l)

    def tick(self, now: float) -> None:
        """Note that the last step was done at `now`, in seconds of any clock."""
        if self.steps:
            self.clock.append((now, self.steps[-1]))
            del self.clock[1:-_RECENT]

    def restart_clock(self) -> None:
        """Forget how fast it went: the run was paused."""
        self.clock.clear()

    def append(self, later: "RunLog") -> None:
        """Add what `later` knows; where both know a step, `later` counts."""
        self.total_steps = later.total_steps or self.total_steps
        self.minutes = later.minutes or self.minutes
        for step, loss, speed in zip(
            later.steps, later.losses, later.speeds, strict=True
        ):
            self.add_step(Step(step=step, loss=loss, tokens_per_second=speed))
        for step, loss, chrf, rouge in zip(
            later.validated,
            later.validation_losses,
            later.chrfs,
            later.rouges,
            strict=True,
        ):
            self.add_validation(
                Validated(step=step, loss=loss, chrf=chrf, rouge_l=rouge)
            )
        self.clock = later.clock

    @property
    def step(self) -> int:
        """The last step done, 0 before the first."""
        return self.steps[-1] if self.steps else 0

    @property
    def loss(self) -> float | None:
        """The mean training loss of the last steps."""
        recent = [x for x in self.losses[-_RECENT:] if math.isfinite(x)]
        return sum(recent) / len(recent) if recent else None

    @property
    def chrf(self) -> float | None:
        """The last chrF that was measured."""
        return next((x for x in reversed(self.chrfs) if x is not None), None)

    @property
    def rouge_l(self) -> float | None:
        """The last ROUGE-L that was measured."""
        return next((x for x in reversed(self.rouges) if x is not None), None)

    @property
    def speed(self) -> float | None:
        """Tokens a second over the last steps."""
        recent = self.speeds[-_RECENT:]
        return sum(recent) / len(recent) if recent else None

    def seconds_left(self) -> float | None:
        """Return how long the run will still take, None if not known.

        Of two bounds, the one that is nearer counts. Steps of a run that was taken up
        again are taken to have cost what they cost now.
        """
        pace = self._seconds_a_step()
        if pace is None or (self.total_steps is None and self.minutes is None):
            return None
        left = math.inf
        if self.total_steps is not None:
            left = (self.total_steps - self.step) * pace
        if self.minutes is not None:
            left = min(left, self.minutes * 60 - self.step * pace)
        return max(0.0, left)

    def _seconds_a_step(self) -> float | None:
        """Return the present pace, None before it is known."""
        if len(self.clock) < 2:
            return None
        (start, first), (now, last) = self.clock[0], self.clock[-1]
        return (now - start) / (last - first) if last > first else None

    def last_planned_step(self) -> int:
        """Return the right end of the time axis: the plan, or what there is."""
        seen = max([self.step, *self.validated[-1:], 1])
        return max(self.total_steps or 0, seen)


def thinned(
    steps: Sequence[int], values: Sequence[float], limit: int = POINTS_DRAWN
) -> tuple[list[int], list[float]]:
    """Return at most about `limit` points that keep the lows and highs of a curve."""
    if len(steps) <= limit:
        return list(steps), list(values)
    width = math.ceil(len(steps) / (limit // 2))
    kept: list[int] = []
    for start in range(0, len(steps), width):
        bucket = range(start, min(start + width, len(steps)))
        ends = {
            min(bucket, key=values.__getitem__),
            max(bucket, key=values.__getitem__),
        }
        kept.extend(sorted(ends))
    return [steps[i] for i in kept], [values[i] for i in kept]


def smoothed(values: Sequence[float], weight: float = 0.85) -> list[float]:
    """Return the exponential moving mean of `values`, corrected for its start."""
    out: list[float] = []
    mean = share = 0.0
    for value in values:
        if math.isfinite(value):
            mean = weight * mean + (1 - weight) * value
            share = weight * share + (1 - weight)
        out.append(mean / share if share else value)
    return out


def log_of(
    steps: Iterable[tuple[int, float, float]],
    validations: Iterable[tuple[int, float, float | None, float | None]],
    total_steps: int | None,
) -> RunLog:
    """Return the curve of a run read from storage."""
    log = RunLog(total_steps)
    for step, loss, speed in steps:
        log.add_step(Step(step=step, loss=loss, tokens_per_second=speed))
    for step, loss, chrf, rouge in validations:
        log.add_validation(Validated(step=step, loss=loss, chrf=chrf, rouge_l=rouge))
    return log
