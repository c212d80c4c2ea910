"""One entry of ``dataset_info.json``: which file, and what its columns are called."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import Sentence, message

ALPACA, SHAREGPT, OPENAI = "alpaca", "sharegpt", "openai"
_PLACES = (
    "file_name",
    "hf_hub_url",
    "ms_hub_url",
    "om_hub_url",
    "script_url",
    "cloud_file_name",
)
_COLUMNS = {
    "prompt": "instruction",
    "query": "input",
    "response": "output",
    "history": "history",
    "system": "system",
    "messages": "conversations",
    "tools": "tools",
    "chosen": "chosen",
    "rejected": "rejected",
    "kto_tag": "kto_tag",
}
"""What columns are called where an entry does not say."""
_TAGS = {
    "role_tag": "from",
    "content_tag": "value",
    "user_tag": "human",
    "assistant_tag": "gpt",
    "observation_tag": "observation",
    "function_tag": "function_call",
    "system_tag": "system",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One data set of the list; `columns` and `tags` are complete."""

    name: str
    file: str
    formatting: str = ALPACA
    ranking: bool = False
    columns: Mapping[str, str] = field(default_factory=lambda: dict(_COLUMNS))
    tags: Mapping[str, str] = field(default_factory=lambda: dict(_TAGS))
    listed: frozenset[str] = frozenset()
    """The columns that the entry names; empty where it names none."""

    def unseen(self, row: Mapping[str, object]) -> tuple[str, ...]:
        """Return the filled fields of a row that LLaMA-Factory would not see.

        Where an entry names columns, all others are nothing to it.
        """
        if not self.listed or self.formatting != ALPACA:
            return ()
        usual = ("query", "history", "system")
        return tuple(
            _COLUMNS[name]
            for name in usual
            if name not in self.listed and row.get(_COLUMNS[name]) not in (None, "", [])
        )


def is_catalogue(value: object) -> bool:
    """Say whether a JSON value is a list of data sets."""
    return (
        isinstance(value, Mapping)
        and bool(value)
        and all(
            isinstance(entry, Mapping) and any(place in entry for place in _PLACES)
            for entry in value.values()
        )
    )


def entry_of(name: str, value: object) -> Entry | Fault:
    """Return the entry of a data set that lies on this disk, or why it does not."""
    if not isinstance(value, Mapping):
        return _fault(
            "", message("The entry is no object"), message("Write it as an object")
        )
    file = value.get("file_name")
    if not isinstance(file, str) or not file:
        place = next((place for place in _PLACES if place in value), "file_name")
        return _fault(
            place,
            message(
                "“{name}” lies elsewhere ({place}), not beside this list",
                name=name,
                place=value.get(place),
            ),
            message("Fetch it, then import its file"),
        )
    formatting = str(value.get("formatting", ALPACA))
    if formatting not in (ALPACA, SHAREGPT, OPENAI):
        return _fault(
            "formatting",
            message(
                "“{formatting}” is no formatting of LLaMA-Factory",
                formatting=formatting,
            ),
            message("Write alpaca, sharegpt or openai"),
        )
    columns = _texts(value.get("columns"))
    return Entry(
        name=name,
        file=file,
        formatting=formatting,
        ranking=value.get("ranking") is True,
        columns={**_COLUMNS, **columns},
        tags={**_TAGS, **_texts(value.get("tags"))},
        listed=frozenset(columns),
    )


def place_of(entry: Entry, folder: Path) -> Path | Fault:
    """Return the data file of an entry, which may not lie outside of `folder`."""
    path = (folder / entry.file).resolve()
    if not path.is_relative_to(folder.resolve()):
        return _fault(
            "file_name",
            message("“{file}” lies outside of the folder", file=entry.file),
            message("Put the file beside the list"),
        )
    if not path.is_file():
        return _fault(
            "file_name",
            message(
                "The file “{file}” of “{name}” is not there",
                file=entry.file,
                name=entry.name,
            ),
            message("Put the file beside the list, or leave the entry out"),
        )
    return path


def _texts(value: object) -> dict[str, str]:
    """Return the texts of an object."""
    if not isinstance(value, Mapping):
        return {}
    return {str(key): text for key, text in value.items() if isinstance(text, str)}


def _fault(field_name: str, rule: Sentence, repair: Sentence) -> Fault:
    """Return a fault of an entry."""
    return Fault(field=field_name, rule=rule, repair=repair)
