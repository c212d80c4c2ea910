import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instrstudio.domain.errors import IndexOutdated, SearchError
from instrstudio.domain.query import Query
from instrstudio.search import batch as batches
from instrstudio.search import schema
from instrstudio.search.batch import MOST_SEGMENTS, Batch
from instrstudio.search.document import Document
from instrstudio.search.flat.sealed import SealedFile
from instrstudio.search.index import IndexBusy, SearchIndex, stamp

Fill = Callable[..., None]
Find = Callable[..., list[int]]

TEXTS = (
    "Summarize the news article in three sentences.",
    "Translate the news into French, keep the names.",
    "把下面的新闻稿总结成三句话。",
    "用 GPT-4 生成一段 Python 代码",
    "Пиши коротко и ясно",
)


def _apply_and_fail(batch: Batch) -> None:
    batch.apply(50, [(9, Document(id=9, sections=("dropped",)))])
    raise KeyError


def test_words_must_all_be_there(fill: Fill, find: Find) -> None:
    fill(*TEXTS)
    assert find("news") == [1, 2]
    assert find("the NEWS french") == [2]
    assert find("新闻") == [3]
    assert find("ＧＰＴ－４ 代码") == [4]
    assert find("gpt") == [4]
    assert find("ясно") == [5]
    assert find("nothing") == []


def test_the_last_word_may_be_unfinished_while_typing(fill: Fill, find: Find) -> None:
    fill(*TEXTS)
    assert find("news fren", typing=True) == [2]
    assert find("news fren ", typing=True) == []
    assert find("fren news", typing=True) == []
    assert find("n", typing=True) == [1, 2]


def test_phrases_keep_order_and_place(fill: Fill, find: Find) -> None:
    fill(*TEXTS, "news the article", "闻新稿闻")
    assert find('"the news article"') == [1]
    assert find('"the news"') == [1, 2]
    assert find('"article news"') == []
    assert find('"新闻稿总"') == [3]
    assert find('"gpt 4"') == [4]
    assert find('"稿闻"') == [7]
    assert find('"一段 p"') == []
    assert find('"一段 python 代"') == [4]


def test_a_phrase_may_begin_in_the_middle_of_a_run(fill: Fill, find: Find) -> None:
    fill("总结新闻 now")
    assert find('"闻 now"') == [1]
    assert find('"新闻 now"') == [1]
    assert find('"总结 now"') == []


def test_minus_takes_away(fill: Fill, find: Find) -> None:
    fill(*TEXTS)
    assert find("news -french") == [1]
    assert find('-"the news" -新闻') == [4, 5]


def test_filters(index: SearchIndex) -> None:
    rows = [("news", "summarization", "en"), ("News", "translation", "zh")]
    index.apply(
        1,
        [
            (
                n,
                Document(
                    id=n,
                    sections=("text",),
                    facets=(f"tag:{tag.lower()}", f"type:{kind}", f"lang:{lang}"),
                ),
            )
            for n, (tag, kind, lang) in enumerate(rows, 1)
        ],
    )

    def ids(query: Query) -> list[int]:
        return [hit.id for hit in index.search(query).hits]

    assert ids(Query(text="tag:NEWS")) == [2, 1]  # equal ones: newest first
    assert ids(Query(text="text", task_type="translation")) == [2]
    assert ids(Query(text="text", language="en", tag="News")) == [1]
    assert ids(Query(text="text -lang:en")) == [2]
    assert ids(Query(text="lang:zh type:summarization")) == []
    assert ids(Query(language="en")) == [1]


def test_nothing_asked_is_nothing_found(fill: Fill, find: Find) -> None:
    fill(*TEXTS)
    assert find("") == []
    assert find("…") == []


def test_similar_when_nothing_has_all_words(index: SearchIndex, fill: Fill) -> None:
    fill(*TEXTS)
    found = index.search(Query(text="french 新闻"))
    assert found.similar
    assert {hit.id for hit in found.hits} == {2, 3}
    assert not index.search(Query(text="nothing here")).similar


def test_total_counts_more_than_the_limit(index: SearchIndex, fill: Fill) -> None:
    fill(*[f"word {n}" for n in range(30)])
    found = index.search(Query(text="word", limit=7))
    assert found.total == 30
    assert len(found.hits) == 7
    assert index.search(Query(text="word", limit=0)).total == 30


