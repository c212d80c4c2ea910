"""The flat codec: what is written is read again, or damage is told."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from flat_index import FlatIndex
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.codec.base import Automata
from whoosh.reading import CorruptIndexError

from instrstudio.search.collector.leaf import Leaf
from instrstudio.search.flat import merging
from instrstudio.search.flat.field_writer import FieldWriter
from instrstudio.search.flat.inversion import Tokens
from instrstudio.search.flat.near_terms import NearTerms, one_edit
from instrstudio.search.flat.postings import FieldPostings
from instrstudio.search.flat.sealed import SealedFile
from instrstudio.search.flat.sealing import CHUNK, SealedWriter
from instrstudio.search.flat.segment import FlatSegment
from instrstudio.search.flat.terms import TermList
from instrstudio.search.flat.whoosh_terms import FlatCursor
from instrstudio.search.schema import TextField

STATUS = Path("/proc/self/status")
Text = list[tuple[str, int]]
Content = dict[str, dict[int, list[int]]]

texts: st.SearchStrategy[list[Text]] = st.lists(
    st.lists(st.tuples(st.sampled_from(["a", "b", "bb", "新闻"]), st.integers(0, 5))),
    max_size=8,
)


def write_field(path: Path, documents: list[Text]) -> FieldPostings:
    tokens = Tokens()
    for text in documents:
        in_order = sorted(text, key=lambda token: token[1])
        tokens.add([term for term, _ in in_order], [at for _, at in in_order])
    terms, block = tokens.inverted(np.zeros(len(documents), np.uint8))
    with SealedWriter(path) as sealed:
        writer = FieldWriter(sealed, "text", True)
        writer.append(block)
        writer.finish(terms)
        sealed.seal({})
    return FieldPostings(SealedFile(path), "text")


def content(postings: FieldPostings) -> Content:
    found: Content = {}
    for number, term in enumerate(postings.terms.all()):
        start, stop = postings.terms.postings(number, number + 1)
        values, counts = postings.run(start, stop)
        ends = np.cumsum(counts)[:-1]
        docs = postings.docs(start, stop).tolist()
        runs = [run.tolist() for run in np.split(values, ends)]
        found[term.decode()] = dict(zip(docs, runs, strict=True))
    return found


def expected(documents: list[Text]) -> Content:
    found: Content = {}
    for number, text in enumerate(documents):
        for term, place in sorted(text, key=lambda token: token[1]):
            found.setdefault(term, {}).setdefault(number, []).append(place)
    return found


@settings(max_examples=40, deadline=None)
@given(texts)
def test_tokens_come_back(
    tmp_path_factory: pytest.TempPathFactory, documents: list[Text]
) -> None:
    path = tmp_path_factory.mktemp("flat") / "one.flat"
    assert content(write_field(path, documents)) == expected(documents)


@settings(max_examples=40, deadline=None)
@given(st.lists(texts, min_size=1, max_size=3), st.data())
def test_merging_is_writing_what_lives(
    tmp_path_factory: pytest.TempPathFactory, parts: list[list[Text]], data: Any
) -> None:
    folder = tmp_path_factory.mktemp("flat")
    given_parts, left, start = [], [], 0
    for number, documents in enumerate(parts):
        alive = np.array([data.draw(st.booleans()) for _ in documents], np.bool_)
        postings = write_field(folder / f"{number}.flat", documents)
        given_parts.append(merging.Part(postings, merging.renumbered(alive, start)))
        left += [text for text, lives in zip(documents, alive, strict=True) if lives]
        start += int(alive.sum())
    with SealedWriter(folder / "merged.flat") as sealed:
        writer = FieldWriter(sealed, "text", True)
        merging.merge_field(given_parts, writer, block=3)
        sealed.seal({})
    merged = FieldPostings(SealedFile(folder / "merged.flat"), "text")
    assert content(merged) == expected(left)


def test_any_frequency_and_any_position(tmp_path: Path) -> None:
    many = [("a", place) for place in range(1000)]
    far: Text = [("a", 65_534), ("b", 70_000)]
    postings = write_field(tmp_path / "one.flat", [[("a", 1)], many, far, [("a", 3)]])
    found = content(postings)
    assert found["a"][1] == list(range(1000))
    assert found["a"][2] == [65_534]
    assert found["b"][2] == [65_535]  # stands for what is too far to be counted
    start, stop = postings.slice_of(b"a")
    assert postings.counts(start, stop).tolist() == [1, 1000, 1, 1]
    assert (postings.codes(start, stop) >> 8).tolist() == [1, 255, 1, 1]


def test_positions_of_postings_in_any_order(tmp_path: Path) -> None:
    documents: list[Text] = [[("a", n), ("a", n + 1)] for n in range(300)]
    postings = write_field(tmp_path / "one.flat", documents)
    wanted = np.array([299, 0, 64, 63])
    values, counts = postings.positions(wanted)
    assert values.tolist() == [299, 300, 0, 1, 64, 65, 63, 64]
    assert counts.tolist() == [2, 2, 2, 2]


@settings(max_examples=40, deadline=None)
@given(texts, st.sampled_from([0, 1 << 20]), st.data())
def test_positions_of_some_documents(
    tmp_path_factory: pytest.TempPathFactory,
    documents: list[Text],
    dense: int,
    data: Any,
) -> None:
    many: list[Text] = [[("a", place) for place in range(300)], *documents]
    postings = write_field(tmp_path_factory.mktemp("flat") / "one.flat", many)
    wanted = content(postings)
    for number, term in enumerate(postings.terms.all()):
        start, stop = postings.terms.postings(number, number + 1)
        at = sorted(data.draw(st.sets(st.integers(0, stop - start - 1))))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("instrstudio.search.flat.postings._DENSE", dense)
            run = postings.positions_in(start, stop, np.array(at, np.int64))
        runs = list(wanted[term.decode()].values())
        assert run.counts.tolist() == [len(runs[place]) for place in at]
        assert run.values.tolist() == [p for place in at for p in runs[place]]


def term_list(path: Path, terms: list[str]) -> TermList:
    return write_field(path, [[(term, 0) for term in terms]]).terms


def test_terms_are_found_by_their_beginning(tmp_path: Path) -> None:
    words = ["a", "ab", "abc", "b", "é", "新", "新闻", "\U0010ffff"]
    terms = term_list(tmp_path / "one.flat", words)
    for prefix in ["", "a", "ab", "abd", "c", "新", "\U0010ffff"]:
        found = terms.between(*terms.starting(prefix.encode()))
        wanted = [word for word in words if word.startswith(prefix)]
        assert [term.decode() for term in found] == wanted
    assert terms.number(b"ac") is None
    assert terms.number("新闻".encode()) == 6


def test_every_term_has_its_number(tmp_path: Path) -> None:
    words = sorted(f"{number:x}" for number in range(1500))
    terms = term_list(tmp_path / "one.flat", words)
    assert [terms.number(word.encode()) for word in words] == list(range(1500))
    assert terms.at_least(b"") == 0
    assert terms.at_least(b"g") == 1500
    assert terms.number(b"zz") is None


@settings(max_examples=60, deadline=None)
@given(
    st.sets(st.text("abé新\U0001f600", min_size=1, max_size=5), max_size=25),
    st.text("abé新\U0001f600", min_size=1, max_size=5),
    st.integers(0, 2),
)
def test_near_terms_are_those_of_whoosh(
    tmp_path_factory: pytest.TempPathFactory, words: set[str], word: str, prefix: int
) -> None:
    path = tmp_path_factory.mktemp("flat") / "one.flat"
    postings = write_field(path, [[(term, 0) for term in words]])
    cursor = FlatCursor(postings, TextField())
    prefix = min(prefix, len(word))
    walked: Any = Automata().terms_within(cursor, word, 1, prefix)  # type: ignore[no-untyped-call]
    slow = sorted(walked)
    assert sorted(NearTerms().terms_within(cursor, word, 1, prefix)) == slow
    if not prefix:
        assert slow == sorted(term for term in words if one_edit(term, word))


def test_a_flipped_byte_is_noticed_wherever_it_is(tmp_path: Path) -> None:
    index = FlatIndex(tmp_path / "index")
    index.add([["a", "b", "a"], ["b", "c"]])
    (path,) = index.files
    sound = path.read_bytes()
    wanted = content(index.corpus().leaves[0].field("text"))
    for place in range(len(sound)):
        path.write_bytes(
            sound[:place] + bytes([sound[place] ^ 0x10]) + sound[place + 1 :]
        )
        try:
            index.corpus().leaves[0].arrays.file.verify()
        except (CorruptIndexError, OverflowError, ValueError):
            continue
        assert sound[place] == 0  # between two arrays
        assert content(index.corpus().leaves[0].field("text")) == wanted


def test_a_short_file_is_noticed(tmp_path: Path) -> None:
    index = FlatIndex(tmp_path / "index")
    index.add([["a", "b", "a"], ["b", "c"]])
    (path,) = index.files
    sound = path.read_bytes()
    for size in range(len(sound)):
        path.write_bytes(sound[:size])
        with pytest.raises(CorruptIndexError):
            index.corpus()


def test_another_file_is_not_taken_for_it(tmp_path: Path) -> None:
    index = FlatIndex(tmp_path / "index")
    index.add([["a"]])
    index.add([["b"]])
    one, other = index.files
    one.write_bytes(other.read_bytes())
    with pytest.raises(CorruptIndexError):
        index.corpus()


def test_only_what_is_read_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "one.flat"
    with SealedWriter(path) as sealed:
        sealed.put("x", np.arange(CHUNK, dtype="<u4"))
        sealed.seal({})
    content = bytearray(path.read_bytes())
    content[3 * CHUNK + 5] ^= 1
    path.write_bytes(content)
    array = SealedFile(path).arrays["x"]
    assert array.part(10, 20).tolist() == list(range(10, 20))
    assert array.take(np.array([CHUNK // 4, 0])).tolist() == [CHUNK // 4, 0]
    with pytest.raises(CorruptIndexError):
        array.take(np.array([CHUNK - 1]))
    with pytest.raises(CorruptIndexError):
        array.whole()


def test_deletions_are_kept_under_a_checksum() -> None:
    segment = FlatSegment("MAIN")
    segment.set_doc_count(5)
    segment.delete_document(3)
    stored = segment.__getstate__()
    again = FlatSegment("MAIN")
    again.__setstate__(stored)
    assert again.deleted_docs() == {3}
    name, segid, count, deleted = stored["state"]
    stored["state"] = (name, segid, count, bytes(len(deleted)))
    with pytest.raises(CorruptIndexError):
        again.__setstate__(stored)


def test_merging_leaves_nothing_of_what_is_deleted(tmp_path: Path) -> None:
    index = FlatIndex(tmp_path / "index")
    index.add([["only"], ["both"]])
    index.add([["both", "more"]])
    index.delete([0])
    index.merge()
    (leaf,) = index.corpus().leaves
    assert isinstance(leaf, Leaf)
    assert leaf.ids.tolist() == [1, 2]
    assert leaf.field("text").terms.all() == [b"both", b"more"]
    assert leaf.alive is None
    index.delete([0, 1])
    index.merge()
    assert not index.corpus().leaves


def test_a_file_that_could_not_be_finished_is_removed(tmp_path: Path) -> None:
    path = tmp_path / "part.flat"

    def write(sealed: SealedWriter) -> None:
        sealed.put("a", np.arange(9))
        sealed.seal({})
        assert path.exists()
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"), SealedWriter(path) as sealed:
        write(sealed)
    assert not path.exists()


@pytest.mark.skipif(not STATUS.exists(), reason="tells what a process has mapped")
def test_what_was_checked_is_not_kept_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "big.flat"
    with SealedWriter(path) as sealed:
        sealed.put("x", np.arange(6 << 20, dtype=np.int64))
        sealed.seal({})
    file = SealedFile(path)
    before = mapped_kib()
    file.verify()
    assert mapped_kib() - before < (6 << 20) * 8 // 1024 // 2
    assert int(file.arrays["x"].part(5 << 20, (5 << 20) + 1)[0]) == 5 << 20


def mapped_kib() -> int:
    """Return how much of files this process holds in memory."""
    lines = STATUS.read_text(encoding="ascii").splitlines()
    return next(int(row.split()[1]) for row in lines if row.startswith("RssFile"))
