"""Our engine as the benchmark drives it: the one file that knows the program."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import torch

from instrstudio.model import device as devices
from instrstudio.model.architecture import Goal
from instrstudio.model.architecture import Sizes as Widths
from instrstudio.model.architectures import build, initialise
from instrstudio.model.batches import Budget, epoch_batches
from instrstudio.model.corpus import Batch, Encodings, Ragged, padded
from instrstudio.model.decode.beam import beam_search
from instrstudio.model.decode.picking import Beams
from instrstudio.model.decode.rules import Rules
from instrstudio.model.decode.writing import greedy, stream
from instrstudio.model.encoder import Encoded
from instrstudio.model.engine.choice import ops_for
from instrstudio.model.engine.ops import Ops
from instrstudio.model.engine.reference import Reference
from instrstudio.model.learner import Learner, Micro
from instrstudio.model.noise import Noise
from instrstudio.model.tokenizer import BOS, EOS, Tokenizer

from .systems import Ids, Rows, Sizes

_CLIP_NORM = 1.0


class Bpe:
    """The program's byte-level BPE, learned on `texts`."""

    def __init__(self, texts: Sequence[str], size: int) -> None:
        self._tokenizer = Tokenizer.train(texts, size)

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the ids of each text, without the end token."""
        return [self._tokenizer.encode(text)[:-1] for text in texts]

    def decode(self, ids: Ids) -> str:
        """Return the text of `ids`."""
        return self._tokenizer.decode(ids)[0]


def readout(sizes: Sizes) -> int:
    """Return the width of the layer before the vocabulary."""
    return sizes.hidden


def _encodings(rows: Rows) -> Encodings:
    """Return `rows` as the program keeps them."""
    return Encodings(
        Ragged.of([[*source, EOS] for source in rows.sources]),
        Ragged.of([[BOS, *target, EOS] for target in rows.targets]),
    )


def batches(rows: Rows, tokens: int, seed: int, epoch: int) -> list[list[int]]:
    """Return the row numbers of our batches, by length, of one epoch."""
    found = epoch_batches(_encodings(rows), Budget(tokens), str(seed), epoch)
    return [cast("list[int]", numbers.tolist()) for numbers in found]


class Engine:
    """Architecture ``attention`` with the back end that the program chooses.

    The output has a matrix of its own, as JoeyNMT's has.
    """

    _precision = "float32"

    def __init__(self, sizes: Sizes, seed: int, device: str = "cpu") -> None:
        widths = Widths(
            vocabulary=sizes.vocabulary,
            embedding=sizes.embedding,
            hidden=sizes.hidden,
            attention=sizes.attention,
            dropout=sizes.dropout,
            tied=False,
        )
        self._seed = seed
        self._device = torch.device(device)
        self._model = build("attention", widths)
        initialise(self._model, seed)
        self._model = self._model.to(self._device)
        self._model.ops = self._ops()
        goal = Goal(smoothing=sizes.smoothing)
        self._learner = Learner(self._model, goal, _CLIP_NORM)

    def _ops(self) -> Ops:
        """Return the back end."""
        return ops_for(self._device, self._precision)

    def parameters(self) -> int:
        """Return how many numbers are learned."""
        return self._model.parameter_count

    def prepare(self, rows: Rows) -> object:
        """Return our batch, after the settings that training begins with."""
        devices.keep_memory()
        numbers = range(len(rows.sources))
        return _encodings(rows).batch(numbers, self._device)

    def step(self, batch: object, update: int, rate: float) -> float:
        """Take one update as the trainer does."""
        self._model.train()
        noise = Noise(self._seed, update, self._device)
        nats, _tokens = self._learner.step([Micro(cast("Batch", batch), noise)], rate)
        return nats

    def _encoded(self, sources: Sequence[Ids]) -> Encoded:
        """Read `sources`."""
        self._model.eval()
        closed = [[*source, EOS] for source in sources]
        lengths = torch.tensor([len(source) for source in closed])
        return self._model.encode(
            padded(closed).to(self._device), lengths.to(self._device)
        )

    @torch.inference_mode()
    def decode(
        self, sources: Sequence[Ids], beam: int, shortest: int, longest: int
    ) -> list[list[int]]:
        """Search greedily or with a beam, length penalty 1."""
        rules = Rules(max_tokens=longest, min_tokens=shortest)
        encoded = self._encoded(sources)
        if beam == 1:
            # As validation asks for it, and as JoeyNMT's own greedy search answers.
            written = greedy(self._model, encoded, rules, scored=False)
            return [list(target.ids) for target in written]
        found = beam_search(self._model, encoded, rules, Beams(width=beam))
        return [list(best[0].ids) for best in found]

    def stream(self, source: Ids, tokens: int) -> Iterator[int]:
        """Yield exactly `tokens` tokens as they are found."""
        rules = Rules(max_tokens=tokens, min_tokens=tokens)
        with torch.inference_mode():
            encoded = self._encoded([source])
        yield from (token.id for token in stream(self._model, encoded, rules))

    def save(self, path: Path) -> None:
        """Write weights and Adam's state."""
        state = {"model": self._model.state_dict(), "adam": self._learner.arrays()}
        torch.save(state, path)

    def load(self, path: Path) -> None:
        """Take over what `save` wrote."""
        state = torch.load(path, weights_only=True)
        self._model.load_state_dict(state["model"])
        self._learner.restore(state["adam"])


class LowEngine(Engine):
    """The same with matrix products in bfloat16."""

    _precision = "bfloat16"


class Autograd(Engine):
    """The same equations as plain loops through autograd."""

    def _ops(self) -> Ops:
        """Return the back end."""
        return Reference()
