"""distinct-n: how varied a set of texts is; no reference has a say in it."""

from collections.abc import Iterable

from instrstudio.domain.language import units


def distinct(texts: Iterable[str], n: int = 2) -> float:
    """Return the share of different n-grams among all n-grams of `texts`, in [0, 1].

    Li et al. 2016, “A diversity-promoting objective function”, section 5; words are
    units, so a Chinese character is one. It falls as texts get longer or more: compare
    sets of about one size. Texts too short for a single n-gram give 0.

    Raises:
        ValueError: `n` is below 1.
    """
    if n < 1:
        raise ValueError(f"n-grams need an n of at least 1, not {n}")
    seen: set[tuple[str, ...]] = set()
    total = 0
    for text in texts:
        words = units(text)
        grams = list(zip(*(words[i:] for i in range(n)), strict=False))
        seen.update(grams)
        total += len(grams)
    return len(seen) / total if total else 0.0
