"""A configuration for promptfoo: one test for each sample; write only.

promptfoo renders texts as Nunjucks and opens those that begin with ``file://``; texts
of records are written so that neither happens. Expected outputs are compared with a
weight of nothing: a report, not a failure.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from instrstudio.domain.record import Record
from instrstudio.domain.task import Example
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.frame.losses import Item, without_instruction
from instrstudio.formats.frame.row_format import no_record
from instrstudio.formats.frame.text_out import sound
from instrstudio.formats.frame.write_only import WriteOnly
from instrstudio.formats.frame.yaml_out import yaml_text

_TAG = re.compile(r"\{(?=[{%#])")
_OPENS = re.compile(r"^(?:file|https?|package|python|javascript|exec):", re.IGNORECASE)
_HEAD = """\
# yaml-language-server: $schema=https://promptfoo.dev/config-schema.json
description: Instructions with their samples
prompts:
- "{{instruction}}\\n\\n{{input}}"
providers:
- echo
tests:
"""


class Promptfoo(WriteOnly):
    """Writes ``promptfooconfig.yaml`` with the provider “echo”."""

    name = "promptfoo"
    about = message("Tests for promptfoo, ready to run")
    suffixes = (".promptfoo.yaml",)
    keeps = ("instruction", "first input and output", "further samples")
    shape = message("a test")

    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return the tests of a record, one for each of its samples."""
        if not isinstance(item, Record):
            return no_record()
        if fault := without_instruction(item):
            return fault
        examples = item.examples or (Example(),)
        return {"tests": [_test(item, example) for example in examples]}

    def head(self, target: Path) -> str:
        """Return the prompts and the provider."""
        return _HEAD

    def text_of(self, row: Mapping[str, object], number: int, target: Path) -> str:
        """Return the tests of a record."""
        return yaml_text(row["tests"])

    def tail(self, count: int, target: Path) -> str:
        """Return nothing: the last test is the end."""
        return ""


def _test(record: Record, example: Example) -> dict[str, object]:
    """Return the test of one sample."""
    test: dict[str, object] = {
        "description": literal(" ".join(record.shown_title.split())),
        "vars": {
            "instruction": literal(record.instruction),
            "input": literal(example.input),
        },
    }
    if example.output:
        test["assert"] = [
            {
                "type": "icontains",
                "value": literal(example.output),
                "weight": 0,
                "metric": "holds the output",
            }
        ]
    return test


def literal(text: str) -> str:
    """Return a text that promptfoo renders to itself and opens nothing for."""
    text = _TAG.sub('{{ "{" }}', sound(text))
    if _OPENS.match(text):
        return f'{{{{ "{text[0]}" }}}}{text[1:]}'
    return text


PLUGIN = Promptfoo()
