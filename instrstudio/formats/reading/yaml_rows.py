"""Rows of a YAML list, one at a time."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from instrstudio.domain.errors import TransferError
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import Sentence, message
from instrstudio.formats.reading.parser_words import yaml_reason
from instrstudio.formats.reading.raw_row import RawRow
from instrstudio.formats.reading.text_file import TextFile

if TYPE_CHECKING:
    import yaml

MOST_NODES = 100_000
"""Nodes a row may have with its references written out: no “billion laughs”."""
_SENTENCE_ENDS = (*".!?。！？…\"'”’」』)）`}]>;；",)
_PLAIN = {
    "null": (r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    "bool": (r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    "int": (r"^[-+]?[0-9]+$", list("-+0123456789")),
    "float": (
        r"^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$",
        list("-+.0123456789"),
    ),
}
"""What is no text, as in YAML 1.2: YAML 1.1 reads 12:30 as 750 and “no” as false."""


def yaml_rows(path: Path) -> Iterator[RawRow]:
    """Yield the rows of a YAML list, or of several documents.

    Raises:
        TransferError: The file cannot be opened, is empty, or is no list.
    """
    held: RawRow | None = None
    complete = ended = 0
    with TextFile(path) as source:
        for number, row in enumerate(_rows(_Stream(source), source.name), start=1):
            if held is not None:
                complete += 1
                ended += _ends_well(held)
                yield held
            held = replace(row, number=number, share=source.share)
    if held is None:
        raise TransferError(message("“{file}” is empty.", file=path.name))
    # a list cut off inside a text is sound YAML; that all rows but this one end like
    # sentences is all that gives it away
    looks_cut = complete >= 3 and ended >= 0.9 * complete and not _ends_well(held)
    yield replace(held, notes=(*held.notes, _cut(held))) if looks_cut else held


class _Stream:
    """What PyYAML reads from; broken bytes become U+FFFD, which it can read."""

    def __init__(self, source: TextFile) -> None:
        self._source = source
        self.has_broken = False

    def read(self, size: int) -> str:
        """Return about `size` characters."""
        text = self._source.read(size)
        sound = text.encode("utf-8", "replace").decode("utf-8")
        if sound != text:
            self.has_broken = True
            return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
        return text


def _rows(stream: _Stream, name: str) -> Iterator[RawRow]:
    """Yield rows until the end, or until the text is no longer YAML."""
    import yaml

    line = 1
    try:
        loader = _loader_class()(stream)
        loader.get_event()
        while not loader.check_event(yaml.StreamEndEvent):
            loader.get_event()
            listed = loader.check_event(yaml.SequenceStartEvent)
            if not listed and not loader.check_event(yaml.MappingStartEvent):
                raise TransferError(
                    message(
                        "“{file}” is no list of rows: put them into one list, "
                        "or one object on each line.",
                        file=name,
                    )
                )
            if listed:
                loader.get_event()
            while not loader.check_event(yaml.SequenceEndEvent, yaml.DocumentEndEvent):
                node = loader.compose_node(None, 0)
                if node is not None:
                    line = node.end_mark.line + 1
                    yield replace(_row(loader, node, stream), listed=listed)
            if listed:
                loader.get_event()
            loader.get_event()
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else line
        reason = getattr(error, "problem", None) or message(
            "it cannot be read on from here"
        )
        yield RawRow(number=0, line=line, damage=_damage(reason, line))


def _row(loader: Any, node: "yaml.Node", stream: _Stream) -> RawRow:
    """Make the row of one node."""
    import yaml

    line = node.start_mark.line + 1
    if node_count(node) > MOST_NODES:
        reason = message("its references make it too large")
        return RawRow(number=0, line=line, damage=_damage(reason, line))
    try:
        value = loader.construct_object(node, deep=True)
    except yaml.YAMLError as error:
        reason = getattr(error, "problem", None) or message("it cannot be read")
        return RawRow(number=0, line=line, damage=_damage(reason, line))
    notes = [*_repeated(node)]
    if stream.has_broken and "\ufffd" in repr(value):
        notes.append(
            Fault(
                field="",
                rule=message("Some bytes are no text"),
                repair=message("Put “\ufffd” there"),
            )
        )
    return RawRow(number=0, line=line, value=value, notes=tuple(notes))


@cache
def _loader_class() -> Any:
    """Return PyYAML's safe loader with the plain scalars of YAML 1.2."""
    import yaml

    loader: Any = type("RowLoader", (yaml.SafeLoader,), {"yaml_implicit_resolvers": {}})
    for kind, (pattern, first) in _PLAIN.items():
        tag = f"tag:yaml.org,2002:{kind}"
        loader.add_implicit_resolver(tag, re.compile(pattern), first)
    return loader


def node_count(root: "yaml.Node") -> int:
    """Count the nodes under `root`, references written out, up to the limit."""
    import yaml

    count, waiting = 0, [root]
    while waiting and count <= MOST_NODES:
        node = waiting.pop()
        count += 1
        if isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            waiting.extend(part for pair in node.value for part in pair)
    return count


def _repeated(node: "yaml.Node") -> Iterator[Fault]:
    """Yield a fault for each key that a mapping gives twice."""
    import yaml

    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value if isinstance(key.value, str)]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            yield Fault(
                field=key,
                rule=message("The key is given twice"),
                repair=message("Took the last one"),
            )


def _last_text(row: RawRow) -> tuple[str, str]:
    """Return the last field of a row and its text."""
    if isinstance(row.value, dict) and row.value:
        field, text = list(row.value.items())[-1]
        if isinstance(text, str):
            return str(field), text.rstrip()
    return "", ""


def _ends_well(row: RawRow) -> bool:
    """Say whether the last text of a row ends like a sentence, or there is none."""
    text = _last_text(row)[1]
    return not text or text.endswith(_SENTENCE_ENDS)


def _cut(row: RawRow) -> Fault:
    """Return the fault of a last row that seems to be cut off."""
    return Fault(
        field=_last_text(row)[0],
        rule=message(
            "The file ends in the middle of a sentence, unlike every other row"
        ),
        repair=message("Kept as far as it goes; complete it from the original"),
    )


def _damage(reason: Sentence, line: int) -> Fault:
    """Return the fault of a row that cannot be read."""
    return Fault(
        field="",
        rule=message(
            "The row is not valid YAML (line {line}: {reason})",
            line=line,
            reason=yaml_reason(reason) if isinstance(reason, str) else reason,
        ),
        repair=message("Mend line {line} of the file and import it again", line=line),
    )
