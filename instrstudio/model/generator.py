"""A trained model ready to write: the interface for everyone outside this room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import torch
from torch import Tensor

from instrstudio.domain.run import Checkpoint
from instrstudio.model import candidates, checkpoint, decoding, device
from instrstudio.model.architecture import Architecture
from instrstudio.model.candidates import Asked
from instrstudio.model.card import described
from instrstudio.model.corpus import padded
from instrstudio.model.decode.forced import mean_log_probabilities
from instrstudio.model.decoding import Decoded, Rules
from instrstudio.model.diversity import varied
from instrstudio.model.encoder import Encoded
from instrstudio.model.tokenizer import Tokenizer

_NO_REPEAT = 4
_BATCH = 32
_LONGEST_READ = 160
_BROKEN = "\ufffd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """A text the model wrote.

    `offsets` are the code points [start, end) of each token in `text`;
    `log_probability` is the mean a token, `agreement` how like the other texts that the
    model found are to it, in [0, 1]. `attention` has the shape (tokens, source tokens)
    and its rows sum to 1. `copied` is the probability that a token was copied and
    `copy_sources` the place in `source_tokens` it came from, -1 where it was rather
    written; both are empty for a model that cannot copy.
    """

    text: str
    tokens: tuple[str, ...]
    offsets: tuple[tuple[int, int], ...]
    log_probability: float
    attention: tuple[tuple[float, ...], ...]
    copied: tuple[float, ...] = ()
    copy_sources: tuple[int, ...] = ()
    source_tokens: tuple[str, ...] = ()
    agreement: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a model has written so far: `text`, and its latest `token`.

    `attention` is over the source's tokens; `copied` and `copy_source` are those of
    this token, see `Hypothesis`.
    """

    text: str
    token: str
    log_probability: float
    attention: tuple[float, ...]
    copied: float
    copy_source: int


