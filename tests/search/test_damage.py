"""Flipped and missing bytes in every file of the index: noticed, or without effect."""

import random
import shutil
from pathlib import Path

import pytest

from instrstudio.domain.errors import IndexOutdated
from instrstudio.domain.query import Query
from instrstudio.search.document import Document
from instrstudio.search.flat.sealed import SealedFile
from instrstudio.search.index import SearchIndex

QUERIES = (
    Query(text="news"),
    Query(text='"the news article"'),
    Query(text="article | 新闻"),
    Query(text="news -french"),
    Query(text="summ", typing=True),
    Query(text="tag:two"),
    Query(text="nwes~"),
    Query(text="french 新闻"),
)
TEXTS = (
    "Summarize the news article in three sentences.",
    "Translate the news into French, keep the names.",
    "把下面的新闻稿总结成三句话。",
    "Write about an article without a name",
)
Answers = list[object]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of two segments, with a deleted document."""
    folder = tmp_path_factory.mktemp("sound") / "make"
    index = SearchIndex.create(folder, "project")
    for first in (1, 101):
        documents = [
            Document(id=first + n, sections=(text,), facets=(f"tag:{tag}",))
            for n, (text, tag) in enumerate(
                zip(TEXTS * 3, ("one", "two", "three") * 4, strict=True)
            )
        ]
        with index.writing() as batch:
            batch.apply(first + 50, [(d.id, d) for d in documents], "1 today")
    index.apply(200, [(2, None), (103, None)])
    index.close()
    return folder


@pytest.fixture(scope="module")
def right(sound: Path) -> Answers:
    return _answers(sound)


@pytest.fixture
def copy(sound: Path, tmp_path: Path) -> Path:
    return shutil.copytree(sound, tmp_path / "make")


def _answers(folder: Path) -> Answers:
    """Return all that is asked of an index.

    Raises:
        IndexOutdated: It is damaged.
    """
    index = SearchIndex.open(folder, "project")
    try:
        found: Answers = [index.reached, index.count, index.facets(Query(text=""))]
        found += [index.search(query) for query in QUERIES]
        return [*found, index.nearest(TEXTS[0]), index.by_example("news", "")]
    finally:
        index.close()


def _is_noticed(folder: Path) -> bool:
    """Say whether reading the index through, as the window does, finds damage."""
    try:
        index = SearchIndex.open(folder, "project")
        try:
            assert index.position == 200
            index.verify()
        finally:
            index.close()
    except IndexOutdated:
        return True
    return False


def _survives(folder: Path, path: Path, content: bytes, right: Answers) -> bool:
    """Put damaged bytes there and see that no answer is wrong; was it noticed?"""
    whole, current = path.read_bytes(), folder / "current.json"
    given_up = current.read_bytes()
    path.write_bytes(content)
    try:
        noticed = _is_noticed(folder)
        try:
            assert _answers(folder) == right
        except IndexOutdated:
            assert noticed
        return noticed
    finally:
        current.write_bytes(given_up)
        path.write_bytes(whole)


def _files(folder: Path, suffix: str) -> list[Path]:
    found = [path for path in folder.rglob(f"*{suffix}") if path.is_file()]
    assert found
    return sorted(found)


def _flipped(content: bytes, place: int, bit: int) -> bytes:
    changed = bytearray(content)
    changed[place] ^= 1 << bit
    return bytes(changed)


@pytest.mark.parametrize("suffix", [".toc", "position.json", "current.json"])
def test_every_byte_of_the_small_files(suffix: str, copy: Path, right: Answers) -> None:
    chance = random.Random(4)
    (path,) = _files(copy, suffix)
    content = path.read_bytes()
    for place in range(len(content)):
        flipped = _flipped(content, place, chance.randrange(8))
        _survives(copy, path, flipped, right)
        if suffix == ".toc" and place % 5 == 0:
            assert _survives(copy, path, content[:place], right)


def test_every_array_of_every_segment(copy: Path, right: Answers) -> None:
    chance = random.Random(4)
    paths = _files(copy, ".flat")
    assert len(paths) == 2
    for path in paths:
        content, seen = path.read_bytes(), set()
        for name, array in SealedFile(path).arrays.items():
            values = array.whole().tobytes()
            start = content.index(values)
            for at in {0, len(values) - 1, chance.randrange(max(len(values), 1))}:
                if values:
                    flipped = _flipped(content, start + at, chance.randrange(8))
                    assert _survives(copy, path, flipped, right), (name, at)
                    seen.add(name)
        assert {"id", "length", "text.pos", "text.doc"} & seen


def test_any_place_of_a_segment(copy: Path, right: Answers) -> None:
    chance = random.Random(5)
    for path in _files(copy, ".flat"):
        content = path.read_bytes()
        end = range(len(content) - 120, len(content))
        for place in [*end, *(chance.randrange(len(content)) for _ in range(60))]:
            flipped = _flipped(content, place, chance.randrange(8))
            _survives(copy, path, flipped, right)


def test_a_segment_that_is_cut_short_or_has_more_or_is_another(
    copy: Path, right: Answers
) -> None:
    chance = random.Random(6)
    one, other = _files(copy, ".flat")
    content = one.read_bytes()
    for length in [0, 1, len(content) - 1, *(chance.randrange(9999) for _ in range(9))]:
        assert _survives(copy, one, content[: length % len(content)], right)
    assert _survives(copy, one, content + b"\0", right)
    assert _survives(copy, one, bytes(len(content)), right)
    assert _survives(copy, one, other.read_bytes(), right)


@pytest.mark.parametrize("suffix", [".flat", ".toc", "position.json", "current.json"])
def test_a_file_that_is_gone(suffix: str, copy: Path) -> None:
    _files(copy, suffix)[0].unlink()
    assert _is_noticed(copy)
    with pytest.raises(IndexOutdated):
        _answers(copy)


def test_a_zeroed_page_of_a_file_that_is_mapped(tmp_path: Path) -> None:
    folder = tmp_path / "big"
    index = SearchIndex.create(folder)
    documents = [
        Document(id=n, sections=(f"word{n} and{n % 9} more{n % 700} of them",))
        for n in range(1, 3000)
    ]
    index.apply(1, [(document.id, document) for document in documents])
    index.close()
    (path,) = _files(folder, ".flat")
    content = path.read_bytes()
    assert len(content) > 1 << 16
    start = content.index(b"word1700") // 4096 * 4096
    path.write_bytes(content[:start] + bytes(4096) + content[start + 4096 :])
    with pytest.raises(IndexOutdated):
        SearchIndex.open(folder).verify()
    with pytest.raises(IndexOutdated):  # read or given up: it is built anew
        SearchIndex.open(folder)
