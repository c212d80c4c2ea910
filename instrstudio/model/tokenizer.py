"""Byte-level BPE: any text to token ids and back, with nothing unknown."""

import codecs
import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import AddedToken, decoders, models, pre_tokenizers, trainers
from tokenizers import Tokenizer as _Tokenizer

from instrstudio.domain.errors import CheckpointMismatch
from instrstudio.domain.wording import message

PAD, BOS, EOS = 0, 1, 2
_FRAME = ("<pad>", "<s>", "</s>")
# In bytes: about four Chinese characters, or an English word. Without a bound BPE would
# swallow whole Chinese clauses, which have no spaces to stop it.
_LONGEST_TOKEN = 12


class Tokenizer:
    """Text to ids and back; special tokens stand for themselves in the text."""

    def __init__(self, inner: _Tokenizer) -> None:
        self._inner = inner

    @classmethod
    def train(
        cls, texts: Iterable[str], size: int, specials: Sequence[str] = ()
    ) -> "Tokenizer":
        """Learn at most `size` tokens from `texts`, special ones included."""
        inner = _Tokenizer(models.BPE())
        inner.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        inner.decoder = decoders.ByteLevel()
        alphabet = pre_tokenizers.ByteLevel.alphabet()
        trainer = trainers.BpeTrainer(
            vocab_size=max(size, len(alphabet) + len(_FRAME) + len(specials)),
            special_tokens=[
                AddedToken(token, special=True, normalized=False)
                for token in dict.fromkeys((*_FRAME, *specials))
            ],
            initial_alphabet=alphabet,
            max_token_length=_LONGEST_TOKEN,
            min_frequency=2,
            show_progress=False,
        )
        inner.train_from_iterator(texts, trainer)
        return cls(inner)

    @classmethod
    def load(cls, path: Path) -> "Tokenizer":
        """Read a tokenizer.

        Raises:
            CheckpointMismatch: The file is missing or no tokenizer.
        """
        try:
            return cls(_Tokenizer.from_str(path.read_text(encoding="utf-8")))
        # The library raises bare Exception for a file it cannot read.
        except Exception as error:
            raise CheckpointMismatch(
                message("The tokenizer {path} cannot be read.", path=str(path))
            ) from error

    def save(self, path: Path) -> None:
        """Write the tokenizer as JSON."""
        path.write_text(self._inner.to_str(pretty=False), encoding="utf-8")

    @property
    def size(self) -> int:
        """How many tokens there are."""
        return self._inner.get_vocab_size(with_added_tokens=True)

    @cached_property
    def digest(self) -> str:
        """A digest of everything that decides the ids."""
        text = self._inner.to_str(pretty=False).encode("utf-8")
        return hashlib.blake2b(text, digest_size=16).hexdigest()

    @cached_property
    def specials(self) -> dict[str, int]:
        """The special tokens that a text may hold, with their ids."""
        return {
            token.content: id_
            for id_, token in self._inner.get_added_tokens_decoder().items()
            if token.content not in _FRAME
        }

    def encode(self, text: str, limit: int | None = None) -> list[int]:
        """Return the ids of `text`, at most `limit` with the end token that closes it.

        A lone surrogate, which no encoding can express, counts as a question mark.
        """
        clean = text.encode("utf-8", "replace").decode("utf-8")
        ids = self._inner.encode(clean, add_special_tokens=False).ids
        return [*(ids if limit is None else ids[: limit - 1]), EOS]

    def encode_many(self, texts: Sequence[str], limit: int) -> list[list[int]]:
        """Return the ids of each text, as `encode` does; all cores take part."""
        clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        found = self._inner.encode_batch_fast(clean, add_special_tokens=False)
        return [[*encoding.ids[: limit - 1], EOS] for encoding in found]

    def halves(self) -> NDArray[np.int32]:
        """Return the two tokens each was merged from, (tokens, 2); -1 where none."""
        found = np.full((self.size, 2), -1, dtype=np.int32)
        model = json.loads(self._inner.to_str())["model"]
        ids = model["vocab"]
        for merge in model["merges"]:
            left, right = merge.split(" ") if isinstance(merge, str) else merge
            found[ids[left + right]] = ids[left], ids[right]
        return found

    def decode(self, ids: Sequence[int]) -> tuple[str, tuple[tuple[int, int], ...]]:
        """Return the text of `ids` and the code points [start, end) of each token.

        Tokens that share a character by its bytes meet at that character.
        """
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        parts, offsets, done, start = [], [], 0, 0
        for id_ in ids:
            parts.append(decoder.decode(self._bytes[id_]))
            done += len(parts[-1])
            # A character of which bytes are still to come stands there as one already.
            end = done + bool(decoder.getstate()[0])
            offsets.append((min(start, end), end))
            start = end
        parts.append(decoder.decode(b"", final=True))
        return "".join(parts), tuple(offsets)

    @cached_property
    def _bytes(self) -> list[bytes]:
        """The bytes each token stands for."""
        tokens = (self._inner.id_to_token(id_) for id_ in range(self.size))
        return [_bytes_of(token or "") for token in tokens]

    def shown(self, id_: int) -> str:
        """Return one token as people read it; a part of a character shows as �."""
        return self._inner.decode([id_], skip_special_tokens=False)


@cache
def _alphabet() -> dict[str, int]:
    """Return the byte that each character of a byte-level token stands for.

    As in GPT-2: printable Latin-1 characters are their own bytes, and what is left
    follows from 256 on.
    """
    own = [*range(33, 127), *range(161, 173), *range(174, 256)]
    left = [byte for byte in range(256) if byte not in own]
    shifted = {chr(256 + place): byte for place, byte in enumerate(left)}
    return {chr(byte): byte for byte in own} | shifted


def _bytes_of(token: str) -> bytes:
    """Return the bytes of a token; one that is not byte-level is text as it is."""
    alphabet = _alphabet()
    if all(character in alphabet for character in token):
        return bytes(alphabet[character] for character in token)
    return token.encode("utf-8")
