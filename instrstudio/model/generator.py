"""A trained model ready to write: the interface for everyone outside this room."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import torch
from torch import Tensor

from instrstudio.domain.run import Checkpoint
from instrstudio.model import checkpoint, decoding, device
from instrstudio.model.architecture import EncoderDecoder
from instrstudio.model.card import described
from instrstudio.model.decoding import Decoded, Rules
from instrstudio.model.diversity import varied
from instrstudio.model.tokenizer import Tokenizer

_TEMPERATURE, _TOP_P, _NO_REPEAT = 0.9, 0.92, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """A text the model wrote.

    `offsets` are the code points [start, end) of each token in `text`;
    `log_probability` is the mean a token; `attention` has the shape
    (tokens, source tokens) and its rows sum to 1.
    """

    text: str
    tokens: tuple[str, ...]
    offsets: tuple[tuple[int, int], ...]
    log_probability: float
    attention: tuple[tuple[float, ...], ...]


class Generator:
    """A model with its tokenizer; may be used from several threads at once."""

    def __init__(
        self,
        model: EncoderDecoder,
        tokenizer: Tokenizer,
        about: Checkpoint,
        max_source_tokens: int = 160,
    ) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._max_source = max_source_tokens
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

    @torch.inference_mode()
    def generate(
        self,
        source: str,
        *,
        limit: int = 1,
        beam: int = 5,
        seed: int = 0,
        max_tokens: int = 128,
        forbidden: Sequence[str] = (),
    ) -> list[Hypothesis]:
        """Write at most `limit` different texts for `source`, best first.

        Args:
            source: The text to write for.
            limit: How many texts.
            beam: Width of the beam search for the first text.
            seed: 0 is the best answer and others unlike it; any other number gives
                answers drawn with that seed.
            max_tokens: Longest text, in tokens.
            forbidden: Special tokens that must not be written.
        """
        # The steps are small: several threads only wait for each other, for seconds
        # where another process wants the cores.
        with device.threads(1):
            found = self._search(source, limit, beam, seed, max_tokens, forbidden)
        return self._distinct(found, limit)

    def _search(
        self,
        source: str,
        limit: int,
        beam: int,
        seed: int,
        max_tokens: int,
        forbidden: Sequence[str],
    ) -> list[Decoded]:
        """Return what search or sampling finds, best first."""
        ids = self._tokenizer.encode(source, self._max_source)
        place = next(self._model.parameters()).device
        rules = Rules(
            max_tokens=max_tokens,
            forbidden=tuple(
                self._tokenizer.specials[token]
                for token in forbidden
                if token in self._tokenizer.specials
            ),
            no_repeat=_NO_REPEAT,
        )
        lengths = torch.tensor([len(ids)], device=place)
        encoded = self._model.encode(torch.tensor([ids], device=place), lengths)
        place_of = torch.zeros(2 * limit, dtype=torch.long, device=place)
        chance = torch.Generator(device=place).manual_seed(seed)
        choose = decoding.sampler(chance, _TEMPERATURE, _TOP_P)
        drawn = decoding.rollout(self._model, encoded.rows(place_of), rules, choose)
        if seed:
            return _ranked(drawn)
        best = decoding.beam_search(self._model, encoded, rules, beam)[:1]
        if limit == 1:
            return best
        branches = decoding.branches(self._model, encoded, rules, limit)
        return [*best, *_ranked([*branches, *drawn])]

    def _distinct(self, found: Sequence[Decoded], limit: int) -> list[Hypothesis]:
        """Return `limit` of `found` that differ in more than white space."""
        texts: dict[str, Decoded] = {}
        for decoded in found:
            text = "".join(self._tokenizer.decode(decoded.ids)[0].split())
            if text:
                texts.setdefault(text, decoded)
        chosen = varied(list(texts.values()), limit)
        return [self._hypothesis(decoded) for decoded in chosen]

    def _hypothesis(self, decoded: Decoded) -> Hypothesis:
        """Return `decoded` as text."""
        text, offsets = self._tokenizer.decode(decoded.ids)
        return Hypothesis(
            text=text,
            tokens=tuple(self._tokenizer.shown(id_) for id_ in decoded.ids),
            offsets=offsets,
            log_probability=decoded.mean_log_probability,
            attention=rows_of(decoded.attention),
        )


def rows_of(matrix: Tensor) -> tuple[tuple[float, ...], ...]:
    """Return a matrix (rows, columns) as tuples of floats."""
    return tuple(tuple(row) for row in matrix.tolist())


def _ranked(found: Sequence[Decoded]) -> list[Decoded]:
    """Return finished ones first, then by mean log-probability."""
    return sorted(found, key=lambda d: (not d.finished, -d.mean_log_probability))
