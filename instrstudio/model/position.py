"""Where a training run stands, and the learning rate there."""

from dataclasses import dataclass, fields

from instrstudio.domain.errors import CheckpointMismatch
from instrstudio.domain.run import TrainConfig
from instrstudio.domain.wording import message

_WARM_UP_STEPS = 50
_FINAL_RATE = 0.1


@dataclass(slots=True)
class Position:
    """Where a run stands, as its card keeps it.

    `batch` counts the batches taken in `epoch`, `drawn` all of them: the seed of their
    chance. `rate_scale` halves at each rollback; `stale` counts validations without a
    better loss; `seconds` is time spent in steps; `validated` is the last step
    validated at.
    """

    step: int = 0
    epoch: int = 0
    batch: int = 0
    drawn: int = 0
    batch_tokens: int = 4096
    rate_scale: float = 1.0
    best_loss: float | None = None
    stale: int = 0
    seconds: float = 0.0
    validated: int = 0
    loss: float | None = None

    @classmethod
    def from_card(cls, card: object) -> "Position":
        """Read the position on a card.

        Raises:
            CheckpointMismatch: There is none.
        """
        known = {field.name for field in fields(cls)}
        if not isinstance(card, dict) or set(card) != known:
            raise CheckpointMismatch(
                message("The card of this run does not say where training stood.")
            )
        return cls(**card)


def learning_rate(config: TrainConfig, position: Position) -> float:
    """Return Adam's rate for the next step.

    It warms up, stays, and over the second half of a run of known length, in steps or
    minutes, falls to a tenth in a straight line.
    """
    warm = min(1.0, (position.step + 1) / _WARM_UP_STEPS)
    done = 0.0
    if config.steps:
        done = position.step / config.steps
    if config.minutes:
        done = max(done, position.seconds / (60 * config.minutes))
    fall = 1.0 - (1.0 - _FINAL_RATE) * min(1.0, max(0.0, 2.0 * done - 1.0))
    return config.learning_rate * warm * fall * position.rate_scale