def test_titles_and_rare_words_rank_first(index: SearchIndex) -> None:
    filler = "some other words that are of no matter here"
    index.apply(
        1,
        [
            (1, Document(id=1, sections=(f"apple {filler}",))),
            (2, Document(id=2, title="apple", sections=(filler,))),
            (3, Document(id=3, sections=(filler,))),
        ],
    )
    hits = index.search(Query(text="apple")).hits
    assert [hit.id for hit in hits] == [2, 1]
    assert hits[0].score > hits[1].score > 0


def test_replace_and_delete(index: SearchIndex, fill: Fill, find: Find) -> None:
    fill("old text", "other text")
    index.apply(5, [(1, Document(id=1, sections=("new text",)))])
    assert find("old") == []
    assert find("new") == [1]
    assert find("text") == [1, 2]
    index.apply(6, [(2, None), (99, None)])
    assert find("text") == [1]
    assert index.count == 1
    assert index.position == 6


def test_a_record_changed_twice_in_a_batch_is_there_once(
    index: SearchIndex, find: Find
) -> None:
    with index.writing() as batch:
        batch.apply(1, [(1, Document(id=1, sections=("first",)))])
        batch.apply(2, [(1, Document(id=1, sections=("second",)))])
        batch.apply(
            3,
            [(1, Document(id=1, sections=("third",))), (1, None), (2, None)],
        )
    assert find("first") == find("second") == find("third") == []
    assert index.count == 0


def test_many_small_commits_are_merged(
    index: SearchIndex, fill: Fill, find: Find
) -> None:
    for number in range(40):
        fill(f"common text{number} “one two”")
    index.apply(100, [(7, None)])
    for number in range(40, 60):
        fill(f"common text{number} “one two”")
    expected = [n for n in range(1, 61) if n != 7]
    assert find("common") == expected
    assert find('"one two"') == expected
    assert find("text11") == [12]
    assert len(index.leaves()) < MOST_SEGMENTS
    index.tidy()
    assert find("common") == expected


def test_what_is_big_is_not_merged_while_an_edit_waits(
    index: SearchIndex, fill: Fill, find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "_QUICKLY_MERGED", 5)
    big = MOST_SEGMENTS - 2
    for _ in range(big):
        fill(*["common text"] * 6)
    for _ in range(MOST_SEGMENTS):
        fill("common text")
        sizes = [leaf.size for leaf in index.leaves()]
        assert sizes.count(6) == big
    assert MOST_SEGMENTS < len(sizes) < 2 * MOST_SEGMENTS
    index.tidy()
    assert len(index.leaves()) == MOST_SEGMENTS // 2 + 1
    assert len(find("common")) == 6 * big + MOST_SEGMENTS


def test_too_many_are_merged_at_any_cost(
    index: SearchIndex, fill: Fill, find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "_QUICKLY_MERGED", 0)
    for _ in range(2 * MOST_SEGMENTS + 1):
        fill("common text")
        assert len(index.leaves()) <= 2 * MOST_SEGMENTS
    assert len(find("common")) == 2 * MOST_SEGMENTS + 1


def test_segments_of_deleted_records_are_merged_or_dropped(
    index: SearchIndex, fill: Fill, find: Find
) -> None:
    fill("one", "two", "three")
    fill("four", "five")
    index.apply(9, [(1, None), (2, None)])
    index.apply(10, [(4, None), (5, None)])
    index.tidy()
    assert [leaf.size for leaf in index.leaves()] == [1]
    assert find("three") == [3]


def test_tidying_waits_for_nobody(index: SearchIndex, fill: Fill) -> None:
    fill("one")
    with SearchIndex.open(index.build.parent).writing():
        index.tidy()
    assert index.count == 1


def test_a_rebuilt_index_is_one_segment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "COMMIT_TOKENS", 4)
    folder = tmp_path / "rebuilt" / "make"
    with SearchIndex.rebuilding(folder) as made:
        for number in range(1, 9):
            text = ("a few words of text",)
            made.apply(number, [(number, Document(id=number, sections=text))])
    index = SearchIndex.open(folder)
    (leaf,) = index.leaves()
    assert leaf.ids.tolist() == list(range(1, 9))
    assert index.search(Query(text="words", limit=50)).total == 8


