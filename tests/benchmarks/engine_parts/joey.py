"""JoeyNMT 2.3.0: its own model, batches, loss, optimiser and search.

Kreutzer, Bastings, Riezler: Joey NMT, EMNLP 2019. Its id of a token is ours plus one:
it keeps 0 for unknown words, which byte-level BPE never has.
"""

import logging
import warnings
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import torch

from .systems import Ids, Rows, Sizes

_UNK, _PAD, _BOS, _EOS = 0, 1, 2, 3
_SHIFT = 1
_BEAM_ALPHA = 1.0


def _be_quiet() -> None:
    """Keep JoeyNMT's log and its use of old torch names off the screen."""
    logging.disable(logging.WARNING)
    warnings.filterwarnings("ignore", module="joeynmt")


def _vocabulary(size: int) -> Any:
    """Return JoeyNMT's vocabulary of `size` tokens and the unknown word."""
    from joeynmt.vocabulary import Vocabulary  # type: ignore[import-not-found]

    special = SimpleNamespace(
        unk_token="<unk>",
        pad_token="<pad>",
        bos_token="<s>",
        eos_token="</s>",
        sep_token=None,
        unk_id=_UNK,
        pad_id=_PAD,
        bos_id=_BOS,
        eos_id=_EOS,
        sep_id=None,
        lang_tags=[],
    )
    return Vocabulary([f"t{i}" for i in range(_EOS + 1, size + _SHIFT)], special)


def _configuration(sizes: Sizes) -> dict[str, object]:
    """Return the `model` part of a JoeyNMT configuration."""
    embeddings = {"embedding_dim": sizes.embedding, "scale": False}
    unit = {
        "type": "recurrent",
        "rnn_type": "gru",
        "embeddings": embeddings,
        "hidden_size": sizes.hidden,
        "dropout": sizes.dropout,
        "num_layers": 1,
    }
    return {
        "initializer": "xavier_uniform",
        "init_gain": 1.0,
        "bias_initializer": "zeros",
        "embed_initializer": "normal",
        "embed_init_weight": 0.1,
        "tied_embeddings": False,
        "tied_softmax": False,
        "encoder": {**unit, "bidirectional": True},
        "decoder": {
            **unit,
            "hidden_dropout": sizes.dropout,
            "input_feeding": True,
            "init_hidden": "bridge",
            "attention": "bahdanau",
        },
    }


def own_batches(rows: Rows, tokens: int, seed: int) -> list[list[int]]:
    """Return the row numbers of JoeyNMT's own batches of one epoch.

    Its `TokenBatchSampler` takes rows in random order, whatever their lengths, until
    the padded tokens reach `tokens`.
    """
    from joeynmt.datasets import TokenBatchSampler  # type: ignore[import-not-found]

    _be_quiet()

    class _Pairs(torch.utils.data.Dataset[tuple[int, Ids, Ids]]):
        seed = 0
        split = "train"
        indices = range(len(rows.sources))

        def __len__(self) -> int:
            return len(rows.sources)

        def __getitem__(self, row: int) -> tuple[int, Ids, Ids]:
            return row, rows.sources[row], rows.targets[row]

    order = torch.utils.data.RandomSampler(
        _Pairs(), generator=torch.Generator().manual_seed(seed)
    )
    sampler = TokenBatchSampler(order, batch_size=tokens, drop_last=True, seed=seed)
    return [list(batch) for batch in sampler]


