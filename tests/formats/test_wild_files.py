"""Files that people published, read as they are; skipped where they are not at hand."""

from collections import Counter
from pathlib import Path

import pytest

from instrstudio.domain.record import Record
from instrstudio.formats.alpaca import PLUGIN

WILD = Path(__file__).parents[3] / "shared" / "data" / "wild" / "alpaca"

pytestmark = pytest.mark.skipif(not WILD.is_dir(), reason="the files are not at hand")


@pytest.mark.parametrize(
    ("name", "rows", "records"),
    [
        ("alpaca_en_200.json", 200, 200),
        ("alpaca_zh_200.json", 200, 200),
        ("bilingual_en_zh_100.json", 100, 200),
        ("gpteacher_response_key_100.json", 100, 100),
        ("gpteacher_roleplay_head.yaml", 17, 17),
        ("llamafactory_alpaca_zh_demo_100.json", 100, 100),
        ("messy_minified_mixed_keys_300.json", 300, 300),
        ("with_system_and_history_coig.json", 2, 2),
    ],
)
def test_every_row_is_read(name: str, rows: int, records: int) -> None:
    found = list(PLUGIN.read(WILD / name))
    assert len(found) == rows
    items = [item for row in found for item in row.items]
    assert len(items) == records
    assert not any(row.skipped for row in found)
    assert PLUGIN.recognises(WILD / name) == 0.8
    assert all(isinstance(item, Record) and item.examples for item in items)
    repaired = [row.repaired for row in found if row.repaired]
    assert len(repaired) == (name == "gpteacher_roleplay_head.yaml")


def test_lines_are_those_of_the_file() -> None:
    name = "gpteacher_roleplay_head.yaml"
    lines = (WILD / name).read_text(encoding="utf-8").splitlines()
    last = list(PLUGIN.read(WILD / name))[-1].repaired
    assert last is not None
    assert lines[last.line - 1].startswith("- instruction:")
    assert not any(line.startswith("- ") for line in lines[last.line :])


def test_the_two_languages_of_a_pair() -> None:
    rows = PLUGIN.read(WILD / "bilingual_en_zh_100.json")
    items = [item for row in rows for item in row.items if isinstance(item, Record)]
    pairs = Counter(item.pair for item in items)
    assert len(pairs) > 90
    assert all("metadata" in item.extra for item in items)
