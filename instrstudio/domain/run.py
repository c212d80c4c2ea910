"""The facts of a training run: its settings, its events, its checkpoints."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any

from instrstudio.domain.job import Progress
from instrstudio.domain.wording import Message

ARCHITECTURES = ("prototypes", "copy", "attention", "transformer", "seed", "seq2seq")
"""The models by name, the one that does best first; each has a file in `model/`."""
PRESETS = ("tiny", "small", "base", "large")
PRECISIONS = ("auto", "float32", "bfloat16")
DEVICES = ("auto", "cpu", "cuda")


class RunState(StrEnum):
    """Where a run stands."""

    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainConfig:
    """Every number that decides the outcome of a run, and the device it asks for.

    Sizes are units of a layer; `layers` counts those of a transformer. The dropouts are
    shares: `dropout` of a layer's units, `word_dropout` of whole tokens read,
    `bpe_dropout` of merges undone, `control_dropout` of control tokens left out.
    `batch_tokens` bounds a batch by padded tokens; `accumulate` batches make one
    update. `learning_rate` is Adam's; `coverage` weighs the coverage loss. `minutes`
    and `steps` bound the run, whichever comes first (None: no bound by it). `initial`
    is the folder of a checkpoint to begin from, empty for fresh weights, and `kept` the
    share of its weights in what is validated and kept as the best. `precision` is
    that of matrix products; "auto" takes bfloat16 where the machine gains by it.

    Where `beta` is above 0 the run learns which of two texts is preferred, see
    `model.preference`: `beta` is how far it may go from the model it began from,
    `chosen_weight` what the cross entropy of the preferred texts counts beside, and
    with `length_normalised` a text's log-probability is that a token.
    """

    architecture: str = "copy"
    preset: str = "small"
    initial: str = ""
    kept: float = 0.0
    embedding_size: int = 128
    hidden_size: int = 192
    attention_size: int = 128
    layers: int = 2
    vocabulary_size: int = 4000
    dropout: float = 0.2
    word_dropout: float = 0.0
    bpe_dropout: float = 0.0
    control_dropout: float = 0.5
    label_smoothing: float = 0.1
    coverage: float = 0.0
    teacher_forcing_ratio: float = 1.0
    batch_tokens: int = 4096
    accumulate: int = 1
    learning_rate: float = 2e-3
    clip_norm: float = 1.0
    max_source_tokens: int = 320
    max_target_tokens: int = 128
    steps: int | None = 1000
    minutes: float | None = None
    validate_every_steps: int = 100
    save_every_steps: int = 100
    patience: int = 8
    seed: int = 0
    device: str = "auto"
    precision: str = "auto"
    beta: float = 0.0
    chosen_weight: float = 0.0
    length_normalised: bool = False

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return asdict(self)

    @classmethod
    def known(cls, data: Mapping[str, object]) -> "TrainConfig":
        """Return the JSON form's configuration; what is not known here is left out."""
        names = {field.name for field in fields(cls)}
        values: dict[str, Any] = {k: v for k, v in data.items() if k in names}
        return cls(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A saved state of a model: a folder and what its card says."""

    name: str
    folder: str
    step: int = 0
    validation_loss: float | None = None
    card: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One training run as the project remembers it; times are ISO 8601 in UTC.

    `chrf` and `rouge_l` are those of the last validation, in [0, 100].
    """

    id: int | None = None
    name: str = ""
    state: RunState = RunState.RUNNING
    config: TrainConfig = TrainConfig()
    records: int = 0
    step: int = 0
    loss: float | None = None
    validation_loss: float | None = None
    chrf: float | None = None
    checkpoint: str = ""
    created: str = ""
    updated: str = ""
    message: str = ""
    rouge_l: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What the model writes for one validation item, with its attention.

    `attention` has the shape (target tokens, source tokens); rows sum to 1. `copied` is
    the probability, for each target token, that it was copied; empty where the model
    cannot copy.
    """

    source: str
    reference: str
    text: str
    source_tokens: tuple[str, ...] = ()
    target_tokens: tuple[str, ...] = ()
    attention: tuple[tuple[float, ...], ...] = ()
    copied: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStarted:
    """Event: the run exists; `total_steps` is None when bounded by time alone."""

    run: Run
    total_steps: int | None
    device: str
    parameters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Event: one optimiser step; `loss` is nats a target token.

    Of a run that learns preferences it is nats a pair.
    """

    step: int
    loss: float
    tokens_per_second: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Validated:
    """Event: the held-out items were read; `chrf` and `rouge_l` are in [0, 100].

    `accuracy` in [0, 1] is how often the preferred one of two held-out texts has gained
    more than the other; None where the run does not learn preferences.
    """

    step: int
    loss: float
    samples: tuple[Sample, ...] = ()
    chrf: float | None = None
    rouge_l: float | None = None
    accuracy: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """Event: a checkpoint is on disk."""

    checkpoint: Checkpoint
    is_best: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Event: something worth a line (batch shrunk, rolled back, ...)."""

    message: Message


TrainingEvent = RunStarted | Step | Validated | Saved | Notice | Progress
