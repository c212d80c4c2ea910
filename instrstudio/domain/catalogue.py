"""Public data sets as the catalogue knows them: what each is, and how it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.language import ENGLISH, LANGUAGES
from instrstudio.domain.wording import message

YES, NO, UNCLEAR = "yes", "no", "unclear"
SHIPPABLE = (YES, NO, UNCLEAR)
"""Whether a model trained on a data set may be given away and sold."""

_NONE: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One data set.

    `about`, `why` and `get` are sentences by language: what it is, why a model may or
    may not be shipped, how to come by the files. `rows` is about how many there are, 0
    where that is not known. `format` names one of ours, empty where the files have to
    be converted first. `files` are patterns of names, `fields` what every row has.
    `columns` says which of their columns is which field of ours. `instruction` is what
    all rows ask where the set has none of its own.
    """

    id: str
    name: str
    languages: tuple[str, ...]
    rows: int
    licence: str
    shippable: str
    format: str
    url: str
    about: Mapping[str, str]
    why: Mapping[str, str]
    get: Mapping[str, str]
    files: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=lambda: _NONE)
    instruction: str = ""

    @property
    def is_importable(self) -> bool:
        """Whether a file of it can be imported as it comes."""
        return bool(self.format)

    def matches(self, words: Sequence[str]) -> bool:
        """Say whether each of `words` stands somewhere in the entry, in any case."""
        texts = (self.id, self.name, self.licence, self.format, self.url)
        everything = "\n".join((*texts, *self.about.values(), *self.why.values()))
        return all(word.casefold() in everything.casefold() for word in words)

    def as_dict(self, language: str = ENGLISH) -> dict[str, object]:
        """Return the JSON form, with the sentences of one language."""
        return {
            "id": self.id,
            "name": self.name,
            "about": self.about[language],
            "languages": list(self.languages),
            "rows": self.rows,
            "licence": self.licence,
            "shippable": self.shippable,
            "why": self.why[language],
            "format": self.format,
            "url": self.url,
            "get": self.get[language],
            "files": list(self.files),
            "fields": list(self.fields),
            "columns": dict(self.columns),
            "instruction": self.instruction,
        }

    @classmethod
    def from_mapping(cls, data: Mapping[str, object]) -> "Entry":
        """Read one table of the catalogue.

        Raises:
            InvalidInput: A key is missing or of the wrong kind; names it.
        """
        place = str(data.get("id") or "?")
        rows = data.get("rows")
        if type(rows) is not int or rows < 0:
            raise _wrong(place, "rows")
        entry = cls(
            id=_text(data, "id", place),
            name=_text(data, "name", place),
            languages=_texts(data, "languages", place),
            rows=rows,
            licence=_text(data, "licence", place),
            shippable=_text(data, "shippable", place),
            format=_text(data, "format", place),
            url=_text(data, "url", place),
            about=_sentences(data, "about", place),
            why=_sentences(data, "why", place),
            get=_sentences(data, "get", place),
            files=_texts(data, "files", place),
            fields=_texts(data, "fields", place),
            columns=_pairs(data.get("columns", _NONE), "columns", place),
            instruction=_text({"instruction": "", **data}, "instruction", place),
        )
        for name in ("id", "name", "licence", "url"):
            if not getattr(entry, name):
                raise _wrong(place, name)
        if entry.shippable not in SHIPPABLE:
            raise _wrong(place, "shippable")
        return entry


def _text(data: Mapping[str, object], name: str, place: str) -> str:
    """Return a text."""
    value = data.get(name)
    if not isinstance(value, str):
        raise _wrong(place, name)
    return value


def _texts(data: Mapping[str, object], name: str, place: str) -> tuple[str, ...]:
    """Return a list of texts."""
    value = data.get(name)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise _wrong(place, name)
    return tuple(value)


def _pairs(value: object, name: str, place: str) -> Mapping[str, str]:
    """Return a table of texts."""
    if not isinstance(value, Mapping):
        raise _wrong(place, name)
    if not all(isinstance(one, str) for one in (*value, *value.values())):
        raise _wrong(place, name)
    return dict(value)


def _sentences(data: Mapping[str, object], name: str, place: str) -> Mapping[str, str]:
    """Return a sentence in each language."""
    found = _pairs(data.get(name), name, place)
    if not all(found.get(language) for language in LANGUAGES):
        raise _wrong(place, name)
    return found


def _wrong(place: str, name: str) -> InvalidInput:
    """Return the error for a key."""
    return InvalidInput(
        message(
            "The catalogue's entry “{entry}” is broken at “{key}”.",
            entry=place,
            key=name,
        )
    )
