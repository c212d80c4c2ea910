"""The templates the program ships with, read from ``resources/templates/*.toml``."""

import functools
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from instrstudio import resources
from instrstudio.domain.errors import TemplateError
from instrstudio.domain.language import LANGUAGES
from instrstudio.domain.template import Template
from instrstudio.domain.wording import message
from instrstudio.templates.values import NAMES

CONSTRAINTS = "constraints"
"""The pair of the wording that states the user's constraints, in a file of its own."""

_KEYS = frozenset({"pair", "name", "pattern", "keywords", "needs", "priority"})


@functools.cache
def shipped() -> tuple[Template, ...]:
    """Return all shipped templates, by file name and in the order of the files.

    Raises:
        TemplateError: A file is broken; names file and key.
    """
    found: dict[str, Template] = {}
    for path in sorted(resources.path("templates").glob("*.toml")):
        if path.stem == CONSTRAINTS:
            continue
        for template in read(path):
            if template.id in found:
                raise _broken(path, template.id, "it is there twice")
            found[template.id] = template
    return tuple(found.values())


@functools.cache
def constraints(language: str) -> Template:
    """Return the wording that follows a template which does not state constraints."""
    both = read(resources.path("templates", f"{CONSTRAINTS}.toml"))
    return next((t for t in both if t.language == language), both[0])


def read(path: Path) -> tuple[Template, ...]:
    """Return the templates of one file, each ``[[template]]`` in two languages.

    Raises:
        TemplateError: The file is broken; names file and key.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _broken(path, "", str(error)) from error
    task_type, entries = data.get("task_type"), data.get("template")
    if not isinstance(task_type, str):
        raise _broken(path, "task_type", "a text is expected")
    if not isinstance(entries, list) or not entries:
        raise _broken(path, "template", "[[template]] is expected")
    found: list[Template] = []
    for number, entry in enumerate(entries, 1):
        found += _pair(path, f"template {number}", task_type, entry)
    return tuple(found)


def _pair(
    path: Path, where: str, task_type: str, entry: object
) -> tuple[Template, ...]:
    """Return both languages of one entry."""
    if not isinstance(entry, Mapping):
        raise _broken(path, where, "a table is expected")
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise _broken(path, f"{where}: {unknown[0]}", "there is no such key")
    pair, priority = entry.get("pair"), entry.get("priority", 0.5)
    if not isinstance(pair, str) or not pair:
        raise _broken(path, f"{where}: pair", "a text is expected")
    where = pair
    if not isinstance(priority, (int, float)) or not 0 <= priority <= 1:
        raise _broken(path, f"{where}: priority", "a number from 0 to 1 is expected")
    needs = _texts(path, f"{where}: needs", entry.get("needs", []))
    for need in needs:
        if need not in NAMES:
            raise _broken(path, f"{where}: needs", f"there is no name “{need}”")
    keywords = entry.get("keywords", {})
    return tuple(
        Template(
            id=f"{pair}.{language}",
            pair=pair,
            name=_text(path, f"{where}: name.{language}", entry.get("name"), language),
            task_type=task_type,
            language=language,
            pattern=_text(
                path, f"{where}: pattern.{language}", entry.get("pattern"), language
            ),
            keywords=_texts(
                path,
                f"{where}: keywords.{language}",
                keywords.get(language, []) if isinstance(keywords, Mapping) else None,
            ),
            needs=needs,
            priority=float(priority),
        )
        for language in LANGUAGES
    )


def _text(path: Path, key: str, table: object, language: str) -> str:
    """Return one language of a table of texts."""
    value = table.get(language) if isinstance(table, Mapping) else None
    if not isinstance(value, str) or not value.strip():
        raise _broken(path, key, "a text is expected")
    return value.strip("\n")


def _texts(path: Path, key: str, value: object) -> tuple[str, ...]:
    """Return a list of texts."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise _broken(path, key, "a list of texts is expected")
    if not all(isinstance(item, str) for item in value):
        raise _broken(path, key, "a list of texts is expected")
    return tuple(value)


def _broken(path: Path, key: str, reason: str) -> TemplateError:
    """Return the error about a shipped file."""
    return TemplateError(
        message(
            "The template file {file} is broken at “{key}”: {reason}.",
            file=path.name,
            key=key,
            reason=reason,
        )
    )
