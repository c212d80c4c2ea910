"""Whoosh's query trees over whole posting lists.

What is not known here runs on Whoosh's own matchers over the same postings; scores and
documents are the same either way.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from whoosh.query.compound import And, AndNot, Or, Require
from whoosh.query.positional import Phrase
from whoosh.query.qcore import Every
from whoosh.query.ranges import TermRange
from whoosh.query.terms import MultiTerm, Prefix, Term
from whoosh.query.wrappers import Not

from instrstudio.search.collector.corpus import Corpus
from instrstudio.search.collector.expansion import beginning, between
from instrstudio.search.collector.leaf import TEXT, Leaf, Postings
from instrstudio.search.collector.matches import NOTHING, Matches, constant
from instrstudio.search.collector.phrase import documents, starts
from instrstudio.search.collector.pseudo import Beginning, Places, Unranked
from instrstudio.search.collector.scoring import idf
from instrstudio.search.collector.sets import difference, intersection, union, within

LONGEST_UNION = 1024
"""Terms that a pattern is put together from here; Whoosh takes over beyond them."""


class Evaluation:
    """Evaluates queries in the segments of `corpus`."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._weights: dict[Any, float] = {}

    def matches(self, leaf: Leaf, query: Any) -> Matches:
        """Return what `query` matches in `leaf`; deleted documents may be among it."""
        known = _KNOWN.get(type(query))
        if known is not None:
            found = known(self, leaf, query)
            if found is not None:
                return found
        elif isinstance(query, MultiTerm):
            return self._pattern(leaf, query)
        return self.by_whoosh(leaf, query)

    def alternatives(self, leaf: Leaf, query: Any) -> list[Matches] | None:
        """Return the matches of each part of an OR whose scores are just added.

        None: it is none, or not all scores are above 0.
        """
        if type(query) is not Or or query.scale or len(query.subqueries) < 2:
            return None
        parts = [self.matches(leaf, part) for part in query.subqueries]
        if not all(part.positive for part in parts):
            return None
        return [part.boosted(query.boost) for part in parts]

    def by_whoosh(self, leaf: Leaf, query: Any) -> Matches:
        """Return the same by Whoosh's matchers, a document at a time."""
        matcher = query.matcher(self.corpus.searcher_of(leaf))
        docs, scores = [], []
        while matcher.is_active():
            docs.append(matcher.id())
            scores.append(matcher.score())
            matcher.next()
        return Matches(np.array(docs, np.int64), np.array(scores, np.float32))

    def term(self, leaf: Leaf, field: str, term: bytes, boost: float) -> Matches:
        """Return the matches of one term."""
        postings = leaf.postings(term, field)
        if not leaf.field(field).placed:
            return constant(postings.documents, boost)
        weight = boost * self.corpus.idf(field, term)
        return self._ranked(postings, weight)

    def _ranked(self, postings: Postings, weight: float) -> Matches:
        """Return `postings` ranked by BM25."""
        return Matches(postings.documents, self.corpus.table, weight, postings.codes)

    def _term(self, leaf: Leaf, query: Any) -> Matches | None:
        """Evaluate a term."""
        if query.fieldname not in leaf.arrays.fields or query.minquality:
            return None
        term = query.text if isinstance(query.text, bytes) else str(query.text).encode()
        return self.term(leaf, query.fieldname, term, query.boost)

    def _beginning(self, leaf: Leaf, query: Beginning) -> Matches:
        """Evaluate the beginning of a word."""
        prefix = query.text.encode()

        def read(other: Leaf) -> Postings:
            return beginning(other, query.fieldname, prefix)

        return self._ranked(read(leaf), self._weight(query, read))

    def _places(self, leaf: Leaf, query: Places) -> Matches:
        """Evaluate words at given distances."""
        return self._ranked(
            _placed(leaf, query), self._weight(query, lambda leaf: _placed(leaf, query))
        )

    def _unranked(self, leaf: Leaf, query: Unranked) -> Matches:
        """Evaluate a query that does not rank."""
        return constant(self.matches(leaf, query.child).docs, 0.0)

    def _weight(self, query: Any, read: Callable[[Leaf], Postings]) -> float:
        """Return the weight of a query that ranks as one term."""
        known = self._weights.get(query)
        if known is None:
            corpus = self.corpus
            living = sum(leaf.living(read(leaf).documents) for leaf in corpus.leaves)
            known = self._weights[query] = idf(living, corpus.documents) * query.boost
        return known

    def _and(self, leaf: Leaf, query: Any) -> Matches:
        """Evaluate an AND; what is in a NOT is taken away and counts 1 in the score."""
        parts = query.subqueries
        if len(parts) < 2:
            return self._only(leaf, parts)
        wanted = [part for part in parts if type(part) is not Not]
        unwanted = [part.query for part in parts if type(part) is Not]
        found = self._all(leaf, wanted)
        for part in unwanted:
            found = difference(found, self._living(leaf, part), leaf.size)
        if unwanted:
            found = Matches(found.docs, found.scores() + np.float32(len(unwanted)))
        return found.boosted(query.boost)

    def _all(self, leaf: Leaf, parts: Sequence[Any]) -> Matches:
        """Return what all `parts` match; everything, if there are none."""
        if not parts:
            return constant(leaf.all_living(), 0.0)
        return intersection([self.matches(leaf, part) for part in parts], leaf.size)

    def _or(self, leaf: Leaf, query: Any) -> Matches | None:
        """Evaluate an OR."""
        if query.scale:
            return None
        if len(query.subqueries) < 2:
            return self._only(leaf, query.subqueries)
        parts = [self.matches(leaf, part) for part in query.subqueries]
        return union(parts, leaf.size).boosted(query.boost)

    def _only(self, leaf: Leaf, parts: Sequence[Any]) -> Matches:
        """Evaluate the only part there is; its parent's boost is nothing to Whoosh."""
        return self.matches(leaf, parts[0]) if parts else NOTHING

    def _not(self, leaf: Leaf, query: Any) -> Matches:
        """Evaluate a NOT that stands alone: everything else, with the score 1."""
        everything = constant(leaf.all_living(), 1.0)
        return difference(everything, self._living(leaf, query.query), leaf.size)

    def _and_not(self, leaf: Leaf, query: Any) -> Matches:
        """Evaluate `a` without `b`."""
        found = self.matches(leaf, query.a)
        return difference(found, self.matches(leaf, query.b).docs, leaf.size)

    def _require(self, leaf: Leaf, query: Any) -> Matches:
        """Evaluate `a` where `b` matches too, with the scores of `a`."""
        found = self.matches(leaf, query.a)
        kept, _ = within(found.docs, self.matches(leaf, query.b).docs, leaf.size)
        return found.at(kept)

    def _every(self, leaf: Leaf, query: Any) -> Matches | None:
        """Evaluate the query for all documents."""
        if query.fieldname is not None:
            return None
        return constant(leaf.all_living(), query.boost)

    def _phrase(self, leaf: Leaf, query: Any) -> Matches | None:
        """Evaluate a phrase without gaps, ranked as an AND of its words."""
        if query.slop != 1 or query.fieldname != TEXT or len(query.words) < 2:
            return None
        words = [word.encode() for word in query.words]
        found = starts(leaf, [(word, at) for at, word in enumerate(words)], None)
        if not len(found):
            return NOTHING
        docs, _ = documents(found)
        ranked = [self.term(leaf, TEXT, word, 1.0) for word in words]
        everywhere = intersection([constant(docs, 0.0), *ranked], leaf.size)
        return everywhere.boosted(query.boost)

    def _range(self, leaf: Leaf, query: Any) -> Matches:
        """Evaluate a range of terms; without positions or scores it is one slice."""
        field = leaf.arrays.fields.get(query.fieldname)
        if field is None or field.placed or not query.constantscore:
            return self._pattern(leaf, query)
        terms = field.terms
        first, last = 0, len(terms)
        if query.start is not None:
            first = terms.at_least(query.start.encode() + b"\0" * query.startexcl)
        if query.end is not None:
            last = terms.at_least(query.end.encode() + b"\0" * (not query.endexcl))
        return constant(between(leaf, query.fieldname, first, last), query.boost)

    def _pattern(self, leaf: Leaf, query: Any) -> Matches:
        """Evaluate any query that stands for several terms: an OR of them.

        If it wants one score for all it gets its boost, where Whoosh's score depends
        on the number of terms and documents.
        """
        field = query.field()
        reader = self.corpus.searcher_of(leaf).reader()
        if field not in leaf.arrays.fields or getattr(query, "text", None) in {"", "*"}:
            return self.by_whoosh(leaf, query)
        if type(query) is Prefix and query.constantscore:
            docs = beginning(leaf, field, query.text.encode()).documents
            return constant(docs, query.boost)
        terms = [term for term in query._btexts(reader) if term]  # noqa: SLF001
        if len(terms) >= LONGEST_UNION:
            return self.by_whoosh(leaf, query)
        encoded = (t if isinstance(t, bytes) else t.encode() for t in terms)
        found = [self.term(leaf, field, term, query.boost) for term in encoded]
        together = union(found, leaf.size)
        if query.constantscore:
            return constant(together.docs, query.boost)
        return together

    def _living(self, leaf: Leaf, query: Any) -> Any:
        """Return the documents that `query` matches."""
        return self.matches(leaf, query).docs


