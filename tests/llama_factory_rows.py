"""Rows that LLaMA-Factory skips without stopping, and rows that it takes."""

from collections.abc import Mapping

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
