"""Writes the data files and the list, by what LLaMA-Factory's loader asks for.

An entry names every column it has, or the others would be nothing; data files are
UTF-8 without a mark, the list is ASCII, because it is opened in the system's encoding.
Records with earlier turns, choices and judgements have files of their own, so that all
rows of a file have the same type.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO

from instrstudio.domain.errors import TransferError
from instrstudio.domain.record import Record
from instrstudio.domain.task import Example
from instrstudio.domain.transfer import Fault, Preference
from instrstudio.domain.wording import message
from instrstudio.formats.frame.choices import LABEL, REJECTED, as_judged, as_record
from instrstudio.formats.frame.growing import Piece
from instrstudio.formats.frame.losses import Item, without_instruction
from instrstudio.formats.frame.pairs_of_turns import written_history
from instrstudio.formats.frame.row_format import no_record
from instrstudio.formats.frame.text_out import encoded, text_out

LIST = "dataset_info.json"
_PREFIX = "instrstudio_"
_ASKED = {"prompt": "instruction", "query": "input", "system": "system"}
_ANSWERED = {**_ASKED, "response": "output"}
_ENTRIES: dict[str, dict[str, object]] = {
    "sft": {"columns": _ANSWERED},
    "dialogue": {"columns": {**_ANSWERED, "history": "history"}},
    "dpo": {
        "ranking": True,
        "columns": {
            **_ASKED,
            "history": "history",
            "chosen": "chosen",
            "rejected": "rejected",
        },
    },
    "kto": {"columns": {**_ANSWERED, "history": "history", "kto_tag": "kto_tag"}},
}
"""The data sets, by what they are for."""


def row_of(item: Item) -> tuple[str, Mapping[str, object]] | Fault:
    """Return which data set an item belongs to and its row there, or why to none."""
    if isinstance(item, Preference) or _has(item, REJECTED):
        return _choice(item)
    if not isinstance(item, Record):
        return no_record()
    if fault := without_instruction(item):
        return fault
    example = item.examples[0] if item.examples else Example()
    row: dict[str, object] = {
        "instruction": item.instruction,
        "input": example.input,
        "output": example.output,
        "system": item.system,
    }
    if isinstance(item.extra.get(LABEL), bool):
        judged = as_judged(item)
        if isinstance(judged, Fault):
            return judged
        row |= {"history": written_history(item), "kto_tag": item.extra[LABEL]}
        return "kto", row
    if not example.output:
        return Fault(
            field="output",
            rule=message("The record has no output, so there is nothing to train on"),
            repair=message("Add an output to its first sample"),
        )
    if item.history:
        return "dialogue", {**row, "history": written_history(item)}
    return "sft", row


def lines_of(items: Iterable[Item], target: Path) -> Iterator[Piece]:
    """Yield the rows of the items that have one, each with its data set.

    Raises:
        TransferError: There is a list already and it cannot be read.
    """
    _entries_there(target.with_name(LIST))
    for item in items:
        row = row_of(item)
        if not isinstance(row, Fault):
            kind, values = row
            text = json.dumps(values, ensure_ascii=False)
            yield encoded(f"{kind} {text}\n"), 1


def deal_out(grown: Path, target: Path) -> Iterator[int]:
    """Write the data files beside `target` and then the list, yielding the count.

    Entries of other data sets in the folder's list stay.

    Raises:
        TransferError: There is a list already and it cannot be read.
    """
    others = _entries_there(target.with_name(LIST))
    files = _Files(target.parent)
    with files, grown.open(encoding="utf-8", newline="\n") as lines:
        for count, line in enumerate(lines, start=1):
            kind, _space, text = line.rstrip("\n").partition(" ")
            files.add(kind, text)
            yield count
        files.finish()
    entries = {
        f"{_PREFIX}{kind}": {"file_name": _name(kind), **_ENTRIES[kind]}
        for kind in files.kinds
    }
    kept = {key: value for key, value in others.items() if not _is_ours(key)}
    with text_out(target) as file:
        json.dump({**kept, **entries}, file, ensure_ascii=True, indent=2)
        file.write("\n")


class _Files:
    """The data files, each under a name of its own until all are whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, IO[str]] = {}
        self._stack = ExitStack()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The data sets that have rows."""
        return tuple(kind for kind in _ENTRIES if kind in self._open)

    def add(self, kind: str, text: str) -> None:
        """Write the text of one row."""
        is_first = kind not in self._open
        if is_first:
            self._open[kind] = self._stack.enter_context(text_out(self._partial(kind)))
        file = self._open[kind]
        file.write("[\n" if is_first else ",\n")
        file.write(text)

    def finish(self) -> None:
        """Close the files and give them their names."""
        for file in self._open.values():
            file.write("\n]\n")
        self._stack.close()
        for kind in self._open:
            self._partial(kind).replace(self._folder / _name(kind))

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_error: object) -> None:
        self._stack.close()
        for kind in self._open:
            with suppress(OSError):
                self._partial(kind).unlink(missing_ok=True)

    def _partial(self, kind: str) -> Path:
        """Return the place of a file that is not whole yet."""
        return self._folder / f".{_name(kind)}-{os.getpid()}.partial"


def _choice(item: Item) -> tuple[str, Mapping[str, object]] | Fault:
    """Return the row of a choice between two answers."""
    record = as_record(item)
    if isinstance(record, Fault):
        return record
    return "dpo", {
        "instruction": record.instruction,
        "input": record.examples[0].input,
        "chosen": record.examples[0].output,
        REJECTED: record.extra[REJECTED],
        "system": record.system,
        "history": written_history(record),
    }


def _has(item: Item, name: str) -> bool:
    """Say whether an item is a record with the unknown field `name`."""
    return isinstance(item, Record) and isinstance(item.extra.get(name), str)


def _name(kind: str) -> str:
    """Return the name of a data file."""
    return f"{_PREFIX}{kind}.json"


def _is_ours(key: str) -> bool:
    """Say whether an entry was written by this program."""
    return key.removeprefix(_PREFIX) in _ENTRIES and key.startswith(_PREFIX)


def _entries_there(path: Path) -> dict[str, object]:
    """Return the entries of the list that lies there; none where there is no list.

    Raises:
        TransferError: It cannot be read, so writing would destroy it.
    """
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        found = error
    if not isinstance(found, dict):
        raise TransferError(
            message(
                "There is a list “{path}” already and it cannot be read: "
                "mend it, or choose another folder.",
                path=path,
            )
        )
    return found
