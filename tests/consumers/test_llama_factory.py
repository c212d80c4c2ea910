"""LLaMA-Factory's own parser and converters take our rows, and skip what we say.

The modules are its own, loaded from the installed package; only the two packages around
them are replaced, whose `__init__` would load a whole training program.
"""

import importlib
import importlib.util
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from llama_factory_rows import SKIPPED, TAKEN

SPEC = importlib.util.find_spec("llamafactory")
if SPEC is None or not SPEC.submodule_search_locations:
    pytest.skip("LLaMA-Factory is not installed", allow_module_level=True)
ROOT = Path(next(iter(SPEC.submodule_search_locations)))

Export = Callable[..., Path]


@pytest.fixture(scope="module")
def factory() -> Any:
    """Load its parser and its converters."""
    pytest.importorskip("datasets")
    misc = ModuleType("llamafactory.extras.misc")
    misc.use_modelscope = misc.use_openmind = lambda: False  # type: ignore[attr-defined]
    constants = ModuleType("llamafactory.extras.constants")
    constants.DATA_CONFIG = "dataset_info.json"  # type: ignore[attr-defined]
    constants.RUNNING_LOG = "running_log.txt"  # type: ignore[attr-defined]
    for name in ("llamafactory", "llamafactory.data", "llamafactory.extras"):
        package = ModuleType(name)
        package.__path__ = [str(ROOT.joinpath(*name.split(".")[1:]))]
        sys.modules[name] = package
    sys.modules[misc.__name__] = misc
    sys.modules[constants.__name__] = constants
    return SimpleNamespace(
        converter=importlib.import_module("llamafactory.data.converter"),
        parser=importlib.import_module("llamafactory.data.parser"),
    )


def _converted(factory: Any, attr: Any, row: Mapping[str, Any]) -> Any:
    """Return what a converter makes of a row; columns that it lacks are None."""
    kind = factory.converter.DATASET_CONVERTERS[attr.formatting]
    named = (getattr(attr, name, None) for name in vars(attr))
    columns = {name: None for name in named if isinstance(name, str)}
    return kind(attr, SimpleNamespace(media_dir="."))({**columns, **row})


def _is_trained(made: Any) -> bool:
    """Say whether its processors would use a row: an odd prompt and an answer."""
    return len(made["_prompt"]) % 2 == 1 and len(made["_response"]) in (1, 2)


def test_the_folder_is_read_to_the_last_row(factory: Any, export: Export) -> None:
    path = export("dataset_info.json", format="llamafactory")
    listed = json.loads(path.read_text("ascii"))
    assert set(listed) == {
        f"instrstudio_{k}" for k in ("sft", "dialogue", "dpo", "kto")
    }
    attrs = factory.parser.get_dataset_list(list(listed), str(path.parent))
    count = 0
    for attr in attrs:
        rows = json.loads((path.parent / attr.dataset_name).read_text("utf-8"))
        for row in rows:
            made = _converted(factory, attr, row)
            assert _is_trained(made), row
            assert (
                made["_prompt"][-1]["content"]
                == f"{row['instruction']}\n{row['input']}"
            )
            assert (made["_system"] or "") == row["system"]
            assert len(made["_prompt"]) == 1 + 2 * len(row.get("history", []))
            wanted = 2 if attr.ranking or "kto_tag" in row else 1
            assert len(made["_response"]) == wanted
            count += 1
    assert count == 30


def _attr(factory: Any, format_name: str, row: Mapping[str, Any]) -> Any:
    """Return the entry that one would write for rows of a format."""
    attr = factory.parser.DatasetAttr("file", "x")
    lists = next((n for n in ("conversations", "messages") if n in row), "")
    attr.formatting = "sharegpt" if lists else "alpaca"
    attr.messages = lists or "conversations"
    attr.ranking = format_name == "llamafactory-dpo"
    attr.kto_tag = "kto_tag" if format_name == "llamafactory-kto" else None
    attr.chosen, attr.rejected = "chosen", "rejected"
    attr.response = "response" if "response" in row else "output"
    if lists == "messages":
        attr.formatting = "openai"
        attr.role_tag, attr.content_tag = "role", "content"
        attr.user_tag, attr.assistant_tag = "user", "assistant"
        attr.observation_tag, attr.function_tag = "tool", "function"
    return attr


@pytest.mark.parametrize(("format_name", "row", "rule"), SKIPPED)
def test_what_we_say_is_skipped_is(
    format_name: str, row: Mapping[str, Any], rule: str, factory: Any
) -> None:
    attr = _attr(factory, format_name, row)
    made = _converted(factory, attr, _whole(row))
    pairs = format_name.startswith("llamafactory")
    assert not _is_trained(made) or (pairs and len(made["_response"]) < 2), rule


@pytest.mark.parametrize(("format_name", "row"), TAKEN)
def test_what_we_say_is_taken_is(
    format_name: str, row: Mapping[str, Any], factory: Any
) -> None:
    if format_name == "dolly" or "en_instruction" in row:
        pytest.skip("LLaMA-Factory reads no such rows")
    attr = _attr(factory, format_name, row)
    assert _is_trained(_converted(factory, attr, _whole(row)))


def _whole(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row whose turns have a text each: the loader needs the field."""

    def whole(turn: Any) -> Any:
        content = "value" if "from" in turn else "content"
        return {content: "", **turn}

    return {
        key: [whole(turn) for turn in value]
        if isinstance(value, list) and value and isinstance(value[0], dict)
        else value
        for key, value in row.items()
    }


@pytest.mark.parametrize("format_name", ["sharegpt", "openai-chat"])
def test_dialogues_are_taken(format_name: str, factory: Any, export: Export) -> None:
    rows = json.loads(export("out.json", format=format_name).read_text("utf-8"))
    assert len(rows) == 30
    for row in rows:
        assert _is_trained(_converted(factory, _attr(factory, format_name, row), row))