def _placed(leaf: Leaf, query: Places) -> Postings:
    """Return the documents in which the words stand so, with frequency and length."""

    def read() -> Postings:
        words = [(word.encode(), place) for word, place in query.words]
        begun = words.pop() if query.open_end else None
        docs, counts = documents(starts(leaf, words, begun))
        codes = np.minimum(counts, 255) << 8 | leaf.arrays.lengths[docs]
        return Postings(docs, codes.astype(np.uint16))

    return leaf.kept(query, read)


_KNOWN: dict[type, Callable[[Evaluation, Leaf, Any], Matches | None]] = {
    Term: Evaluation._term,  # noqa: SLF001
    And: Evaluation._and,  # noqa: SLF001
    Or: Evaluation._or,  # noqa: SLF001
    Not: Evaluation._not,  # noqa: SLF001
    AndNot: Evaluation._and_not,  # noqa: SLF001
    Require: Evaluation._require,  # noqa: SLF001
    Every: Evaluation._every,  # noqa: SLF001
    TermRange: Evaluation._range,  # noqa: SLF001
    Phrase: Evaluation._phrase,  # noqa: SLF001
    Beginning: Evaluation._beginning,  # noqa: SLF001
    Places: Evaluation._places,  # noqa: SLF001
    Unranked: Evaluation._unranked,  # noqa: SLF001
}
