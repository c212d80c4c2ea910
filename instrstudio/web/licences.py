"""The licence that a page names, as it is found; nothing is taken for granted."""

import re
from collections.abc import Mapping, Sequence

from instrstudio.web.markup import Tree, words

_CC = re.compile(
    r"creativecommons\.org/(?:licenses/([a-z-]+)/(\d\.\d)|publicdomain/(zero|mark)/(\d\.\d))",
    re.IGNORECASE,
)
_META = ("dcterms.license", "dc.rights", "dc.license", "license", "licence", "rights")
_LONGEST = 200


def found(tree: Tree, data: Sequence[Mapping[str, object]]) -> str:
    """Return the licence of a page: a short name where it is known, else its words.

    Looked for in ``rel="license"``, the page's meta data, its JSON-LD, and at last in
    links to Creative Commons; empty where there is none.
    """
    for element in tree.iter("a", "link", "area"):
        if "license" in (element.get("rel") or "").lower().split():
            address = element.get("href") or ""
            named = _short(address) or words(element) or address
            if named:
                return _cut(named)
    for meta in tree.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        if name in _META and (meta.get("content") or "").strip():
            return _cut(_short(meta.get("content")) or meta.get("content"))
    for item in data:
        value = item.get("license")
        if isinstance(value, str) and value.strip():
            return _cut(_short(value) or value)
    return _of_links(tree)


def _of_links(tree: Tree) -> str:
    """Return the one licence of Creative Commons that a page links to.

    A page that links to several writes about them: none of them is its own.
    """
    named = {_short(a.get("href") or "") for a in tree.iter("a")} - {""}
    return named.pop() if len(named) == 1 else ""


def _short(address: str) -> str:
    """Return the SPDX name of a licence of Creative Commons, by its address."""
    cc = _CC.search(address)
    if cc is None:
        return ""
    if cc[1]:
        return f"CC-{cc[1].upper()}-{cc[2]}"
    return f"CC0-{cc[4]}" if cc[3].lower() == "zero" else "Public domain"


def _cut(text: str) -> str:
    """Return a licence short enough for a field."""
    return " ".join(text.split())[:_LONGEST]
