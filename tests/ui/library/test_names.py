"""Every field and every rule that a file may bring up has a word of its own."""

from dataclasses import fields

from instrstudio.domain.record import Record
from instrstudio.domain.transfer import Fault
from instrstudio.formats.checking import rules
from instrstudio.services import import_preview, plugins
from instrstudio.ui.library import field_names, rule_names


def test_every_field_of_every_format_has_a_word() -> None:
    said = {name for one in plugins.formats() for name in (*one.keeps, *one.drops)} | {
        field.name for field in fields(Record)
    }
    said |= set(import_preview.fields())
    known = field_names.names()
    lacking = {name for name in said if name.replace("_", " ") not in known}
    assert lacking - {"id"} == set()


def test_every_rule_has_a_name() -> None:
    lacking = [rule for rule in rules.rules() if rule_names.rule_name(rule) == rule]
    assert lacking == []


def test_a_sentence_without_a_rule_is_said_as_it_is() -> None:
    fault = Fault(field="licence", rule="The licence is odd", repair="")
    assert rule_names.said_of(fault) == "The licence is odd"
    empty = Fault(field="instruction", rule="The instruction is empty", repair="")
    assert rule_names.said_of(empty) == "Empty instruction"
