"""Colours what a model wrote by where its words come from: copied, or its own."""

import re
from collections.abc import Iterator, Sequence

from instrstudio.domain.language import units
from instrstudio.domain.run import Sample
from instrstudio.domain.span import Origin, Piece, Span, assemble
from instrstudio.ui.attention.token_words import placed

COPIED = 0.5
"""A token is shown as copied where that is likelier than that it was written."""
_WORDS = re.compile(r"<[a-z_=]+>|\[[^\]\n]*\]|[一-鿿]|[^\W_一-鿿]+|.", re.DOTALL)
_PLACE = "<slot>"


def coloured(sample: Sample) -> tuple[str, tuple[Span, ...]]:
    """Return a sample's text with spans: slots, copied words, words of its own.

    Where the model told what it copied, that counts; otherwise a word of the source is
    taken for copied. Marks that stand for words of the task are shown by their names.
    """
    pieces = _by_copying(sample) if sample.copied else _by_likeness(sample)
    return assemble(_tidied([piece for piece in pieces if piece.text]))


def _by_copying(sample: Sample) -> Iterator[Piece]:
    """Yield the pieces of a text as its model made them."""
    for start, end, numbers in placed(sample.target_tokens, sample.text):
        share = sum(sample.copied[n] for n in numbers) / len(numbers)
        origin = Origin.TASK if share > COPIED else Origin.GENERATED
        text = sample.text[start:end]
        word = text.lstrip()
        yield Piece(text[: len(text) - len(word)], origin)
        yield _mark(word) or Piece(word, origin)


def _by_likeness(sample: Sample) -> Iterator[Piece]:
    """Yield the pieces of a text, told apart by the words of its source.

    A Chinese character counts as copied with a copied neighbour only.
    """
    known = set(units(sample.source))
    pairs = {a + b for a, b in zip(sample.source, sample.source[1:], strict=False)}
    text = sample.text
    for found in _WORDS.finditer(text):
        word, start, end = found.group(), found.start(), found.end()
        if len(word) == 1 and "一" <= word <= "鿿":
            around = (text[max(0, start - 1) : end], text[start : end + 1])
            is_copied = any(len(pair) == 2 and pair in pairs for pair in around)
        else:
            is_copied = bool(units(word)) and set(units(word)) <= known
        origin = Origin.TASK if is_copied else Origin.GENERATED
        yield _mark(word) or Piece(word, origin)


def _mark(word: str) -> Piece | None:
    """Return the piece of a mark: a slot, or a name for words of the task."""
    bare = word.strip()
    if bare == _PLACE:
        return Piece("[…]", Origin.SLOT)
    if len(bare) > 1 and bare.startswith("<") and bare.endswith(">"):
        return Piece(f"‹{bare[1:-1].replace('_', ' ')}›", Origin.TASK)
    if len(bare) > 1 and bare.startswith("[") and bare.endswith("]"):
        return Piece(word, Origin.SLOT)
    return None


def _tidied(pieces: Sequence[Piece]) -> list[Piece]:
    """Give a blank between two runs of different origin to the generated one."""
    out: list[Piece] = []
    for place, piece in enumerate(pieces):
        origin = piece.origin
        if piece.text.isspace():
            before = out[-1].origin if out else Origin.GENERATED
            after = pieces[place + 1].origin if place + 1 < len(pieces) else before
            origin = before if after == before else Origin.GENERATED
        out.append(Piece(piece.text, origin))
    return out
