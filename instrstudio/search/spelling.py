"""What was meant by a word that is misspelt: the commonest word one slip away.

A slip puts in, takes out or exchanges one letter, or swaps two that stand next to each
other (Damerau, "A technique for computer detection and correction of spelling errors",
1964: four fifths of all misspellings are one such slip). The first letter is taken to
be right.
"""

from collections.abc import Iterator
from dataclasses import replace

from instrstudio.search.analyzer import is_paired
from instrstudio.search.clauses import Choice, Clause, Clauses
from instrstudio.search.collector.corpus import Corpus
from instrstudio.search.collector.leaf import TEXT
from instrstudio.search.flat.near_terms import neighbours

SHORTEST = 4
"""Letters of a word that is corrected; shorter ones have too many neighbours."""

COMMONER = 200
"""How many times as common as the word another one must be to be what was meant."""


def corrected(corpus: Corpus, clauses: Clauses) -> Clauses | None:
    """Return `clauses` with their misspelt words put right; None: there are none."""
    required = tuple(_corrected(corpus, part) for part in clauses.required)
    if required == clauses.required:
        return None
    return replace(clauses, required=required)


def _corrected(corpus: Corpus, part: Clause | Choice) -> Clause | Choice:
    """Return `part` with another word if it is a word and that was meant."""
    if isinstance(part, Choice) or len(part.terms) > 1 or part.near:
        return part
    ((word, place),) = part.terms
    if len(word) < SHORTEST or not word.isalpha() or is_paired(word):
        return part
    near = {term: _frequency(corpus, term) for term in set(_near(corpus, word))}
    meant = max(near, key=lambda term: (near[term], term), default=word)
    own = _frequency(corpus, word)
    if near.get(meant, 0) <= COMMONER * own:
        return part
    return replace(part, terms=((meant, place),))


def _near(corpus: Corpus, word: str) -> Iterator[str]:
    """Yield words one slip away, some of which may not exist."""
    for leaf in corpus.leaves:
        for term in neighbours(leaf.field(TEXT).terms, word):
            yield term.decode()
    for at in range(1, len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _frequency(corpus: Corpus, word: str) -> int:
    """Return in how many documents `word` is."""
    return sum(leaf.frequency(word.encode()) for leaf in corpus.leaves)
