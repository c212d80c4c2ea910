"""Ranges of terms: a slice of postings, whatever the number of terms in it."""

import numpy as np

from instrstudio.search.collector.leaf import NO_POSTINGS, Leaf, Postings
from instrstudio.search.flat.sealing import Array

_FEW = 4_000


def beginning(leaf: Leaf, field: str, prefix: bytes) -> Postings:
    """Return the documents with a word that starts with `prefix`, as of one term.

    The frequency in a document is that of its most frequent such word.
    """
    return leaf.kept((field, prefix), lambda: _merged(leaf, field, prefix))


def between(leaf: Leaf, field: str, first: int, last: int) -> Array:
    """Return the documents with one of the terms [first, last) of `field`, once each.

    For fields without positions, whose lists are short enough to be read whole.
    """
    if first >= last:
        return NO_POSTINGS.documents
    postings = leaf.field(field)
    start, stop = postings.terms.postings(first, last)
    docs = postings.docs(start, stop)
    if last - first == 1:
        return docs
    having = np.zeros(leaf.size, np.bool_)
    having[docs] = True
    return np.flatnonzero(having)


def _merged(leaf: Leaf, field: str, prefix: bytes) -> Postings:
    """Read the slice and take each document once."""
    postings = leaf.field(field)
    first, last = postings.terms.starting(prefix)
    if first == last:
        return NO_POSTINGS
    start, stop = postings.terms.postings(first, last)
    docs, codes = postings.docs(start, stop), postings.codes(start, stop)
    if last - first == 1:
        return Postings(docs, codes)
    if stop - start < _FEW:
        return _few(docs, codes)
    return _many(docs, codes, leaf.size)


def _few(docs: Array, codes: Array) -> Postings:
    """Take each document once, with its greatest code, by sorting."""
    order = np.lexsort((codes, docs))
    docs, codes = docs[order], codes[order]
    last = np.ones(len(docs), np.bool_)
    last[:-1] = docs[1:] != docs[:-1]
    return Postings(docs[last], codes[last])


def _many(docs: Array, codes: Array, size: int) -> Postings:
    """Take each document once, with its greatest code, by a map of all documents.

    Codes of one document differ in their frequency only. Most are 1, so that writing
    them all and then the greater ones, least first, is quicker than comparing.
    """
    found = np.zeros(size, np.uint16)
    found[docs] = codes
    greater = np.flatnonzero(codes >= 2 << 8)
    greater = greater[np.argsort(codes[greater], kind="stable")]
    found[docs[greater]] = codes[greater]
    once = np.flatnonzero(found)
    return Postings(once.astype(np.uint32), found[once])
