"""Files that people published, read as they are; skipped where they are not at hand."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from file_records import items_of

from instrstudio.domain.errors import TransferError
from instrstudio.domain.ports import Format
from instrstudio.domain.record import Record
from instrstudio.domain.template import Template
from instrstudio.domain.transfer import Row
from instrstudio.formats.alpaca import PLUGIN as ALPACA
from instrstudio.services import plugins

WILD = Path(__file__).parents[3] / "shared" / "data" / "wild"

pytestmark = pytest.mark.skipif(not WILD.is_dir(), reason="the files are not at hand")

READ = [
    ("alpaca/alpaca_en_200.json", "alpaca", 200, 200, 0),
    ("alpaca/alpaca_zh_200.json", "alpaca", 200, 200, 0),
    ("alpaca/bilingual_en_zh_100.json", "alpaca", 100, 200, 0),
    ("alpaca/gpteacher_response_key_100.json", "alpaca", 100, 100, 0),
    ("alpaca/gpteacher_roleplay_head.yaml", "alpaca", 17, 17, 1),
    ("alpaca/llamafactory_alpaca_zh_demo_100.json", "alpaca", 100, 100, 0),
    ("alpaca/messy_minified_mixed_keys_300.json", "alpaca", 300, 300, 0),
    ("alpaca/with_system_and_history_coig.json", "alpaca", 2, 2, 0),
    ("awesome_prompts/prompts-zh_80.json", "awesome-prompts", 80, 80, 0),
    (
        "awesome_prompts/prompts_2026_multiline_100.csv",
        "awesome-prompts",
        100,
        100,
        0,
    ),
    ("chat/chinese_vicuna_instruct_sample.jsonl", "alpaca", 10, 10, 0),
    ("pclue_zh/pCLUE_200.json", "json-columns", 200, 200, 0),
    ("promptcblue_zh/toy_train.json", "json-columns", 80, 80, 0),
    (
        "prompt_completion/p3_common_gen_put_together.jsonl",
        "json-columns",
        200,
        200,
        0,
    ),
    ("promptsource_en/ag_news.templates.yaml", "promptsource", 7, 7, 7),
    ("cpromptsource_zh/ChnSentiCorp.templates.yaml", "promptsource", 5, 5, 5),
    ("self_instruct/belle_zh_seed_tasks_first_100.json", "self-instruct", 100, 100, 0),
    ("self_instruct/seed_tasks_first_120.jsonl", "self-instruct", 120, 120, 0),
    ("self_instruct/user_oriented_first_150.jsonl", "self-instruct", 150, 150, 0),
    ("sharegpt/dpo_zh_40.json", "llamafactory-dpo", 40, 40, 0),
    ("sharegpt/fastchat_dummy_conversation.json", "sharegpt", 500, 500, 0),
    ("sharegpt/glaive_toolcall_en_60.json", "sharegpt", 60, 60, 32),
    ("sharegpt/sharegpt_zh_100.jsonl", "sharegpt", 100, 100, 0),
    ("sharegpt/v1_sft_demo_messages_100.jsonl", "openai-chat", 100, 100, 100),
    ("sni/task181_outcome_extraction.json", "sni", 1, 1, 0),
    ("fabric_markdown/summarize.system.md", "markdown", 1, 1, 0),
]
SIDES = ("Input", "Output", "Instruction")
REFUSED = {
    "agents": "is no list of rows",
    "catalogue/llamafactory_dataset_info.json": "“",
    "chat/chinese_vicuna_chat_sample.jsonl": "no instruction",
    "chat/mt_bench_question.jsonl": "no instruction",
    "promptcblue_zh/templates_augment.json": "is no list of rows",
}
"""Files without an instruction that could be read, and why."""
MEANT = {"from", "is_classification", *(f"{w}_language" for w in SIDES)}
"""Fields that become a part of the record instead of a text in it."""
FILES = sorted(path for path in WILD.rglob("*") if path.is_file())


def _format(path: Path) -> Format:
    """Return the surest format."""
    return max(
        (found for found in plugins.formats() if found.reads),
        key=lambda found: found.recognises(path),
    )


@pytest.mark.parametrize(("name", "format", "rows", "items", "repaired"), READ)
def test_every_row_is_read(
    name: str, format: str, rows: int, items: int, repaired: int
) -> None:
    found = _format(WILD / name)
    assert found.name == format
    read = list(found.read(WILD / name))
    assert len(read) == rows
    assert len(items_of(read)) == items
    assert sum(row.repaired is not None for row in read) == repaired
    assert not any(row.skipped for row in read)


def _read(path: Path) -> tuple[list[Row], str]:
    """Return the rows of a file, or the sentence in which it is refused."""
    try:
        return list(_format(path).read(path)), ""
    except TransferError as error:
        return [], str(error)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_read_or_refused_for_a_reason(path: Path) -> None:
    assert _format(path).recognises(path) > 0.05
    rows, refusal = _read(path)
    told = [row.skipped.faults[0] for row in rows if row.skipped]
    assert all(fault.rule and fault.repair for fault in told)
    for row in rows:
        assert bool(row.items) == (row.skipped is None)
        assert all(isinstance(item, (Record, Template)) for item in row.items)
    if refusal:
        assert refusal.endswith(".")
    else:
        assert rows[-1].share == 1
    if not items_of(rows):
        name = path.relative_to(WILD).as_posix()
        why = REFUSED["agents" if name.startswith("lobe_agents/") else name]
        assert why in refusal or all(why in str(fault.rule) for fault in told)


def _leaves(value: object, name: str = "") -> Iterator[tuple[str, object]]:
    """Yield what a row of JSON holds, each value with the name it stands under."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item, name)
    elif value not in (None, ""):
        yield name, value


@pytest.mark.parametrize(
    "path", [p for p in FILES if p.suffix in (".json", ".jsonl")], ids=lambda p: p.name
)
def test_nothing_is_dropped_in_silence(path: Path) -> None:
    read, refusal = _read(path)
    if refusal or not any(row.items for row in read):
        return
    text = path.read_text("utf-8-sig")
    try:
        found = json.loads(text)
    except ValueError:
        found = [json.loads(line) for line in text.splitlines() if line.strip()]
    values = found if isinstance(found, list) else [found]
    for value, row in zip(values, read, strict=True):
        held = json.dumps([asdict(item) for item in row.items], ensure_ascii=False)
        for name, leaf in _leaves(value):
            written = json.dumps(leaf, ensure_ascii=False)
            inner = written[1:-1] if isinstance(leaf, str) else written
            is_there = inner in held or json.dumps(inner)[1:-1] in held
            assert is_there or name in MEANT or row.repaired, (name, leaf)


def test_lines_are_those_of_the_file() -> None:
    path = WILD / "alpaca" / "gpteacher_roleplay_head.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    last = list(ALPACA.read(path))[-1].repaired
    assert last is not None
    assert lines[last.line - 1].startswith("- instruction:")
    assert not any(line.startswith("- ") for line in lines[last.line :])


def test_the_two_languages_of_a_pair() -> None:
    rows = ALPACA.read(WILD / "alpaca" / "bilingual_en_zh_100.json")
    items = [item for row in rows for item in row.items if isinstance(item, Record)]
    pairs = Counter(item.pair for item in items)
    assert len(pairs) > 90
    assert all("metadata" in item.extra for item in items)