@given(st.permutations(range(1, 9)), st.sets(st.integers(0, 12)))
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_records_are_replaced_whatever_their_order(
    tmp_path: Path, order: list[int], gone: set[int]
) -> None:
    index = SearchIndex.create(tmp_path / "order" / "make")
    index.apply(1, [(n, Document(id=n, sections=("text",))) for n in order])
    index.apply(2, [(n, None) for n in gone])
    hits = index.search(Query(text="text", limit=50)).hits
    assert sorted(hit.id for hit in hits) == sorted(set(order) - gone)


def test_an_exception_drops_what_is_not_committed(
    index: SearchIndex, fill: Fill, find: Find
) -> None:
    fill("kept")
    with pytest.raises(KeyError), index.writing() as batch:
        _apply_and_fail(batch)
    assert find("dropped") == []
    assert index.position == 2
    fill("after")
    assert find("after") == [2]


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(st.text("天地玄黄a ，", min_size=1, max_size=12), min_size=1, max_size=6)
)
def test_every_piece_of_chinese_is_found(tmp_path: Path, texts: list[str]) -> None:
    index = SearchIndex.create(tmp_path / "recall" / "make")
    documents = [Document(id=n, sections=(text,)) for n, text in enumerate(texts, 1)]
    index.apply(1, [(document.id, document) for document in documents])
    pieces = {
        text[start : start + length]
        for text in texts
        for length in range(1, 5)
        for start in range(len(text))
    }
    for piece in {p for p in pieces if set(p) <= set("天地玄黄")}:
        for quoted in (piece, f'"{piece}"'):
            found = {hit.id for hit in index.search(Query(text=quoted)).hits}
            wanted = {n for n, text in enumerate(texts, 1) if piece in text}
            assert wanted <= found
            if quoted != piece:
                assert found == wanted
    index.close()


def test_nearest_ranks_by_shared_telling_words(index: SearchIndex, fill: Fill) -> None:
    fill(*TEXTS, "Summarize the news article in two paragraphs.")
    hits = index.nearest(TEXTS[0])
    assert [hit.id for hit in hits[:2]] == [1, 6]
    assert 0.9 < hits[0].score <= 1
    assert all(0 < hit.score <= 1 for hit in hits)
    assert hits[1].score < hits[0].score
    assert index.nearest("qwertz") == ()
    assert index.nearest("") == ()
    assert len(index.nearest("the", limit=1)) == 1


def test_nearest_context_weighs_less_and_language_filters(
    index: SearchIndex,
) -> None:
    index.apply(
        1,
        [
            (1, Document(id=1, sections=("poem",), facets=("lang:en",))),
            (2, Document(id=2, sections=("recipe",), facets=("lang:zh",))),
        ],
    )
    assert [h.id for h in index.nearest("recipe", context="poem")] == [2, 1]
    assert [h.id for h in index.nearest("", context="poem")] == [1]
    assert [h.id for h in index.nearest("recipe", "en", context="poem")] == [1]


def test_missing_index(tmp_path: Path) -> None:
    with pytest.raises(IndexOutdated):
        SearchIndex.open(tmp_path / "nowhere")


def test_index_of_another_project(tmp_path: Path) -> None:
    SearchIndex.create(tmp_path / "make", "one").close()
    with pytest.raises(IndexOutdated):
        SearchIndex.open(tmp_path / "make", "two")


def test_stamp_changes_with_every_version(monkeypatch: pytest.MonkeyPatch) -> None:
    stamps = {stamp()}
    names = ("SCHEMA", "ANALYZER", "CODEC", "DOCUMENT")
    for name in names:
        monkeypatch.setattr(schema, f"{name}_VERSION", 999)
        stamps.add(stamp())
    assert len(stamps) == len(names) + 1


@pytest.mark.parametrize("what", ["flat", "toc", "position.json", "current.json"])
@pytest.mark.parametrize("content", [b"", b"\x80damage"])
def test_damage_is_told(
    index: SearchIndex, fill: Fill, tmp_path: Path, what: str, content: bytes
) -> None:
    fill(*TEXTS)
    index.close()
    folder = tmp_path / "indexes" / "make"
    (found,) = [path for path in folder.rglob(f"*{what}") if path.is_file()]
    found.write_bytes(content)
    with pytest.raises(IndexOutdated):
        _ = SearchIndex.open(folder).position


