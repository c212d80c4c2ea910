"""What a run learns to do: write the targets, or tell which of two is preferred.

The trainer is the same for both. An objective says how pairs become arrays and batches,
what a step minimises, and how held-out pairs are judged.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from instrstudio.domain.run import TrainConfig
from instrstudio.model import validation
from instrstudio.model.architecture import Architecture, Goal
from instrstudio.model.augmenting import Augmenting
from instrstudio.model.corpus import Corpus, Encodings
from instrstudio.model.learner import Combine, Learner
from instrstudio.model.preference import (
    PairEncodings,
    PreferenceLearner,
    Taste,
    Unchanged,
)
from instrstudio.model.run_folder import begun_from
from instrstudio.model.tokenizer import Tokenizer


def objective_of(config: TrainConfig) -> "Objective":
    """Return what a run with this configuration learns."""
    return Preferring(config) if config.beta > 0 else Writing(config)


class Objective(ABC):
    """What the trainer asks of it."""

    def __init__(self, config: TrainConfig) -> None:
        self._config = config

    @abstractmethod
    def learner(self, model: Architecture, combine: Combine | None) -> Learner:
        """Return who takes the steps of `model`."""

    @abstractmethod
    def augmenting(self, tokenizer: Tokenizer, optional: Sequence[str]) -> Augmenting:
        """Return how a pair looks different each time; `optional` are tokens."""

    @abstractmethod
    def encodings(
        self, corpus: Corpus, tokenizer: Tokenizer
    ) -> tuple[Encodings, Encodings]:
        """Return the arrays to learn from, and those held out."""

    @abstractmethod
    def refer(
        self,
        learner: Learner,
        train: Encodings,
        held_out: Encodings,
        *,
        anew: bool,
        begins: bool,
    ) -> None:
        """Give `learner` what it compares with, where it compares.

        Args:
            learner: The learner, with the arrays of its last checkpoint.
            train: The pairs to learn from.
            held_out: The pairs held out.
            anew: Whether the pairs are others than at that checkpoint.
            begins: Whether the model is still the one the run begins from.
        """

    @abstractmethod
    def judged(self, learner: Learner, held_out: Encodings) -> dict[str, float]:
        """Return the ``loss`` on the held-out pairs, and what else is known."""


class Writing(Objective):
    """The cross entropy of the targets."""

    def learner(self, model: Architecture, combine: Combine | None) -> Learner:
        """Return a learner of the configured loss."""
        config = self._config
        return Learner(model, Goal.of(config), config.clip_norm, combine)

    def augmenting(self, tokenizer: Tokenizer, optional: Sequence[str]) -> Augmenting:
        """Return the configured dropouts of merges and control tokens."""
        config = self._config
        return Augmenting.of(
            tokenizer, optional, config.bpe_dropout, config.control_dropout
        )

    def encodings(
        self, corpus: Corpus, tokenizer: Tokenizer
    ) -> tuple[Encodings, Encodings]:
        """Return sources and targets."""
        limits = (self._config.max_source_tokens, self._config.max_target_tokens)
        return (
            Encodings.of(corpus.pairs, tokenizer, *limits),
            Encodings.of(corpus.validation, tokenizer, *limits),
        )

    def refer(
        self,
        learner: Learner,
        train: Encodings,
        held_out: Encodings,
        *,
        anew: bool,
        begins: bool,
    ) -> None:
        """Do nothing: targets are compared with nothing."""

    def judged(self, learner: Learner, held_out: Encodings) -> dict[str, float]:
        """Return nats a token."""
        model = learner.model
        place = next(model.parameters()).device
        return {"loss": validation.mean_loss(model, held_out, place)}


class Preferring(Objective):
    """Direct preference optimisation, see `preference`."""

    def learner(self, model: Architecture, combine: Combine | None) -> Learner:
        """Return a learner of preferences."""
        taste = Taste.of(self._config)
        return PreferenceLearner(model, taste, self._config.clip_norm, combine)

    def augmenting(self, tokenizer: Tokenizer, optional: Sequence[str]) -> Augmenting:
        """Return what changes nothing: the reference has read the pairs as they are."""
        return Unchanged.of(tokenizer, optional, 0.0, 0.0)

    def encodings(
        self, corpus: Corpus, tokenizer: Tokenizer
    ) -> tuple[Encodings, Encodings]:
        """Return sources with both targets."""
        limits = (self._config.max_source_tokens, self._config.max_target_tokens)
        return (
            PairEncodings.paired(corpus.pairs, corpus.rejected, tokenizer, *limits),
            PairEncodings.paired(
                corpus.validation, corpus.validation_rejected, tokenizer, *limits
            ),
        )

    def refer(
        self,
        learner: Learner,
        train: Encodings,
        held_out: Encodings,
        *,
        anew: bool,
        begins: bool,
    ) -> None:
        """Ask the model the run began from once; later its answers are on disk.

        Raises:
            NotFound: The pairs are new and that model is gone.
            CheckpointMismatch: The same, and it is damaged.
        """
        own = cast("PreferenceLearner", learner)
        if own.knows_reference and not anew:
            return
        first = own.model
        if not begins:
            contents, _ = begun_from(Path(self._config.initial), self._config)
            first = contents.model.to(next(own.model.parameters()).device)
            first.ops = own.model.ops
        own.refer(first, cast("PairEncodings", train), cast("PairEncodings", held_out))

    def judged(self, learner: Learner, held_out: Encodings) -> dict[str, float]:
        """Return the loss of the held-out pairs, and the share told rightly."""
        own = cast("PreferenceLearner", learner)
        return own.judged(cast("PairEncodings", held_out))
