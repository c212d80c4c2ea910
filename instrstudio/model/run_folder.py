"""The folder of a run: ``last``, from which it goes on, and ``best``, for use."""

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio.domain.errors import CheckpointMismatch, ModelError
from instrstudio.domain.run import Checkpoint, TrainConfig
from instrstudio.domain.wording import message
from instrstudio.model import checkpoint
from instrstudio.model.architecture import Sizes
from instrstudio.model.architectures import build, initialise
from instrstudio.model.card import described, read_card, recover
from instrstudio.model.checkpoint import Contents
from instrstudio.model.corpus import Corpus
from instrstudio.model.position import Position
from instrstudio.model.tokenizer import Tokenizer

if TYPE_CHECKING:
    from torch import Tensor

LAST, BEST, ARRAYS = "last", "best", "arrays"
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_DECIDED = (
    "architecture",
    "embedding_size",
    "hidden_size",
    "attention_size",
    "layers",
    "seed",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a card says of a run besides its position: its name and its data.

    `precision` is what its matrix products are computed in, ``float32`` or
    ``bfloat16``; empty on cards that do not say.
    """

    name: str
    created: str
    device: str
    precision: str
    data: Mapping[str, object]
    digest: str
    optional: tuple[str, ...]

    @classmethod
    def of(cls, corpus: Corpus, name: str, device: str, precision: str) -> "Facts":
        """Return the facts of a run that begins now."""
        return cls(
            name=name,
            created=now(),
            device=device,
            precision=precision,
            digest=corpus.digest,
            optional=corpus.optional,
            data={
                "description": corpus.description,
                "file": corpus.file,
                "pairs": len(corpus.rejected) or len(set(corpus.pairs)),
                "validation_pairs": len(corpus.validation),
                "licences": list(corpus.licences),
            },
        )

    @classmethod
    def on(cls, card: Mapping[str, object]) -> "Facts":
        """Return the facts on a card that `RunFolder.save` wrote."""
        data, optional = card.get("data"), card.get("optional")
        return cls(
            name=str(card.get("name")),
            created=str(card.get("created")),
            device=str(card.get("device")),
            precision=str(card.get("precision") or ""),
            data=data if isinstance(data, dict) else {},
            digest=str(card.get("data_digest")),
            optional=tuple(optional) if isinstance(optional, list) else (),
        )

    def taking_up(self, before: "Facts", *, measured: bool) -> "Facts":
        """Return these facts for a run that began as `before` says.

        A `measured` precision stays what it was as long as the device does: a probe
        may answer otherwise on a busy machine, and no step would be the same.
        """
        holds = measured and before.precision and before.device == self.device
        precision = before.precision if holds else self.precision
        return replace(self, created=before.created, precision=precision)


@dataclass(slots=True)
class RunFolder:
    """Saves and finds the checkpoints of a run."""

    folder: Path
    config: TrainConfig
    facts: Facts

    def save(
        self,
        kind: str,
        contents: Contents,
        position: Position,
        metrics: Mapping[str, float | None],
    ) -> Checkpoint:
        """Write a checkpoint of `kind`; ``last`` keeps the position and all state.

        Raises:
            OSError: The disk is full, or the folder cannot be written.
        """
        card: dict[str, object] = {
            "name": self.facts.name,
            "architecture": self.config.architecture,
            "created": self.facts.created,
            "saved": now(),
            "step": position.step,
            "epoch": position.epoch,
            "seed": self.config.seed,
            "device": self.facts.device,
            "precision": self.facts.precision,
            "config": {
                **self.config.as_dict(),
                # a card travels with the model: where it began, not where that lies
                "initial": Path(self.config.initial).name,
            },
            "data": dict(self.facts.data),
            "data_digest": self.facts.digest,
            "optional": list(self.facts.optional),
            "metrics": {"loss": position.loss, **metrics},
        }
        state: Mapping[str, Tensor] = {}
        if kind == LAST:
            card["position"] = asdict(position)
            state = contents.state
        whole = replace(contents, card=card, state=state)
        return checkpoint.save(self.folder / kind, whole)

    def last(self) -> Contents:
        """Return the last checkpoint.

        Raises:
            CheckpointMismatch: It is damaged, or of a run with other settings.
        """
        contents = checkpoint.load(self.folder / LAST)
        wanted, found = self.config.as_dict(), contents.card.get("config")
        for key in _DECIDED:
            value = found.get(key) if isinstance(found, dict) else None
            if value != wanted[key]:
                raise CheckpointMismatch(
                    message(
                        "The run was trained with {key} = {found}, not {wanted}.",
                        key=key,
                        found=value,
                        wanted=wanted[key],
                    )
                )
        return contents

    def last_state(self) -> dict[str, "Tensor"]:
        """Return the optimiser's arrays of the last checkpoint."""
        return checkpoint.load_state(self.folder / LAST)

    def best(self) -> Checkpoint | None:
        """Return the best checkpoint, if one was kept."""
        recover(self.folder / BEST)
        if not (self.folder / BEST).exists():
            return None
        return described(self.folder / BEST, read_card(self.folder / BEST))


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn what a disk says while a run is saved in `folder` into one sentence.

    A folder in which nothing could be written is taken away again.

    Raises:
        ModelError: Saving failed; what was saved before is still there.
    """
    try:
        yield
    except OSError as error:
        with suppress(OSError):
            folder.rmdir()
        reason = error.strerror or str(error)
        if error.errno in _FULL:
            said = message(
                "The run could not be saved in {path} ({reason}): free some space.",
                path=str(folder),
                reason=reason,
            )
        else:
            said = message(
                "The run could not be saved in {path} ({reason}): see that the disk is "
                "there and the folder may be written.",
                path=str(folder),
                reason=reason,
            )
        raise ModelError(said) from error


def begun_anew(corpus: Corpus, config: TrainConfig) -> Contents:
    """Return a fresh model and a tokenizer made of the pairs of `corpus`."""
    texts = (text for p in corpus.pairs for text in (p.source, p.target))
    tokenizer = Tokenizer.train(texts, config.vocabulary_size, corpus.specials)
    known = tokenizer.specials
    markers = tuple(known[token] for token in corpus.markers)
    sizes = Sizes.of(config, tokenizer.size, markers)
    model = build(config.architecture, sizes)
    initialise(model, config.seed)
    return Contents(model=model, tokenizer=tokenizer, card={})


def begun_from(folder: Path, config: TrainConfig) -> tuple[Contents, TrainConfig]:
    """Return the checkpoint a run begins from, and `config` with its sizes.

    Raises:
        NotFound: There is no checkpoint in `folder`.
        CheckpointMismatch: It is damaged.
    """
    contents = checkpoint.load(folder)
    sizes: Sizes = contents.model.sizes
    return contents, replace(
        config,
        architecture=str(contents.card.get("architecture")),
        embedding_size=sizes.embedding,
        hidden_size=sizes.hidden,
        attention_size=sizes.attention,
        layers=sizes.layers,
        vocabulary_size=sizes.vocabulary,
    )


def gone_on(folder: Path, config: TrainConfig) -> TrainConfig:
    """Return `config` for going on in the run's `folder`.

    A run that began from another model has that one's sizes, not those asked for.

    Raises:
        NotFound: There is no run in `folder`.
        CheckpointMismatch: It is damaged.
    """
    return begun_from(folder / LAST, config)[1] if config.initial else config


def now() -> str:
    """Return the time in UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")
