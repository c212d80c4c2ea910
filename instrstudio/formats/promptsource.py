"""PromptSource: templates in YAML; they become templates here.

Read with a safe loader that knows the tags ``!Template`` and ``!TemplateMetadata`` and
no other. The part after ``|||`` writes the answer and is left out of an instruction;
answer choices that are plain texts are put in front of the pattern that uses them.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from instrstudio.domain.errors import TransferError
from instrstudio.domain.language import language_of
from instrstudio.domain.template import Slot, Template
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import Sentence, message
from instrstudio.formats.frame.losses import Item
from instrstudio.formats.frame.row_format import RowFormat
from instrstudio.formats.frame.text_out import sound
from instrstudio.formats.reading.parser_words import yaml_reason
from instrstudio.formats.reading.raw_row import RawRow
from instrstudio.formats.reading.text_file import TextFile, is_text
from instrstudio.formats.reading.tidy import Mender
from instrstudio.formats.reading.yaml_rows import MOST_NODES, node_count

if TYPE_CHECKING:
    import yaml

_PARTS = "|||"
_LARGEST = 1 << 24
"""Characters of a file; the largest that is published has 70,000."""
_TAGS = ("!Template", "!TemplateMetadata")
_HEAD = re.compile(r"(?:^|\n)templates:[ \t\r]*(?:\n|\{)")
_NAME = re.compile(
    r"\{\{-?\s*([A-Za-z_]\w*)|\{%-?\s*(?:el)?if\s+([A-Za-z_]\w*)"
    r"|\{%-?\s*for\s+\w+\s+in\s+([A-Za-z_]\w*)"
)
_CHOICES = "answer_choices"


class PromptSource(RowFormat):
    """Reads and writes ``templates.yaml``."""

    name = "promptsource"
    about = message("Templates of PromptSource; they become templates here")
    suffixes = (".templates.yaml",)
    keeps = ("name", "pattern", "language", "slots")
    drops = ("task type", "keywords", "pair", "needs", "priority", "version")
    shape = message("an object with “name” and “jinja”")

    def likeness(self, row: Mapping[str, object]) -> float:
        """Return 1 for a row with a pattern in Jinja."""
        return float("jinja" in row)

    def recognises(self, path: Path) -> float:
        """Return 0.9 for YAML with templates of a data set."""
        try:
            if not path.is_file() or not is_text(path):
                return 0.0
            with TextFile(path) as source:
                text = source.read()
        except (OSError, TransferError):
            return 0.0
        return 0.9 if _HEAD.search(text) and "!Template" in text else 0.0

    def raw_rows(self, path: Path) -> Iterator[RawRow]:
        """Yield the templates.

        Raises:
            TransferError: The file cannot be opened, or holds no templates.
        """
        root, dataset = _root(path), ""
        templates = None
        for key, value in root.value:
            if key.value == "dataset":
                dataset = str(value.value)
            elif key.value == "templates":
                templates = value
        pairs = templates.value if templates is not None else []
        if not pairs or not isinstance(pairs[0], tuple):
            raise TransferError(message("“{file}” holds no templates.", file=path.name))
        for number, (_, node) in enumerate(pairs, start=1):
            share = number / len(pairs)
            yield _row(node, dataset, number, share)

    def items_of(
        self, row: Mapping[str, object], mender: Mender
    ) -> tuple[Item, ...] | Fault:
        """Return the template of a row."""
        jinja = mender.text(row.get("jinja"), "jinja")
        pattern, parts, _ = jinja.partition(_PARTS)
        if parts:
            pattern = pattern.strip()
            mender.note(
                "jinja",
                message("The template also writes the answer"),
                message("Left that part out: an instruction does not hold it"),
            )
        if not pattern.strip():
            return Fault(
                field="jinja",
                rule=message("The template has no text before the answer"),
                repair=message("Write what is to be done before “|||”"),
            )
        pattern = _with_choices(pattern, row.get(_CHOICES), mender)
        about = row.get("metadata")
        languages = about.get("languages") if isinstance(about, Mapping) else None
        language = (
            str(languages[0]) if isinstance(languages, list) and languages else ""
        )
        return (
            Template(
                id=mender.text(row.get("id"), "id"),
                name=mender.text(row.get("name"), "name"),
                task_type="",
                language=language or language_of(pattern),
                pattern=pattern,
                slots=slots_in(pattern),
                origin="project",
            ),
        )

    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return the row of a template."""
        if not isinstance(item, Template):
            return Fault(
                field="",
                rule=message("This format holds templates only"),
                repair=message("Choose another format for records and preferences"),
            )
        if _PARTS in item.pattern or not item.pattern.strip():
            return Fault(
                field="pattern",
                rule=message(
                    "The pattern is empty, or holds “|||”, which parts it there"
                ),
                repair=message("Reword the pattern"),
            )
        return {
            _CHOICES: None,
            "id": sound(item.id),
            "jinja": sound(item.pattern),
            "metadata": {
                "choices_in_prompt": False,
                "languages": [item.language],
                "metrics": [],
                "original_task": False,
            },
            "name": sound(item.name),
            "reference": "",
        }

    def head(self, target: Path) -> str:
        """Return the beginning of the list of templates."""
        return "dataset: instrstudio\ntemplates:\n"

    def text_of(self, row: Mapping[str, object], number: int, target: Path) -> str:
        """Return the entry of a template."""
        import yaml

        text: str = yaml.dump(
            {row["id"]: _Tagged("!Template", row)},
            Dumper=_dumper(),
            allow_unicode=False,
            sort_keys=False,
        )
        return "\n".join(f"  {x}" if x else x for x in text.split("\n"))

    def tail(self, count: int, target: Path) -> str:
        """Return nothing: the last entry is the end."""
        return ""

    def lost(self, item: Item) -> tuple[str, ...]:
        """Return the parts of a template that have no place in its row."""
        if not isinstance(item, Template):
            return ()
        there = {
            "task type": item.task_type,
            "keywords": item.keywords,
            "pair": item.pair,
            "needs": item.needs,
            "slots": item.slots != slots_in(item.pattern),
        }
        return tuple(name for name, value in there.items() if value)


