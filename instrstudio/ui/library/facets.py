"""Further filters with counts: language, source, licence, rating, month.

One that is pressed is written into the search text, or taken out of it again.
"""

import re
from collections.abc import Collection
from dataclasses import replace

from instrstudio.domain.query import Query
from instrstudio.services.saved_searches import quoted
from instrstudio.services.workspace import Workspace
from instrstudio.ui.library.view import View, with_filter

LANGUAGE, SOURCE, LICENCE, RATING, MONTH = (
    "lang",
    "source",
    "licence",
    "rating",
    "created",
)
NAMES = (LANGUAGE, SOURCE, LICENCE, RATING, MONTH)

Counts = dict[str, tuple[tuple[str, int], ...]]

_MOST = 24
_WRITTEN = {
    SOURCE: "source|来源",
    LICENCE: "licence|license|许可证|许可",
    RATING: "rating|评分",
    MONTH: "created|创建",
}
_SIGNS = re.compile(r"[|｜()（）]")
_ANY = r"(?:[\"“][^\"”]*[\"”]|\S+)"


def counts(workspace: Workspace, text: str, names: Collection[str]) -> Counts:
    """Return the values of the facets `names` among what `text` finds, with counts."""
    from instrstudio.services import searching
    from instrstudio.services.months import months

    query, found = Query(text=text, typing=True), {}
    if set(names) - {MONTH}:
        whole = searching.facets(workspace, query, _MOST)
        found = {name: whole.get(name, ()) for name in names}
    if RATING in found:  # from many stars to few
        stars = sorted(found[RATING], key=lambda one: float(one[0]), reverse=True)
        found[RATING] = tuple(stars)
    if MONTH in names:
        found[MONTH] = months(workspace, query)
    return found


def is_on(view: View, name: str, value: str) -> bool:
    """Say whether a view has a filter already."""
    if name == LANGUAGE:
        return view.language == value
    return _there(name, re.escape(value)).search(view.text) is not None


def values_on(view: View, name: str) -> list[str]:
    """Return the values of a facet that are written in the text of a view."""
    if name == LANGUAGE:
        return [view.language] if view.language else []
    pattern = rf"(?:^|(?<=\s))(?:{_WRITTEN[name]})[:：]({_ANY})(?=\s|$)"
    return [found.strip('"“”') for found in re.findall(pattern, view.text, re.I)]


def turned(view: View, name: str, value: str) -> View:
    """Return `view` with a filter put in, or taken out where it is in.

    Another value of the same facet gives way: a record has one language, one source.
    """
    view = replace(view, archived=False)
    on = is_on(view, name, value)
    if name == LANGUAGE:
        return with_filter(view, "language", "" if on else value)
    text = view.text
    if on:
        text = _there(name, re.escape(value)).sub("", text)
    elif not _SIGNS.search(text):  # within a choice, others belong together
        text = _there(name, _ANY).sub("", text)
    text = text.strip()
    if not on:
        text = f"{text} {name}:{quoted(value)}".strip()
    return replace(view, text=f"{text} " if text else "")


def _there(name: str, value: str) -> re.Pattern[str]:
    """Return where a facet with a value stands in a text, with the blank after it."""
    value = value if value == _ANY else rf"[\"“]?{value}[\"”]?"
    return re.compile(
        rf"(?:^|(?<=\s))(?:{_WRITTEN[name]})[:：]{value}(?:\s+|$)", re.IGNORECASE
    )
