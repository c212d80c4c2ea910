"""Markup as a tree; the one place of the room that knows lxml."""

from typing import Any

from instrstudio.domain.crawl import PageRefused
from instrstudio.domain.wording import message

Tree = Any
"""An element of lxml, which has no types."""


def html(text: str) -> Tree:
    """Return the tree of a page, however broken.

    Raises:
        PageRefused: There is nothing in it.
    """
    from lxml import etree  # type: ignore[import-untyped]
    from lxml import html as parsing

    parser = parsing.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    # a NUL would end the page for the parser
    data = text.replace("\0", "").encode("utf-8", "replace")
    try:
        tree = parsing.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise PageRefused(message("The page is empty or cannot be read.")) from error
    return tree


def xml(data: bytes) -> Tree:
    """Return the tree of an XML file; its entities are not filled in.

    Raises:
        PageRefused: It is none.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, recover=True
    )
    try:
        tree = etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        tree = None
    if tree is None:
        raise PageRefused(message("The file is no XML that can be read."))
    return tree


def words(element: Tree) -> str:
    """Return the text within an element, white space made single."""
    return " ".join("".join(element.itertext()).split())