class JoeyNmt:
    """JoeyNMT's recurrent model, driven as its `TrainManager` drives it."""

    def __init__(self, sizes: Sizes, seed: int, device: str = "cpu") -> None:
        _be_quiet()
        from joeynmt.builders import (  # type: ignore[import-not-found]
            build_gradient_clipper,
            build_optimizer,
        )
        from joeynmt.model import build_model  # type: ignore[import-not-found]

        torch.manual_seed(seed)
        self._seed = seed
        self._device = torch.device(device)
        vocabulary = _vocabulary(sizes.vocabulary)
        model = build_model(_configuration(sizes), vocabulary, vocabulary)
        self._model = model.to(self._device)
        self._model.loss_function = ("crossentropy", sizes.smoothing)
        settings = {"optimizer": "adam", "learning_rate": 1e-3}
        clips = {"clip_grad_norm": 1.0, "clip_grad_val": None}
        self._optimizer = build_optimizer(settings, self._model.parameters())
        self._clip = build_gradient_clipper(clips)
        # All that `TrainManager._train_step` reads of its manager. On a GPU half
        # precision is on, as JoeyNMT offers it; on a CPU JoeyNMT turns it off.
        half = self._device.type == "cuda"
        self._manager = SimpleNamespace(
            model=self._model,
            args=SimpleNamespace(normalization="tokens", batch_multiplier=1),
            n_gpu=int(half),
            scaler=torch.amp.GradScaler() if half else None,
            autocast={
                "device_type": self._device.type,
                "dtype": torch.float16 if half else torch.bfloat16,
                "enabled": half,
            },
        )

    def parameters(self) -> int:
        """Return how many numbers are learned."""
        return sum(p.numel() for p in self._model.parameters())

    def _batch(self, sources: Sequence[Ids], targets: Sequence[Ids] | None) -> Any:
        """Return JoeyNMT's batch of the given pairs."""
        from joeynmt.batch import Batch  # type: ignore[import-not-found]

        closed = [[*(i + _SHIFT for i in source), _EOS] for source in sources]
        framed = [
            [_BOS, *(i + _SHIFT for i in target), _EOS] for target in targets or ()
        ]
        return Batch(
            src=_padded(closed),
            src_length=torch.tensor([len(row) for row in closed]),
            src_prompt_mask=None,
            trg=_padded(framed) if framed else None,
            trg_prompt_mask=None,
            indices=torch.arange(len(closed)),
            device=self._device,
            pad_index=_PAD,
            eos_index=_EOS,
            is_train=targets is not None,
        )

    def prepare(self, rows: Rows) -> object:
        """Return JoeyNMT's batch, as its data loader yields it."""
        return self._batch(rows.sources, rows.targets)

    def step(self, batch: object, update: int, rate: float) -> float:
        """Take one step as `TrainManager.train_and_validate` does."""
        from joeynmt.training import TrainManager  # type: ignore[import-not-found]

        torch.manual_seed(1_000_003 * self._seed + update)
        for group in self._optimizer.param_groups:
            group["lr"] = rate
        loss, _correct = TrainManager._train_step(self._manager, batch)
        scaler = self._manager.scaler
        self._clip(parameters=self._model.parameters())
        if scaler is None:
            self._optimizer.step()
        else:
            scaler.step(self._optimizer)
            scaler.update()
        self._model.zero_grad()
        return float(loss)

    def decode(
        self, sources: Sequence[Ids], beam: int, shortest: int, longest: int
    ) -> list[list[int]]:
        """Search with JoeyNMT's own greedy or beam search, length penalty 1."""
        from joeynmt.search import search  # type: ignore[import-not-found]

        self._model.eval()
        batch = self._batch(sources, None)
        back = batch.sort_by_src_length()
        found, _scores, _attention = search(
            model=self._model,
            batch=batch,
            max_output_length=longest,
            beam_size=beam,
            beam_alpha=_BEAM_ALPHA,
            min_output_length=shortest,
        )
        rows = found.tolist()
        return [_plain(rows[place]) for place in back]

    def save(self, path: Path) -> None:
        """Write weights and Adam's state."""
        state = {
            "model": self._model.state_dict(),
            "optimizer": self._optimizer.state_dict(),
        }
        torch.save(state, path)

    def load(self, path: Path) -> None:
        """Take over what `save` wrote."""
        state = torch.load(path, weights_only=True)
        self._model.load_state_dict(state["model"])
        self._optimizer.load_state_dict(state["optimizer"])


def _padded(rows: Sequence[Ids]) -> torch.Tensor:
    """Return `rows` as one tensor (rows, longest), padded on the right."""
    longest = max(len(row) for row in rows)
    return torch.tensor([[*row, *[_PAD] * (longest - len(row))] for row in rows])


def _plain(row: Sequence[int]) -> list[int]:
    """Return our ids of a hypothesis, without its end and what follows."""
    ids = row[: row.index(_EOS)] if _EOS in row else row
    return [i - _SHIFT for i in ids if i > _EOS]
