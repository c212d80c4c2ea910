"""Which rows LLaMA-Factory would skip; its own converters say the same (consumers)."""

from collections.abc import Mapping

import pytest

from instrstudio.formats.checking.llama_factory import skipped
from instrstudio.formats.checking.rules import rule_of

ASKED = {"from": "human", "value": "q"}
SAID = {"from": "gpt", "value": "a"}
CALLED = {"from": "function_call", "value": "{}"}
SEEN = {"from": "observation", "value": "r"}
RULED = {"from": "system", "value": "s"}
USER = {"role": "user", "content": "q"}
BOT = {"role": "assistant", "content": "a"}
TOOL = {"role": "tool", "content": "r"}

SKIPPED: list[tuple[str, Mapping[str, object], str]] = [
    ("alpaca", {"instruction": "i", "output": None}, "llamafactory-no-answer"),
    ("alpaca", {"instruction": "i", "output": 5}, "llamafactory-no-answer"),
    ("alpaca", {"instruction": "i"}, "llamafactory-no-answer"),
    ("sharegpt", {"conversations": [ASKED, ASKED, SAID]}, "llamafactory-roles"),
    ("sharegpt", {"conversations": [SAID, ASKED]}, "llamafactory-roles"),
    (
        "sharegpt",
        {"conversations": [ASKED, RULED, SAID, SAID]},
        "llamafactory-roles",
    ),
    ("sharegpt", {"conversations": [ASKED, SAID, ASKED]}, "llamafactory-turns"),
    ("sharegpt", {"conversations": [RULED]}, "llamafactory-turns"),
    (
        "sharegpt",
        {"conversations": [{"from": "user"}, SAID]},
        "llamafactory-roles",
    ),
    ("openai-chat", {"messages": [USER, USER]}, "llamafactory-roles"),
    ("openai-chat", {"messages": [USER]}, "llamafactory-turns"),
    (
        "llamafactory-dpo",
        {"instruction": "i", "chosen": ["a"], "rejected": "b"},
        "llamafactory-choice",
    ),
    (
        "llamafactory-dpo",
        {"conversations": [ASKED], "chosen": "a", "rejected": "b"},
        "llamafactory-choice",
    ),
    (
        "llamafactory-dpo",
        {"conversations": [ASKED, SAID], "chosen": SAID, "rejected": SAID},
        "llamafactory-turns",
    ),
    (
        "llamafactory-kto",
        {"conversations": [ASKED, SAID], "kto_tag": "true"},
        "llamafactory-label",
    ),
    (
        "llamafactory-kto",
        {"conversations": [ASKED, SAID], "kto_tag": 1},
        "llamafactory-label",
    ),
]
TAKEN: list[tuple[str, Mapping[str, object]]] = [
    ("alpaca", {"instruction": "i", "output": ""}),
    ("alpaca", {"instruction": "i", "response": "o"}),
    ("alpaca", {"en_instruction": "i", "zh_instruction": "j"}),
    ("sharegpt", {"conversations": [RULED, ASKED, SAID]}),
    ("sharegpt", {"conversations": [ASKED, CALLED, SEEN, SAID]}),
    ("openai-chat", {"messages": [USER, BOT, TOOL, TOOL, BOT]}),
    ("llamafactory-dpo", {"instruction": "i", "chosen": "a", "rejected": "b"}),
    (
        "llamafactory-dpo",
        {"conversations": [ASKED], "chosen": SAID, "rejected": SAID},
    ),
    ("llamafactory-kto", {"conversations": [ASKED, SAID], "kto_tag": False}),
    ("dolly", {"instruction": "i"}),
]


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