def slots_in(pattern: str) -> tuple[Slot, ...]:
    """Return the names that a pattern uses, in order, as slots."""
    found = (name for groups in _NAME.findall(pattern) for name in groups if name)
    names = dict.fromkeys(name for name in found if name != _CHOICES)
    return tuple(Slot(name=name) for name in names)


def _with_choices(pattern: str, choices: object, mender: Mender) -> str:
    """Return the pattern with its answer choices set, where it uses them."""
    if _CHOICES not in pattern:
        return pattern
    text = choices if isinstance(choices, str) else ""
    if not text or "{{" in text or "{%" in text:
        mender.note(
            _CHOICES,
            message("The answer choices are made from the data"),
            message("Left out; fill the slot “answer_choices” yourself"),
        )
        return pattern
    listed = [choice.strip() for choice in text.split(_PARTS)]
    literal = json.dumps(listed, ensure_ascii=False)
    return f"{{%- set {_CHOICES} = {literal} -%}}\n{pattern}"


def _root(path: Path) -> Any:
    """Return the node of the whole file.

    Raises:
        TransferError: It is no YAML, too large, or no mapping.
    """
    import yaml

    text = ""
    with TextFile(path) as source:
        while (piece := source.read()) and len(text) <= _LARGEST:
            text += piece
    reason: Sentence = message("it is too long") if len(text) > _LARGEST else ""
    root = None
    if not reason:
        try:
            root = yaml.compose(sound(text).removeprefix("\ufeff"), _loader())
        except (yaml.YAMLError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            problem = getattr(error, "problem", None)
            why = yaml_reason(problem) if problem else message("it cannot be read")
            reason = message("line {line}: {reason}", line=line, reason=why)
    if not reason and not isinstance(root, yaml.MappingNode):
        reason = message("it holds no templates")
    if reason:
        raise TransferError(
            message(
                "“{file}” is no YAML of PromptSource ({reason}).",
                file=path.name,
                reason=reason,
            )
        )
    return root


def _row(node: "yaml.Node", dataset: str, number: int, share: float) -> RawRow:
    """Return the row of one template."""
    import yaml

    line = node.start_mark.line + 1
    value: object = None
    reason: Sentence = ""
    if node_count(node) > MOST_NODES:
        reason = message("its references make it too large")
    else:
        loader = _loader()("")
        try:
            value = loader.construct_object(node, deep=True)
        except (yaml.YAMLError, ValueError, TypeError) as error:
            problem = getattr(error, "problem", None)
            reason = yaml_reason(problem) if problem else message("it cannot be read")
        finally:
            loader.dispose()
    damage = None
    if reason:
        damage = Fault(
            field="",
            rule=message(
                "The template is not valid YAML (line {line}: {reason})",
                line=line,
                reason=reason,
            ),
            repair=message(
                "Mend line {line} of the file and import it again", line=line
            ),
        )
    elif isinstance(value, dict):
        value = {**value, "dataset": dataset}
    return RawRow(number=number, line=line, value=value, damage=damage, share=share)


@cache
def _loader() -> Any:
    """Return a safe loader that takes the two tags for plain mappings."""
    import yaml

    loader: Any = type("TemplateLoader", (yaml.SafeLoader,), {})

    def mapping(made: Any, node: Any) -> object:
        return made.construct_mapping(node, deep=True)

    for tag in _TAGS:
        loader.add_constructor(tag, mapping)
    return loader


class _Tagged:
    """A mapping that is written with a tag."""

    def __init__(self, tag: str, row: Mapping[str, object]) -> None:
        self.tag = tag
        self.row = row


@cache
def _dumper() -> Any:
    """Return a safe dumper that writes the two tags."""
    import yaml

    dumper: Any = type("TemplateDumper", (yaml.SafeDumper,), {})

    def represent(made: Any, item: _Tagged) -> object:
        row = {
            key: _Tagged(_TAGS[1], value) if isinstance(value, Mapping) else value
            for key, value in item.row.items()
        }
        return made.represent_mapping(item.tag, row)

    dumper.add_representer(_Tagged, represent)
    return dumper


PLUGIN = PromptSource()
