"""What a page says: title, main text, date, licence, links, data for machines.

Main text, title and date are found by trafilatura: A. Barbaresi, “Trafilatura: A Web
Scraping Library and Command-Line Tool for Text Discovery and Extraction”, ACL 2021
(system demonstrations).
"""

import json
import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from instrstudio.web import licences, markup
from instrstudio.web.charsets import decoded
from instrstudio.web.markup import Tree, words

HEADING, PARAGRAPH, LIST, QUESTION, ANSWER = (
    "heading",
    "paragraph",
    "list",
    "question",
    "answer",
)
"""Kinds of blocks; a definition list gives questions and answers."""

_MOST_LINKS = 2_000
_SHORT = "20"
"""Characters below which a main text is doubted and taken for one paragraph.

The usual 250 is a long text in Chinese, and its headings and lists would be lost.
"""
_FAST = 300_000
"""Characters from which on a page is read by the quick way alone."""
_JSON_LD = "application/ld+json"
_LONGEST_DATA = 500_000
_DIRECTIVE = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of the main text; only a list has `items`."""

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """What was read of a page.

    `links` are as they stand in it, relative to `base`; `data` are its JSON-LD objects.
    `no_index` and `no_follow` are the wishes of its author.
    """

    title: str = ""
    date: str = ""
    licence: str = ""
    blocks: tuple[Block, ...] = ()
    links: tuple[str, ...] = ()
    base: str = ""
    data: tuple[dict[str, Any], ...] = ()
    no_index: bool = False
    no_follow: bool = False

    @property
    def text(self) -> str:
        """The main text, a line for each paragraph, heading and item."""
        lines = (b.items if b.kind == LIST else (b.text,) for b in self.blocks)
        return "\n".join(line for some in lines for line in some)


def read(
    body: bytes, charset: str = "", url: str = "", wishes: str = "", kind: str = ""
) -> PageText:
    """Read a page; `wishes` is its header ``X-Robots-Tag``, `kind` its content type.

    Raises:
        PageRefused: There is nothing in it.
    """
    text = decoded(body, charset)
    if kind == "text/plain":
        return _plain(text, url)
    tree = markup.html(text)
    data = tuple(_data(tree))
    directives = _directives(tree, wishes)
    links, base = tuple(_links(tree)), _base(tree)
    # last: trafilatura takes the tree apart
    licence = licences.found(tree, data)
    title, date, licence_too, blocks = _main(text, tree, url)
    return PageText(
        title=title or _title(text),
        date=date,
        licence=licence or licence_too,
        blocks=blocks,
        links=links,
        base=base or url,
        data=data,
        no_index=bool(directives & {"noindex", "none"}),
        no_follow=bool(directives & {"nofollow", "none"}),
    )


def _plain(text: str, url: str) -> PageText:
    """Return the paragraphs of a page without markup."""
    parts = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text)]
    blocks = tuple(Block(kind=PARAGRAPH, text=part) for part in parts if part)
    return PageText(blocks=blocks, base=url)


def _main(text: str, tree: Tree, url: str) -> tuple[str, str, str, tuple[Block, ...]]:
    """Return title, date, licence and blocks of the main text."""
    import trafilatura
    from trafilatura.settings import DEFAULT_CONFIG

    config = deepcopy(DEFAULT_CONFIG)
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", _SHORT)
    # what it has to say of a broken page is for its makers
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    found: Any = trafilatura.bare_extraction(
        tree,
        url=url or None,
        fast=len(text) > _FAST,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        config=config,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None:
        return "", "", "", ()
    blocks = tuple(_blocks(found.body)) if found.body is not None else ()
    return found.title or "", found.date or "", found.license or "", blocks


def _blocks(body: Tree) -> Iterator[Block]:
    """Yield the blocks of a main text as trafilatura builds it."""
    for element in body:
        if element.tag == "list":
            yield from _list(element)
        elif element.tag in ("head", "p", "quote", "code", "ab"):
            text = words(element)
            kind = HEADING if element.tag == "head" else PARAGRAPH
            if text:
                yield Block(kind=kind, text=text)
        elif isinstance(element.tag, str) and len(element):
            yield from _blocks(element)


def _list(element: Tree) -> Iterator[Block]:
    """Yield a list; of a definition list, its terms and what they mean."""
    items = [(str(item.get("rend", "")), words(item)) for item in element.iter("item")]
    if element.get("rend") != "dl":
        texts = tuple(text for _rend, text in items if text)
        if texts:
            yield Block(kind=LIST, items=texts)
        return
    for rend, text in items:
        if text:
            yield Block(kind=QUESTION if rend.startswith("dt") else ANSWER, text=text)


def _title(text: str) -> str:
    """Return the title of a page in which no main text was found."""
    found = re.search(r"<title[^>]{0,200}>([^<]{1,400})<", text, re.IGNORECASE)
    return " ".join(found[1].split()) if found else ""


def _links(tree: Tree) -> Iterator[str]:
    """Yield where a page leads, but not where it says not to follow."""
    seen: set[str] = set()
    for link in tree.iter("a", "area"):
        target = (link.get("href") or "").strip()
        wish = (link.get("rel") or "").lower().split()
        if not target or target.startswith("#") or "nofollow" in wish:
            continue
        if target not in seen and len(seen) < _MOST_LINKS:
            seen.add(target)
            yield target


def _base(tree: Tree) -> str:
    """Return what the page says its links are relative to."""
    for element in tree.iter("base"):
        return (element.get("href") or "").strip()
    return ""


def _directives(tree: Tree, header: str) -> set[str]:
    """Return what the author asks of robots, in the page and in the header."""
    said = [header]
    for meta in tree.iter("meta"):
        if (meta.get("name") or "").lower() in ("robots", "instrstudio"):
            said.append(meta.get("content") or "")
    return {word for text in said for word in _DIRECTIVE.findall(text.lower())}


def _data(tree: Tree) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD objects of a page; what is no JSON is left out."""
    for script in tree.iter("script"):
        text = script.text or ""
        is_data = (script.get("type") or "").lower().startswith(_JSON_LD)
        if not is_data or len(text) > _LONGEST_DATA:
            continue
        try:
            objects = list(_objects(json.loads(text)))
        except (ValueError, RecursionError):
            continue
        yield from objects


def _objects(value: object) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-LD value: itself, a list of them, or a graph."""
    if isinstance(value, list):
        for item in value:
            if isinstance(item, dict):
                yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        if isinstance(value.get("@graph"), list):
            yield from _objects(value["@graph"])
