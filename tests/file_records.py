"""Records as people have them, drawn at random, and writing and reading them."""

from pathlib import Path

from hypothesis import strategies as st

from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.domain.template import Template
from instrstudio.domain.transfer import Preference, Row
from instrstudio.formats.frame.row_format import RowFormat

Item = Record | Template | Preference

_PIECES = st.sampled_from(
    [
        "",
        " ",
        "\n",
        "\r\n",
        "\t",
        "=1+1",
        "'=2",
        "+4",
        "-5",
        "@a",
        "“引用”",
        "请翻译：",
        "𠮷😀👩‍🔬",
        "\u2028",
        "\ufeff",
        "\x00\x1f\x7f",
        '"quoted", ',
        "a;b|c",
        "```\n",
        "~~~",
        "---\n",
        "# head\n",
        "## head\n",
        "{{ x }}",
        "{% raw %}",
        "|||",
        "- a: 1",
        "null",
        "true",
        "0012",
        "1e5",
        "_x000D_",
        "\\n",
        "Human: ",
        "<|endoftext|>",
        "x",
    ]
)
_FREE = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
TEXT = st.lists(_PIECES | _FREE, max_size=4).map("".join)
FILLED = st.tuples(TEXT, st.sampled_from(["i", "写", "=", "😀"]), TEXT).map("".join)
_EXAMPLE = st.builds(Example, input=TEXT, output=FILLED)
_HISTORY = st.lists(st.tuples(FILLED, FILLED), max_size=2).map(tuple)


def some(strategy: st.SearchStrategy[object], nothing: object) -> st.SearchStrategy:
    """Return a strategy that often gives nothing."""
    return st.just(nothing) | strategy


RECORDS = st.builds(
    Record,
    instruction=FILLED,
    examples=st.lists(_EXAMPLE, max_size=3).map(tuple)
    | st.lists(st.builds(Example, output=FILLED), min_size=1, max_size=1).map(tuple),
    system=some(FILLED, ""),
    history=some(_HISTORY, ()),
    title=some(FILLED, ""),
    task_type=st.sampled_from(["", "", "classification", "question_answering"]),
    source=st.just(Source(kind="")),
    extra=st.one_of(
        st.just({}),
        st.builds(lambda text: {"rejected": text}, TEXT),
        st.builds(lambda judged: {"label": judged}, st.booleans()),
        st.builds(lambda text: {"category": text, "id": "7"}, FILLED),
    ),
)


def items_of(rows: list[Row]) -> list[Item]:
    """Return what rows hold."""
    return [item for row in rows for item in row.items]


def written_and_read(found: RowFormat, items: list[Item], target: Path) -> list[Row]:
    """Return the rows of a file with `items`."""
    counts = list(found.write(items, target))
    assert counts == list(range(1, len(counts) + 1))
    return list(found.read(target))