def test_only_one_writes(index: SearchIndex, tmp_path: Path) -> None:
    folder = tmp_path / "indexes" / "make"
    with index.writing():
        other = SearchIndex.open(folder)
        with pytest.raises(IndexBusy, match="Another InstrStudio"):
            other.writing(wait=0).__enter__()
        with pytest.raises(SearchError):
            SearchIndex.rebuilding(folder, wait=0).__enter__()
        other.close()


def test_rebuild_takes_the_place_of_the_old_one(
    index: SearchIndex, fill: Fill, find: Find, tmp_path: Path
) -> None:
    folder = tmp_path / "indexes" / "make"
    fill("old")
    other_make = folder.with_name("other")
    SearchIndex.create(other_make).close()
    with SearchIndex.rebuilding(folder) as batch:
        batch.apply(7, [(5, Document(id=5, sections=("new",)))])
        assert find("old") == [1]
        SearchIndex.create(other_make).close()
    index.refresh()
    assert find("old") == []
    assert find("new") == [5]
    assert index.position == 7
    assert not other_make.exists()
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 1


def test_a_failed_rebuild_leaves_the_old_one(
    index: SearchIndex, fill: Fill, find: Find, tmp_path: Path
) -> None:
    folder = tmp_path / "indexes" / "make"
    fill("old")
    with pytest.raises(KeyError), SearchIndex.rebuilding(folder) as batch:
        _apply_and_fail(batch)
    index.refresh()
    assert find("old") == [1]
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 1


def test_two_threads_search_while_a_third_writes(tmp_path: Path) -> None:
    folder = tmp_path / "indexes" / "make"
    writer = SearchIndex.create(folder)
    done, failures = threading.Event(), []

    def read() -> None:
        index = SearchIndex.open(folder)
        last = 0
        try:
            while True:
                finished = done.is_set()
                index.refresh()
                total = index.search(Query(text="common")).total
                assert total >= last
                last = total
                if finished:
                    assert total == 30
                    break
        except (AssertionError, SearchError) as error:
            failures.append(error)
        finally:
            index.close()

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(1, 31):
        document = Document(id=number, sections=(f"common {number}",))
        writer.apply(number, [(number, document)])
    done.set()
    for thread in threads:
        thread.join()
    writer.close()
    assert failures == []


def _flip_last_positions(folder: Path) -> None:
    """Damage a part of the index that is read by phrases only."""
    (path,) = folder.rglob("*.flat")
    file = SealedFile(path)
    place = path.read_bytes().index(file.arrays["text.pos"].whole().tobytes())
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def test_an_index_with_a_flipped_byte_is_given_up(
    index: SearchIndex, fill: Fill, tmp_path: Path
) -> None:
    fill(*TEXTS)
    folder = tmp_path / "indexes" / "make"
    index.close()
    _flip_last_positions(folder)
    opened = SearchIndex.open(folder)
    assert opened.search(Query(text="news")).total == 2
    with pytest.raises(IndexOutdated):
        opened.search(Query(text='"the news"'))
    with pytest.raises(IndexOutdated):
        SearchIndex.open(folder)


def test_damage_that_merging_meets_is_told(
    index: SearchIndex, fill: Fill, tmp_path: Path
) -> None:
    fill("some text")
    folder = tmp_path / "indexes" / "make"
    index.close()
    _flip_last_positions(folder)
    index.refresh()
    with pytest.raises(IndexOutdated):
        _fill_often(fill)
    with pytest.raises(IndexOutdated):
        SearchIndex.open(folder)
    SearchIndex.create(folder).close()  # nobody holds a lock any more


def _fill_often(fill: Fill) -> None:
    for _ in range(40):
        fill("more text")


def test_verifying_reads_all(index: SearchIndex, fill: Fill, tmp_path: Path) -> None:
    fill(*TEXTS)
    index.verify()
    _flip_last_positions(tmp_path / "indexes" / "make")
    index.close()
    index.refresh()
    with pytest.raises(IndexOutdated):
        index.verify()


def test_files_reach_the_disk_before_the_table_that_names_them(
    index: SearchIndex, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    rename, synchronise = os.rename, os.fsync

    def noted_rename(old: str, new: str) -> None:
        done.append("rename")
        rename(old, new)

    def noted_fsync(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        done.append("fsync folder" if is_folder else "fsync file")
        synchronise(descriptor)

    monkeypatch.setattr(os, "rename", noted_rename)
    monkeypatch.setattr(os, "fsync", noted_fsync)
    fill("text")
    assert done[:4] == ["fsync file", "fsync file", "rename", "fsync folder"]
