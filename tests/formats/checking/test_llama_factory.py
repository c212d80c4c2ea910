"""Which rows LLaMA-Factory would skip; its own converters say the same (consumers)."""

from collections.abc import Mapping

import pytest
from llama_factory_rows import SKIPPED, TAKEN

from instrstudio.formats.checking.llama_factory import skipped
from instrstudio.formats.checking.rules import rule_of


@pytest.mark.parametrize(("format_name", "row", "rule"), SKIPPED)
def test_skipped(format_name: str, row: Mapping[str, object], rule: str) -> None:
    fault = skipped(format_name, row)
    assert fault is not None
    assert rule_of(fault.rule) == rule
    assert fault.repair


@pytest.mark.parametrize(("format_name", "row"), TAKEN)
def test_taken(format_name: str, row: Mapping[str, object]) -> None:
    assert skipped(format_name, row) is None


@pytest.mark.parametrize("turns", [None, "text", [1], [{"from": ["x"]}, 7]])
def test_what_is_no_list_of_turns_stops_the_loader(turns: object) -> None:
    assert skipped("sharegpt", {"conversations": turns}) is None
