"""Searches that a project keeps by name."""

from dataclasses import replace
from typing import TYPE_CHECKING

from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.query import Query, SavedSearch
from instrstudio.domain.wording import message

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace

LONGEST_NAME = 80

_SIGNS = frozenset(" \t|｜()（）")
_MARKS = '"＂”'


def all_of(workspace: "Workspace") -> list[SavedSearch]:
    """Return all saved searches by name."""
    return workspace.store.searches.all()


def find(workspace: "Workspace", name: str) -> SavedSearch:
    """Return the search of this name.

    Raises:
        NotFound: There is none.
    """
    found = workspace.store.searches.find(" ".join(name.split()))
    if found is None:
        raise NotFound(message("There is no saved search “{name}”.", name=name))
    return found


def save(workspace: "Workspace", name: str, query: Query) -> SavedSearch:
    """Keep the text and the filters of `query` as `name`, in place of another one.

    Raises:
        InvalidInput: The name or the query is empty, or the name is too long.
        QuerySyntaxError: The query cannot be read; says where.
    """
    from instrstudio.search.query import parse

    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise InvalidInput(
            message(
                "A saved search needs a name of 1 to {longest} characters.",
                longest=LONGEST_NAME,
            )
        )
    text = written(query)
    if not parse(text):
        raise InvalidInput(message("The search is empty: type what to look for."))
    saved = SavedSearch(name=name, query=text)
    workspace.store.searches.put(saved)
    return saved


def remove(workspace: "Workspace", name: str) -> SavedSearch:
    """Forget a search and return what it was.

    Raises:
        NotFound: There is none of this name.
    """
    found = find(workspace, name)
    workspace.store.searches.remove(found.name)
    return found


def written(query: Query) -> str:
    """Return `query` as one line of text: its filters in front of its words."""
    filters = (("type", query.task_type), ("lang", query.language), ("tag", query.tag))
    parts = [f"{name}:{quoted(value)}" for name, value in filters if value]
    return " ".join([*parts, query.text.strip()]).strip()


def asked(saved: SavedSearch, query: Query) -> Query:
    """Return `query` with the text of a saved search in front of its own."""
    return replace(query, text=f"{saved.query} {query.text}".strip())


def quoted(value: str) -> str:
    """Return the value of a filter as it must be written."""
    if _SIGNS.isdisjoint(value) and value[:1] not in '"＂“「' and value[-1:] != "*":
        return value
    return f'"{value.translate(dict.fromkeys(map(ord, _MARKS)))}"'