class Generator:
    """A model with its tokenizer; may be used from several threads at once."""

    def __init__(
        self,
        model: Architecture,
        tokenizer: Tokenizer,
        about: Checkpoint,
        max_source_tokens: int = 160,
    ) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._max_source = max_source_tokens
        self._readable: dict[int, str] = {}
        self.about = about

    @classmethod
    def load(cls, folder: Path, device_wish: str = "auto") -> Self:
        """Load the checkpoint in `folder`.

        Raises:
            NotFound: There is no checkpoint.
            CheckpointMismatch: It is damaged or does not fit this program.
            ModelError: The device is not there.
        """
        place = device.resolve(device_wish)
        contents = checkpoint.load(folder)
        config = contents.card.get("config")
        limit = config.get("max_source_tokens") if isinstance(config, dict) else None
        return cls(
            contents.model.to(place),
            contents.tokenizer,
            described(folder, contents.card),
            limit if isinstance(limit, int) else 160,
        )

    @property
    def specials(self) -> tuple[str, ...]:
        """The tokens that stand for themselves in a text."""
        return tuple(self._tokenizer.specials)

    @property
    def reads_like(self) -> bool:
        """Whether a source should bring instructions that were found for like tasks."""
        return self._model.reads_like

    def generate(
        self,
        source: str,
        *,
        limit: int = 1,
        beam: int = 5,
        seed: int = 0,
        max_tokens: int = 128,
        forbidden: Sequence[str] = (),
        wanted: Sequence[str] = (),
    ) -> list[Hypothesis]:
        """Write at most `limit` different texts for `source`, best first.

        The first is what most of some twenty candidates agree with, the others are good
        and unlike it and each other.

        Args:
            source: The text to write for.
            limit: How many texts.
            beam: Width of the beam search.
            seed: 0 is the best answer and others unlike it, always the same; any other
                number gives answers drawn with that seed.
            max_tokens: Longest text, in tokens.
            forbidden: Special tokens that must not be written.
            wanted: Special tokens that must be written.
        """
        (found,) = self.generate_many(
            [source],
            limit=limit,
            beam=beam,
            seed=seed,
            max_tokens=max_tokens,
            forbidden=[forbidden],
            wanted=wanted,
        )
        return found

    @torch.inference_mode()
    def generate_many(
        self,
        sources: Sequence[str],
        *,
        limit: int = 1,
        beam: int = 5,
        seed: int = 0,
        max_tokens: int = 128,
        forbidden: Sequence[Sequence[str]] = (),
        wanted: Sequence[str] = (),
    ) -> list[list[Hypothesis]]:
        """Write for many sources at once, as `generate` does for each.

        Sources of like length share a batch. `forbidden` holds tokens for each source,
        or nothing.
        """
        ids = [self._tokenizer.encode(text, self._max_source) for text in sources]
        barred = [self._ids(tokens) for tokens in forbidden] or [()] * len(ids)
        rules = Rules(
            max_tokens=max_tokens, no_repeat=_NO_REPEAT, wanted=self._ids(wanted)
        )
        asked = Asked(limit=limit, beam=beam, seed=seed)
        order = sorted(range(len(ids)), key=lambda row: len(ids[row]))
        found: dict[int, list[Hypothesis]] = {}
        # The steps are small: several threads only wait for each other, for seconds
        # where another process wants the cores.
        with device.threads(1):
            for start in range(0, len(order), _BATCH):
                rows = order[start : start + _BATCH]
                own = [ids[row] for row in rows]
                bars = [barred[row] for row in rows]
                texts = self._batch(own, rules, asked, bars)
                found |= dict(zip(rows, texts, strict=True))
        return [found[row] for row in range(len(ids))]

    def stream(
        self,
        source: str,
        *,
        max_tokens: int = 128,
        forbidden: Sequence[str] = (),
        wanted: Sequence[str] = (),
    ) -> Iterator[Written]:
        """Yield a text as it grows, token by token; each is the likeliest next one."""
        rules = Rules(
            max_tokens=max_tokens,
            no_repeat=_NO_REPEAT,
            forbidden=self._ids(forbidden),
            wanted=self._ids(wanted),
        )
        ids = self._tokenizer.encode(source, self._max_source)
        with torch.inference_mode():
            encoded = self._encoded([ids])
        steps, written = decoding.stream(self._model, encoded, rules), list[int]()
        while True:
            # A yield hands the thread to somebody else: its number of threads as well.
            with device.threads(1):
                token = next(steps, None)
            if token is None:
                return
            written.append(token.id)
            yield Written(
                text=self._tokenizer.decode(written)[0].rstrip(_BROKEN),
                token=self._tokenizer.shown(token.id),
                log_probability=token.log_probability,
                attention=tuple(token.attention.tolist()),
                copied=token.copied,
                copy_source=token.source,
            )

    def likelihoods(self, source: str, texts: Sequence[str]) -> list[float]:
        """Return the mean log-probability a token of each text for `source`."""
        targets = [self._tokenizer.encode(text, _LONGEST_READ) for text in texts]
        with device.threads(1), torch.inference_mode():
            encoded = self._encoded([self._tokenizer.encode(source, self._max_source)])
            return mean_log_probabilities(self._model, encoded, targets)

    def _ids(self, tokens: Sequence[str]) -> tuple[int, ...]:
        """Return the ids of the special tokens among `tokens`."""
        known = self._tokenizer.specials
        return tuple(known[token] for token in tokens if token in known)

    def _encoded(self, ids: Sequence[Sequence[int]]) -> Encoded:
        """Return what the model makes of sources."""
        place = next(self._model.parameters()).device
        lengths = torch.tensor([len(row) for row in ids], device=place)
        return self._model.encode(padded(ids).to(place), lengths)

    def _batch(
        self,
        ids: Sequence[Sequence[int]],
        rules: Rules,
        asked: Asked,
        forbidden: Sequence[Sequence[int]],
    ) -> list[list[Hypothesis]]:
        """Return the texts for sources that are searched together."""
        encoded = self._encoded(ids)
        size = self._model.sizes.vocabulary
        barred = candidates.bars(forbidden, size, encoded.mask.device)
        found = candidates.collected(self._model, encoded, rules, asked, barred)
        return [
            self._distinct(each, own, asked.limit)
            for each, own in zip(found, ids, strict=True)
        ]

    def _distinct(
        self, found: Sequence[Decoded], source: Sequence[int], limit: int
    ) -> list[Hypothesis]:
        """Return `limit` of `found` that differ in more than white space."""
        different = {one.ids for one in found}
        texts = {ids: self._tokenizer.decode(ids)[0] for ids in different}
        ranked = candidates.ranked(found, lambda one: texts[one.ids])
        agreed = {id(decoded): share for decoded, share in ranked}
        best: dict[str, Decoded] = {}
        for decoded, _ in ranked:
            bare = "".join(texts[decoded.ids].split())
            if bare:
                best.setdefault(bare, decoded)
        chosen = varied(list(best.values()), limit)
        shown = tuple(self._shown(id_) for id_ in source)
        return [
            replace(self._hypothesis(one, shown), agreement=agreed[id(one)])
            for one in chosen
        ]

    def _shown(self, id_: int) -> str:
        """Return one token as people read it; each is asked for once."""
        if id_ not in self._readable:
            self._readable[id_] = self._tokenizer.shown(id_)
        return self._readable[id_]

    def _hypothesis(self, decoded: Decoded, source: tuple[str, ...]) -> Hypothesis:
        """Return `decoded` as text; `source` are its source's tokens."""
        text, offsets = self._tokenizer.decode(decoded.ids)
        return Hypothesis(
            text=text,
            tokens=tuple(self._shown(id_) for id_ in decoded.ids),
            offsets=offsets,
            log_probability=decoded.mean_log_probability,
            attention=rows_of(decoded.attention),
            copied=tuple(decoded.copied.tolist()),
            copy_sources=tuple(decoded.sources.tolist()),
            source_tokens=source,
        )


def rows_of(matrix: Tensor) -> tuple[tuple[float, ...], ...]:
    """Return a matrix (rows, columns) as tuples of floats."""
    return tuple(tuple(row) for row in matrix.tolist())
